import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { PostgresUnavailable } from '../postgres-unavailable.js';

const run = promisify(execFile);

/** The operating system account that PostgreSQL runs under, when it is not our own. */
export interface ServerAccount {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root: started as root, the hub runs it as the user `postgres` and creates that user
 * where it is missing (in containers, mostly). Undefined: our own account will do.
 */
export async function serverAccount(log: (line: string) => void): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp();
  if (existing) return existing;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  } catch {
    throw new PostgresUnavailable(
      'PostgreSQL does not run as root and no user "postgres" could be created: start the hub as another user, or set DATABASE_URL.',
    );
  }
  log('Created the system user "postgres", because PostgreSQL does not run as root.');
  const created = await lookUp();
  if (!created) throw new PostgresUnavailable('The user "postgres" is not usable: start the hub as another user.');
  return created;
}

async function lookUp(): Promise<ServerAccount | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
    );
    return { uid: uid!, gid: gid! };
  } catch {
    return undefined;
  }
}

/** Whether the account gets through every directory on the way: asked of the kernel, because mode bits miss ACLs. */
export function canReach(path: string, account: ServerAccount | undefined): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...account, cwd: '/' }).status === 0;
}
