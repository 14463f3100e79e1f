import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { transformFile } from '@swc/core';
import pg from 'pg';
import { resolveBinaries } from './embedded-postgres/binaries.js';
import { temporaryLocation } from './embedded-postgres/cluster-location.js';
import { identify, isRunning } from './embedded-postgres/process-identity.js';
import { type OpenPostgres, openPostgres, removeEmbeddedPostgres } from './postgres.js';

const asRoot = process.getuid?.() === 0;

let dataDirectory: string;
let lines: string[];
let opened: OpenPostgres[];

beforeEach(async () => {
  dataDirectory = join(await mkdtemp(join(tmpdir(), 'dereu-test-')), 'data');
  await chmod(dirname(dataDirectory), 0o711);
  lines = [];
  opened = [];
});

afterEach(async () => {
  for (const postgres of opened) await postgres.stop();
  await rm(dirname(dataDirectory), { recursive: true, force: true });
});

async function open(): Promise<OpenPostgres> {
  const postgres = await openPostgres({ dataDirectory, log: (line) => lines.push(line) });
  opened.push(postgres);
  return postgres;
}

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  // A server that is killed on purpose breaks connections.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

const writeRow = (url: string) => query(url, `CREATE TABLE note AS SELECT 'әже' AS text`);
const readRow = (url: string) => query(url, 'SELECT text FROM note');

async function postmaster(cluster = join(dataDirectory, 'postgres')): Promise<number> {
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come about within 20 s.');
}

describe('the embedded server', () => {
  test('keeps its data from one start to the next, and knows Kazakh letters', async () => {
    const first = await open();
    expect(first.kind).toBe('embedded');
    await writeRow(first.adminUrl);
    const server = identify(await postmaster());
    await first.stop();
    await first.stop();
    expect(isRunning(server)).toBe(false);

    const second = await open();
    expect(await readRow(second.adminUrl)).toEqual([{ text: 'әже' }]);
    expect(await query(second.adminUrl, `SELECT lower('ӘЖЕ ҢҰҮ Ё') AS lower, 'Ұлы' ILIKE 'ұЛЫ' AS alike`)).toEqual([
      { lower: 'әже ңұү ё', alike: true },
    ]);
  });

  test('listens on 127.0.0.1 alone, asks for a password that only its owner may read', async () => {
    const { adminUrl } = await open();
    const settings = await query(
      adminUrl,
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('listen_addresses', 'unix_socket_directories', 'max_connections', 'server_encoding') ORDER BY name`,
    );
    expect(settings.map(({ setting }) => setting)).toEqual(['127.0.0.1', '200', 'UTF8', '']);
    const passwordFile = join(dataDirectory, 'postgres.password');
    expect((await stat(passwordFile)).mode & 0o777).toBe(0o600);
    const password = (await readFile(passwordFile, 'utf8')).trim();
    expect(new URL(adminUrl).password).toBe(password);
    expect(lines.join()).not.toContain(password);
    await expect(query(adminUrl.replace(password, 'wrong'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('refuses a second hub on the same data, names the first, and leaves it alone', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(`process ${process.pid}`);
    expect(await query(first.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('one of two hubs that start at once wins', async () => {
    const results = await Promise.allSettled([open(), open()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('throws away an initdb that was interrupted', async () => {
    await mkdir(join(dataDirectory, 'postgres.initialising', 'base'), { recursive: true });
    await writeFile(join(dataDirectory, 'postgres.initialising', 'PG_VERSION'), '18\n');
    const { adminUrl } = await open();
    expect(await query(adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await readdir(dataDirectory)).sort()).toEqual(['postgres', 'postgres.lock', 'postgres.password']);
  });

  test('recovers committed rows after kill -9 of the server, and stop() still ends well', async () => {
    const first = await open();
    await writeRow(first.adminUrl);
    process.kill(await postmaster(), 'SIGKILL');
    await until(() => lines.some((line) => line.includes('ended by itself')));
    await first.stop();
    const second = await open();
    expect(await readRow(second.adminUrl)).toEqual([{ text: 'әже' }]);
    expect(lines.some((line) => line.includes('recovers'))).toBe(true);
  });

  test('a postmaster.pid whose number belongs to another program by now does not stop it', async () => {
    await (await open()).stop();
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      await writeFile(join(dataDirectory, 'postgres', 'postmaster.pid'), `${bystander.pid}\n`);
      await open();
      expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    } finally {
      bystander.kill('SIGKILL');
    }
  });

  test('a lost password file is said, and the data is left as it is', async () => {
    await (await open()).stop();
    await rm(join(dataDirectory, 'postgres.password'));
    await expect(open()).rejects.toThrow(/password file .* is missing/);
    expect(await readdir(join(dataDirectory, 'postgres'))).toContain('PG_VERSION');
    expect(await readdir(dataDirectory)).toEqual(['postgres']);
  });

  test('is removed for good on request, but never below a running hub', async () => {
    const first = await open();
    await writeRow(first.adminUrl);
    const remove = () => removeEmbeddedPostgres({ dataDirectory, log: (line) => lines.push(line) });
    await expect(remove()).rejects.toThrow(`process ${process.pid}`);
    expect(await readRow(first.adminUrl)).toEqual([{ text: 'әже' }]);
    await first.stop();
    await remove();
    expect(await readdir(dataDirectory)).toEqual([]);
    await expect(readRow((await open()).adminUrl)).rejects.toMatchObject({ code: '42P01' });
  });

  test('a platform without binaries is sent to DATABASE_URL', () => {
    expect(() => resolveBinaries('sunos', 'sparc')).toThrow(/sunos sparc.*set DATABASE_URL/);
    expect(() => resolveBinaries('win32', 'x64')).toThrow(/DATABASE_URL/);
  });
});

// Only a hub started as root runs its server under another account: for everybody else there is no such case.
if (asRoot) {
  test('as root below a 0700 home, the data goes elsewhere and is found again', async () => {
    await chmod(dirname(dataDirectory), 0o700);
    const elsewhere = temporaryLocation(dataDirectory);
    try {
      const first = await open();
      expect(lines.join()).toContain(elsewhere);
      await writeRow(first.adminUrl);
      await first.stop();
      const second = await open();
      expect(await readRow(second.adminUrl)).toEqual([{ text: 'әже' }]);
    } finally {
      for (const postgres of opened) await postgres.stop();
      await rm(elsewhere, { recursive: true, force: true });
    }
  });
}

/** A hub of its own: the sources compiled to a folder from where Node finds the packages. */
describe('a hub as a process', () => {
  let compiled: string;
  let hubs: ChildProcess[] = [];

  beforeAll(async () => {
    const cache = resolve('node_modules/.cache');
    await mkdir(cache, { recursive: true });
    compiled = await mkdtemp(join(cache, 'dereu-standalone-'));
    await writeFile(join(compiled, 'package.json'), '{"type":"module"}');
    for (const file of await readdir('standalone', { recursive: true })) {
      if (!/postgres.*\.ts$/.test(file) || file.endsWith('.test.ts')) continue;
      const target = join(compiled, file.replace(/\.ts$/, '.js'));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, (await transformFile(join('standalone', file), { swcrc: true })).code);
    }
    await writeFile(
      join(compiled, 'hub.js'),
      `import { openPostgres } from './postgres.js';
       const postgres = await openPostgres({ dataDirectory: process.argv[2], log: (line) => console.error(line) });
       process.on('SIGINT', async () => {
         await new Promise((drained) => setTimeout(drained, Number(process.argv[3])));
         await postgres.stop();
         console.log('stopped');
         process.exit(0);
       });
       console.log(postgres.adminUrl);`,
    );
  });

  afterAll(() => rm(compiled, { recursive: true, force: true }));

  afterEach(async () => {
    for (const hub of hubs) if (hub.exitCode === null && hub.signalCode === null) hub.kill('SIGKILL');
    hubs = [];
    // What a killed hub left behind is ended by the next open().
    if (!opened.length) await open();
  });

  /** Started as a terminal does: leader of a process group. */
  async function startHub(drainMs = 0): Promise<{ hub: ChildProcess; adminUrl: string; ended: Promise<unknown[]> }> {
    const hub = spawn(process.execPath, [join(compiled, 'hub.js'), dataDirectory, String(drainMs)], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    hubs.push(hub);
    const ended = once(hub, 'exit');
    const output = createInterface({ input: hub.stdout! })[Symbol.asyncIterator]();
    hub.stderr!.resume();
    return { hub, adminUrl: (await output.next()).value as string, ended };
  }

  test('killed with -9, it leaves a server that the next hub ends and replaces, with every row', async () => {
    const { hub, adminUrl, ended } = await startHub();
    await writeRow(adminUrl);
    const orphan = identify(await postmaster());
    hub.kill('SIGKILL');
    await ended;
    expect(isRunning(orphan)).toBe(true);
    const next = await open();
    expect(isRunning(orphan)).toBe(false);
    expect(await readRow(next.adminUrl)).toEqual([{ text: 'әже' }]);
  });

  test.each([
    ['the hub drains while the server still serves', 300, false],
    ['the server gets its own SIGINT first', 300, true],
    ['the server gets its own SIGINT at the same moment', 0, true],
  ])('Ctrl-C to the whole group ends clean: %s', async (_case, drainMs, serverToo) => {
    const { hub, adminUrl, ended } = await startHub(drainMs);
    const server = identify(await postmaster());
    if (serverToo) process.kill(server.pid, 'SIGINT');
    process.kill(-hub.pid!, 'SIGINT');
    if (!serverToo) expect(await query(adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await ended).toEqual([0, null]);
    expect(isRunning(server)).toBe(false);
    expect(await readdir(dataDirectory)).not.toContain('postgres.lock');
  });
});
