import { chmod, mkdir, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenPostgres } from '../postgres.js';
import { PostgresUnavailable } from '../postgres-unavailable.js';
import { reachableBinaries, resolveBinaries } from './binaries.js';
import { clusterLocation, temporaryDirectory } from './cluster-location.js';
import { ensureCluster } from './create-cluster.js';
import { lockForHub } from './hub-lock.js';
import { clearLeftoverServer } from './leftover-server.js';
import { superuserPassword } from './password.js';
import { serverAccount } from './server-account.js';
import { ServerDidNotStart, type ServerOptions, type ServerProcess, startServer } from './server-process.js';

/** A PostgreSQL of our own on a free port of 127.0.0.1, its data kept from one start to the next. */
export async function openEmbeddedPostgres(options: {
  dataDirectory: string;
  log: (line: string) => void;
}): Promise<OpenPostgres> {
  const { log } = options;
  const installed = resolveBinaries();
  const account = await serverAccount(log);
  const dataDirectory = await ensureDataDirectory(options.dataDirectory);
  const lock = await lockForHub(join(dataDirectory, 'postgres.lock'));
  try {
    const location = await clusterLocation({ dataDirectory, account, log });
    const password = await superuserPassword(dataDirectory, location);
    const binaries = await reachableBinaries(installed, account, () => temporaryDirectory(dataDirectory, account!));
    const { cluster, created } = await ensureCluster({ location, binaries, account, password });
    await clearLeftoverServer(cluster, log);
    const { server, adminUrl, port } = await start({ binaries, cluster, account, log }, password);
    log(`PostgreSQL ${binaries.version} on 127.0.0.1:${port}, ${created ? 'new data' : 'data'} in ${cluster}.`);
    const stop = async () => {
      await server.stop();
      await lock.release();
    };
    return { adminUrl, kind: 'embedded', stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Its mode lets the server's account pass through to the cluster, and list nothing. */
async function ensureDataDirectory(path: string): Promise<string> {
  const created = await mkdir(path, { recursive: true });
  if (created) await chmod(path, 0o711);
  return realpath(path);
}

/**
 * Starts again where waiting or another port helps: someone took the port in between, or processes of a server that was
 * killed still hold its shared memory, which they let go within a second.
 */
async function start(
  options: Omit<ServerOptions, 'port' | 'adminUrl'>,
  password: string,
): Promise<{ server: ServerProcess; adminUrl: string; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    try {
      return { server: await startServer({ ...options, port, adminUrl }), adminUrl, port };
    } catch (error) {
      if (!(error instanceof ServerDidNotStart)) throw error;
      const passing = /Address already in use|shared memory block .* still in use/.test(error.output);
      if (passing && attempt < 20) await sleep(250);
      else throw new PostgresUnavailable(explain(error.output, options.cluster));
    }
  }
}

function explain(output: string, cluster: string): string {
  if (/password authentication failed/.test(output)) {
    return `The password file does not belong to the data in ${cluster}: put the right one back, or run npm run reset to start empty.`;
  }
  return `PostgreSQL could not start on ${cluster} (${output || 'it wrote nothing'}): mend this, set DATABASE_URL, or run npm run reset to start empty.`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
