import { spawn } from 'node:child_process';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PostgresUnavailable } from '../postgres-unavailable.js';
import type { Binaries } from './binaries.js';
import { isCluster } from './cluster-location.js';
import type { ServerAccount } from './server-account.js';

/**
 * `<location>/postgres`, created where it is missing. initdb works in a folder of another name, which is renamed at the
 * end: what an interrupted run left there is thrown away, and a finished cluster never is.
 */
export async function ensureCluster(options: {
  location: string;
  binaries: Binaries;
  account: ServerAccount | undefined;
  password: string;
}): Promise<{ cluster: string; created: boolean }> {
  const { location, account } = options;
  const cluster = join(location, 'postgres');
  if (await isCluster(cluster)) {
    await checkOwner(cluster, account);
    return { cluster, created: false };
  }
  const unfinished = join(location, 'postgres.initialising');
  const passwordFile = join(location, 'postgres.initialising.password');
  await rm(unfinished, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  try {
    await mkdir(unfinished, { mode: 0o700 });
    await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600, flag: 'wx' });
    if (account) for (const path of [unfinished, passwordFile]) await chown(path, account.uid, account.gid);
    await initdb(options.binaries, unfinished, passwordFile, account);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, cluster);
  return { cluster, created: true };
}

async function checkOwner(cluster: string, account: ServerAccount | undefined): Promise<void> {
  const mine = account?.uid ?? process.getuid?.();
  const { uid } = await stat(cluster);
  if (mine !== undefined && uid !== mine) {
    throw new PostgresUnavailable(
      `${cluster} belongs to user id ${uid}, and the server would run as ${mine}: start the hub as the user who created it.`,
    );
  }
}

async function initdb(binaries: Binaries, cluster: string, passwordFile: string, account: ServerAccount | undefined) {
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${cluster}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own Unicode rules: Kazakh and Russian letters fold and match alike on every operating system.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    { ...account, cwd: cluster, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const failure = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `${signal ?? `exit ${code}`}: ${output}`));
  });
  if (failure) throw new PostgresUnavailable(explain(failure));
}

function explain(failure: string): string {
  if (/shared librar|Library not loaded/.test(failure)) {
    return 'The embedded PostgreSQL lacks links to its libraries, because npm ran without install scripts: run npm rebuild, or set DATABASE_URL.';
  }
  if (/ENOENT|not found \(required by/.test(failure)) {
    return "The embedded PostgreSQL does not fit this system's C library (Alpine, for example): set DATABASE_URL.";
  }
  return `The embedded PostgreSQL could not be set up (${failure.trim().split('\n').slice(-3).join(' ')}): mend this, or set DATABASE_URL.`;
}
