import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresUnavailable } from '../postgres-unavailable.js';
import { canReach, type ServerAccount } from './server-account.js';

/**
 * The folder that holds the cluster: the data directory, or, where the server's account cannot get there (a checkout
 * below root's 0700 home), one below the temporary directory that is found again by the data directory's path.
 * A cluster that exists is never passed over for an empty one: that would look like lost data.
 */
export async function clusterLocation(options: {
  dataDirectory: string;
  account: ServerAccount | undefined;
  log: (line: string) => void;
}): Promise<string> {
  const { dataDirectory, account, log } = options;
  const reachable = canReach(dataDirectory, account);
  if (await isCluster(join(dataDirectory, 'postgres'))) {
    if (reachable) return dataDirectory;
    throw new PostgresUnavailable(
      `The user "postgres" cannot reach the data in ${dataDirectory}: give the directories above it mode 711, or start the hub as the user who owns them.`,
    );
  }
  if (!account) return dataDirectory;
  const elsewhere = temporaryLocation(dataDirectory);
  if (reachable && !(await isCluster(join(elsewhere, 'postgres')))) return dataDirectory;
  await temporaryDirectory(dataDirectory, account);
  log(
    `The user "postgres" cannot reach ${dataDirectory}, so the database is in ${elsewhere}. The system may empty its temporary directory: to keep the data, move the checkout out of root's home or set DATABASE_URL.`,
  );
  return elsewhere;
}

export function temporaryLocation(dataDirectory: string): string {
  return join(tmpdir(), `dereu-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16)}`);
}

/** Others can write to the temporary directory too: a folder planted there under our name is refused. */
export async function temporaryDirectory(dataDirectory: string, account: ServerAccount): Promise<string> {
  const path = temporaryLocation(dataDirectory);
  await mkdir(path, { mode: 0o711 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const found = await lstat(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0) {
    throw new PostgresUnavailable(`${path} belongs to someone else: remove it, or set DATABASE_URL.`);
  }
  if (!canReach(path, account)) {
    throw new PostgresUnavailable(
      `The user "postgres" can reach neither ${dataDirectory} nor ${path}: start the hub as another user, or set TMPDIR or DATABASE_URL.`,
    );
  }
  return path;
}

/** A cluster gets its name only when initdb has finished, so what has the name and anything in it is complete. */
export async function isCluster(path: string): Promise<boolean> {
  return (await readdir(path).catch(() => [])).length > 0;
}
