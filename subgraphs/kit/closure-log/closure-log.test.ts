import { createPrivateKey, type JsonWebKey, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { DataSource } from 'typeorm';
import { cloneDatabases, type TestDatabases } from '../../../test/hub/test-databases.js';
import { createDataSource, transaction } from '../index.js';
import type { ClosureLogOptions } from './closure.js';
import { ClosureLog } from './closure-log.js';
import { readClosureLog } from './read.js';

let databases: TestDatabases;
let db: DataSource;
// no subgraph runs on it: no relay of its own is at work on this table
beforeAll(async () => {
  databases = await cloneDatabases(['shelter-capacity']);
  const url = databases.urls['shelter-capacity']!;
  db = await createDataSource({ url, entities: [], migrations: [], poolSize: 10 }).initialize();
});
afterAll(async () => {
  await db?.destroy();
  await databases?.drop();
});

let directory: string;
let key: JWK;
let logs: ClosureLog[];
let faults: number;
beforeEach(async () => {
  await databases.owner('shelter-capacity').query('DELETE FROM closure');
  directory = await mkdtemp(join(tmpdir(), 'dereu-closures-'));
  key = await ed25519('one');
  logs = [];
  faults = 0;
});
afterEach(async () => {
  await Promise.all(logs.map((log) => log.stop()));
  await rm(directory, { recursive: true });
});

async function ed25519(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), kid };
}
const publicPart = ({ d: _, ...rest }: JWK): JWK => rest;
const signingKey = (jwk: JWK): ClosureLogOptions['signingKey'] => {
  const privateKey = createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
  return () => ({ kid: jwk.kid!, privateKey });
};
function open(options: Partial<ClosureLogOptions> = {}): ClosureLog {
  const all = { directory, signingKey: signingKey(key), ...options };
  const log = new ClosureLog(db, 'shelter-capacity', ['closed', 'opened'], all, () => faults++);
  logs.push(log);
  return log;
}
const record = (log: ClosureLog, subject: string, kind = 'closed') =>
  transaction(db, (manager) => log.record(manager, kind, subject, { subject }));
async function close(log: ClosureLog, subject: string): Promise<void> {
  await record(log, subject);
  await log.kept(subject);
}
const subjects = async (keys: JWK[] = [publicPart(key)], directories = [directory]) =>
  (await readClosureLog('shelter-capacity', directories, keys)).map(({ payload }) => payload.subject);
const file = async () => join(directory, (await readdir(directory))[0]!);
async function change(work: (lines: string[]) => string[]): Promise<void> {
  const lines = (await readFile(await file(), 'utf8')).split('\n');
  await writeFile(await file(), work(lines).join('\n'));
}
const unwritten = async () =>
  (await db.query('SELECT count(*)::int AS n FROM closure WHERE written_at IS NULL'))[0].n as number;

describe('the closure log', () => {
  test('holds what was closed, in order, once it is acknowledged, and not what was rolled back', async () => {
    const log = open();
    await close(log, 'a');
    await expect(
      transaction(db, async (manager) => {
        await log.record(manager, 'closed', 'never', {});
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await record(log, 'b', 'opened');
    await close(log, 'c');
    expect(await subjects()).toEqual(['a', 'b', 'c']);
    expect(await unwritten()).toBe(0);
    expect((await readClosureLog('shelter-capacity', [directory], [publicPart(key)]))[1]).toEqual({
      sequence: expect.stringMatching(/^\d+$/),
      kind: 'opened',
      payload: { subject: 'b' },
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    });
  });

  test('takes no kind that the definition does not name, and shows no stranger what it holds', async () => {
    const log = open();
    await expect(record(log, 'a', 'forgotten')).rejects.toThrow('forgotten is no closure');
    await close(log, 'a');
    expect(((await stat(await file())).mode & 0o777).toString(8)).toBe('600');
  });

  test('does not acknowledge what it could not write; sending it again does once it can, by any process', async () => {
    const blocked = join(directory, 'blocked');
    await writeFile(blocked, 'not a folder');
    const log = open({ directory: blocked });
    await record(log, 'a');
    await expect(log.kept('a')).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    await expect(log.kept('a')).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    await log.kept('somebody else');
    expect([await unwritten(), faults]).toEqual([1, 2]);
    await rm(blocked);
    await log.kept('a');
    await rename(blocked, `${directory}-moved`);
    expect(await subjects([publicPart(key)], [`${directory}-moved`])).toEqual(['a']);
    await rm(`${directory}-moved`, { recursive: true });
  });

  test('of a file that somebody removed goes on in another one', async () => {
    const log = open();
    await close(log, 'a');
    await rm(await file());
    await close(log, 'b');
    expect(await subjects()).toEqual(['b']);
  });

  test('is written by several processes at once, each its own file and chain, every row once', async () => {
    const processes = [open(), open(), open()];
    const names = Array.from({ length: 60 }, () => randomUUID());
    await Promise.all(names.map((name, i) => close(processes[i % 3]!, name)));
    expect((await subjects()).sort()).toEqual([...names].sort());
    expect(await unwritten()).toBe(0);
  });

  test('is written in the background when nobody waits', async () => {
    const log = open();
    await record(log, 'a');
    log.start();
    while ((await unwritten()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await subjects()).toEqual(['a']);
  });
});

describe('a closure log is refused', () => {
  beforeEach(async () => {
    const log = open();
    for (const subject of ['a', 'b', 'c']) await close(log, subject);
  });

  test.each([
    ['the first line', 0],
    ['a line in the middle', 1],
  ])('that lost %s', async (_, index) => {
    await change((lines) => lines.toSpliced(index, 1));
    await expect(subjects()).rejects.toThrow(/A line is missing before line \d/);
  });

  test('whose lines changed places or are there twice', async () => {
    await change(([a, b, c, end]) => [a!, c!, b!, end!]);
    await expect(subjects()).rejects.toThrow('A line is missing before line 2');
    await change(([a, c, b, end]) => [a!, b!, b!, c!, end!]);
    await expect(subjects()).rejects.toThrow('A line is missing before line 3');
  });

  test('with an altered line', async () => {
    await change((lines) => {
      const [header, payload, signature] = lines[1]!.split('.');
      const text = Buffer.from(payload!, 'base64url').toString().replace('"b"', '"z"');
      return lines.with(1, [header, Buffer.from(text).toString('base64url'), signature].join('.'));
    });
    await expect(subjects()).rejects.toThrow('Line 2 of');
  });

  test('signed by a key that is not trusted, also under the name of one that is', async () => {
    await expect(subjects([])).rejects.toThrow('Line 1 of');
    await expect(subjects([publicPart(await ed25519('one'))])).rejects.toThrow('has no valid signature');
  });

  test('of another subgraph under the name of this one', async () => {
    const name = await file();
    await rename(name, name.replace('shelter-capacity.', 'consent.'));
    await expect(readClosureLog('consent', [directory], [publicPart(key)])).rejects.toThrow('another subgraph');
    expect(await subjects()).toEqual([]);
  });

  test('when its folder is not there', async () => {
    await expect(subjects([publicPart(key)], [join(directory, 'gone')])).rejects.toThrow('ENOENT');
  });
});

describe('a closure log is read', () => {
  test('without a last line that was being written when the process ended', async () => {
    const log = open();
    for (const subject of ['a', 'b']) await close(log, subject);
    await change(([a, b]) => [a!, b!.slice(0, -20)]);
    expect(await subjects()).toEqual(['a']);
    await change(([a]) => [a!, 'x']);
    expect(await subjects()).toEqual(['a']);
  });

  test('from several folders and keys, in the order of the database, what was written twice once', async () => {
    const second = await mkdtemp(join(tmpdir(), 'dereu-closures-'));
    const other = await ed25519('two');
    const [here, there] = [open(), open({ directory: second, signingKey: signingKey(other) })];
    await close(here, 'a');
    await close(there, 'b');
    await close(here, 'c');
    await databases.owner('shelter-capacity').query('UPDATE closure SET written_at = NULL');
    await there.kept('a');
    const keys = [publicPart(key), publicPart(other)];
    expect(await subjects(keys, [directory, second])).toEqual(['a', 'b', 'c']);
    await expect(subjects([publicPart(key)], [directory, second])).rejects.toThrow('has no valid signature');
    await rm(second, { recursive: true });
  });
});

test('the app login may neither change nor delete a closure', async () => {
  for (const sql of ['DELETE FROM closure', "UPDATE closure SET payload = '{}'", 'TRUNCATE closure']) {
    await expect(db.query(sql)).rejects.toMatchObject({ code: '42501' });
  }
  for (const sql of [
    "INSERT INTO restore_mark (state) VALUES ('RESTORING')",
    "UPDATE restore_mark SET state = 'RESTORING'",
  ]) {
    await expect(db.query(sql)).rejects.toMatchObject({ code: '42501' });
  }
});
