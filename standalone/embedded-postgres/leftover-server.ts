import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresUnavailable } from '../postgres-unavailable.js';
import { identify, isRunning, outputOfPs, type ProcessIdentity } from './process-identity.js';

const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;

/**
 * Ends the server that a killed hub left behind and removes a postmaster.pid whose process is gone or is by now another
 * program. Call it only while holding the hub's lock: no living hub can then own that server.
 */
export async function clearLeftoverServer(cluster: string, log: (line: string) => void): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = Number(readText(pidFile)?.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  const server = identify(pid);
  if (isRunning(server) && serves(pid, cluster)) {
    log(`A hub was killed and left PostgreSQL (process ${pid}) running: stopping it before starting anew.`);
    await stopServer(server);
  } else {
    log('The last run of PostgreSQL did not end cleanly: it recovers from its write-ahead log.');
  }
  await rm(pidFile, { force: true });
}

/** A fast shutdown; after 20 s an immediate one, which loses nothing that was committed. Never SIGKILL. */
export async function stopServer(server: ProcessIdentity): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
  ] as const) {
    try {
      process.kill(server.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    for (let waited = 0; waited < patience; waited += 50) {
      if (!isRunning(server)) return;
      await sleep(50);
    }
  }
  throw new PostgresUnavailable(`PostgreSQL (process ${server.pid}) does not stop: see what it waits for.`);
}

/** A postmaster's working directory is its cluster; where that cannot be read, its command line names it. */
function serves(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return outputOfPs(pid, 'command=')?.includes(cluster) ?? false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
