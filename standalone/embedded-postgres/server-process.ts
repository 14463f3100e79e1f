import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.js';
import { stopServer } from './leftover-server.js';
import { identify } from './process-identity.js';
import type { ServerAccount } from './server-account.js';

const READY_WITHIN_MS = 60_000;
const KEPT_LINES = 20;

export interface ServerProcess {
  pid: number;
  stop(): Promise<void>;
}

/** The server ended, or was not ready in time; `output` holds the last lines it wrote. */
export class ServerDidNotStart extends Error {
  constructor(readonly output: string) {
    super(`PostgreSQL did not start: ${output}`);
  }
}

export interface ServerOptions {
  binaries: Binaries;
  cluster: string;
  account: ServerAccount | undefined;
  port: number;
  adminUrl: string;
  log: (line: string) => void;
}

/**
 * Starts the server and returns when a login succeeds. It gets a process group of its own: a terminal's Ctrl-C reaches
 * only the hub, which drains and then stops the database. Should someone stop the server itself, that is logged and
 * stop() still ends well. If the process exits without stop(), the server is told to shut down.
 */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const child = spawn(options.binaries.postgres, serverArguments(options), {
    ...options.account,
    cwd: options.cluster,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.split('\n').filter(Boolean));
    lines.splice(0, lines.length - KEPT_LINES);
  });
  const life = { stopping: false, ready: false };
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      lines.push(error.message);
      resolve();
    });
    child.on('close', () => resolve());
  });
  const lastResort = () => child.kill('SIGINT');
  process.once('exit', lastResort);
  void ended.then(() => {
    process.off('exit', lastResort);
    if (life.ready && !life.stopping) options.log(`PostgreSQL ended by itself: ${lines.slice(-3).join(' | ')}`);
  });

  const stop = once(async () => {
    life.stopping = true;
    if (isAlive(child)) await stopServer(identify(child.pid!));
    await ended;
  });
  if (!(await becomesReady(child, ended, options.adminUrl))) {
    await stop();
    throw new ServerDidNotStart(lines.join(' | '));
  }
  life.ready = true;
  return { pid: child.pid!, stop };
}

function serverArguments({ cluster, port }: ServerOptions): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 200,
    timezone: 'UTC',
    // What a statement carries may be someone's name: none of it is written to the server's log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function becomesReady(child: ChildProcess, ended: Promise<void>, adminUrl: string): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (isAlive(child) && Date.now() < deadline) {
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      return isAlive(child);
    } catch (error) {
      // A wrong password will not become right by waiting.
      if ((error as { code?: string }).code === '28P01') return false;
      await Promise.race([ended, sleep(50)]);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => {
    result ??= action();
    return result;
  };
}
