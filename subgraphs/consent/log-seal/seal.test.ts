import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { AgencyKind, Frontier, Purpose, parseCheckpoint, parseNote, Role, transaction } from '../../kit/index.js';
import { FIRST_UNIT, OFFICER, POLICE, Scene } from '../test/scene.js';
import { SealedLog } from '../test/sealed-log.js';
import { ENTRY, type LogEntry, leafOf, textOf } from './entry.js';
import { sealAll, sealBatch } from './seal.js';

let log: SealedLog;
beforeAll(async () => {
  log = await SealedLog.open();
});
afterAll(() => log?.close());

const seal = () => sealAll(log.db, log.secrets.signing);
const leaves = (): Promise<(LogEntry & { leaf: string; salt: Buffer; hash: Buffer })[]> =>
  log.owner.query(
    `SELECT l.leaf, l.salt, l.hash, ${ENTRY} FROM log_leaf l JOIN access_log a ON a.id = l.entry_id ORDER BY l.leaf`,
  );
const leafOfEntry = async (id: string): Promise<number | null> => {
  const rows = await log.owner.query('SELECT leaf FROM log_leaf WHERE entry_id = $1', [id]);
  expect(rows.length).toBeLessThan(2);
  return rows[0] ? Number(rows[0].leaf) : null;
};

/** Every entry has one leaf; the leaves, made anew from the entries, lead to every checkpoint that was signed. */
async function expectWhole(): Promise<void> {
  const [{ entries }] = await log.owner.query('SELECT count(*)::int AS entries FROM access_log');
  const all = await leaves();
  expect(all.map(({ leaf }) => Number(leaf))).toEqual(all.map((_, i) => i));
  expect(new Set(all.map(({ id }) => id)).size).toBe(entries);
  const checkpoints: { size: string; root: Buffer; note: string }[] = await log.owner.query(
    'SELECT size, root, note FROM log_checkpoint ORDER BY size',
  );
  const roots = new Map(checkpoints.map(({ size, root }) => [Number(size), root]));
  const frontier = new Frontier();
  let met = 0;
  for (const entry of all) {
    frontier.add(leafOf(textOf(entry, entry.salt)));
    const root = roots.get(frontier.size);
    if (!root) continue;
    met++;
    expect(frontier.root).toEqual(root);
  }
  expect(met).toBe(checkpoints.length);
  for (const { size, root, note } of checkpoints)
    expect(parseCheckpoint(parseNote(note).text)).toMatchObject({ size: Number(size), root });
}

describe('a look is there once', () => {
  /** One of the gateway's fetches: with the number of the request that it belongs to. */
  const fetched = (requestId: string, scene: Scene, fields: string, account = 'officer-almaty') =>
    log.hub.transport.call('consent', {
      document: `query ($id: ID!) { victim(id: $id) { ${fields} } }`,
      variables: { id: scene.idFor(OFFICER) },
      caller: {
        requester: {
          agency: POLICE,
          agencyKind: AgencyKind.POLICE,
          unit: FIRST_UNIT,
          staff: seedId(`staff:${account}`),
          role: Role.OFFICER,
          purpose: Purpose.POLICE_RESPONSE,
          language: 'en',
        },
        actor: null,
        requestId,
        deadline: Date.now() + 10_000,
      },
    });
  const opened = async () => {
    const scene = await Scene.open(log.hub);
    await scene.duty();
    return scene;
  };
  const entries = (requestId: string) =>
    log.owner.query('SELECT category, staff FROM access_log WHERE request_id = $1 ORDER BY category, staff', [
      requestId,
    ]);

  test('for each category, however often one request comes to the decision, also at once', async () => {
    const scene = await opened();
    const requestId = randomUUID();
    const answers = await Promise.all(
      ['identityDisclosure', 'identityDisclosure', 'identityDisclosure incidentDisclosure', 'id'].map((fields) =>
        fetched(requestId, scene, fields),
      ),
    );
    for (const { data } of answers) expect(data?.victim).not.toBeNull();
    expect((await entries(requestId)).map(({ category }: { category: string }) => category)).toEqual([
      'IDENTITY',
      'INCIDENT',
    ]);
  });

  test('and the look of somebody else is not taken for it, whatever the number of the request', async () => {
    const scene = await opened();
    const requestId = randomUUID();
    await fetched(requestId, scene, 'identityDisclosure');
    await fetched(requestId, scene, 'identityDisclosure', 'officer-almaty-2');
    await fetched(requestId, await opened(), 'identityDisclosure');
    expect(await entries(requestId)).toHaveLength(3);
  });

  test('while the first one may still be undone, the second one waits and is not lost', async () => {
    const row = [randomUUID(), randomUUID(), randomUUID()];
    const write = (on: { query: (sql: string, values: unknown[]) => Promise<unknown> }) =>
      on.query(
        `INSERT INTO access_log (victim_key, kind, category, basis, agency, staff, role, purpose, subgraph, request_id, once)
         VALUES ($1, 'DISCLOSURE', 'IDENTITY', 'CONSENT', 'a', $2, 'OFFICER', 'POLICE_RESPONSE', 'consent', $3, true)
         ON CONFLICT (request_id, victim_key, category, staff, purpose) WHERE once DO NOTHING`,
        row,
      );
    const first = log.db.createQueryRunner();
    await first.startTransaction();
    await write(first);
    const second = write(log.db);
    await first.rollbackTransaction();
    await first.release();
    await second;
    expect(await entries(row[2]!)).toHaveLength(1);
  });
});

describe('sealing', () => {
  test('gives every entry a leaf under a signed checkpoint; nothing new, no new checkpoint', async () => {
    const ids = await log.look(3);
    await seal();
    for (const id of ids) expect(await leafOfEntry(id)).not.toBeNull();
    await expectWhole();
    const count = async () => (await log.owner.query('SELECT count(*)::int AS n FROM log_checkpoint'))[0].n;
    const before = await count();
    await seal();
    expect(await count()).toBe(before);
  });

  test('leaves out nothing that commits late: it is in a later batch', async () => {
    const late = log.db.createQueryRunner();
    await late.startTransaction();
    const [id] = await log.look(1, late.manager);
    const [meanwhile] = await log.look();
    expect(Number(id)).toBeLessThan(Number(meanwhile));
    await seal();
    expect([await leafOfEntry(id!), typeof (await leafOfEntry(meanwhile!))]).toEqual([null, 'number']);
    await late.commitTransaction();
    await late.release();
    await seal();
    expect(await leafOfEntry(id!)).toBeGreaterThan((await leafOfEntry(meanwhile!))!);
    await expectWhole();
  });

  test('by two processes while many write: one leaf each, no gap, every root right', async () => {
    let writing = true;
    const sealer = async () => {
      let batches = 0;
      while (writing) if ((await sealBatch(log.db, log.secrets.signing)) > 0) batches++;
      return batches;
    };
    const sealers = [sealer(), sealer()];
    const writer = async (number: number) => {
      for (let i = 0; i < 12; i++) {
        await transaction(log.db, async (manager) => {
          await log.look(1 + (i % 3), manager);
          if ((i + number) % 5 === 0) throw new Error('undone');
        }).catch((error: Error) => expect(error.message).toBe('undone'));
      }
    };
    await Promise.all(Array.from({ length: 4 }, (_, number) => writer(number)));
    writing = false;
    const batches = await Promise.all(sealers);
    expect(batches[0]! + batches[1]!).toBeGreaterThan(1);
    await seal();
    await expectWhole();
  });

  test('that is cut short before it is committed leaves everything to the next one', async () => {
    const ids = await log.look(2);
    await log.owner.query('ALTER TABLE log_checkpoint ADD CONSTRAINT cut CHECK (size < 0) NOT VALID');
    await expect(seal()).rejects.toThrow('cut');
    expect(await leafOfEntry(ids[0]!)).toBeNull();
    await log.owner.query('ALTER TABLE log_checkpoint DROP CONSTRAINT cut');
    await seal();
    expect(await leafOfEntry(ids[0]!)).not.toBeNull();
    await expectWhole();
  });

  test('of which the connection is killed, likewise', async () => {
    const [id] = await log.look();
    const holder = log.owner.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE log_checkpoint IN EXCLUSIVE MODE');
    const cut = seal().then(
      () => 'sealed',
      () => 'cut',
    );
    const waiting =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while ((await holder.query(waiting)).length === 0);
    expect(await cut).toBe('cut');
    await holder.rollbackTransaction();
    await holder.release();
    expect(await leafOfEntry(id!)).toBeNull();
    await seal();
    expect(await leafOfEntry(id!)).not.toBeNull();
    await expectWhole();
  });

  test('an entry that is gone before it is sealed leaves its mark', async () => {
    const [id] = await log.look();
    await log.owner.query('DELETE FROM access_log WHERE id = $1', [id]);
    await seal();
    const [{ hash }] = await log.owner.query('SELECT hash FROM log_leaf WHERE entry_id = $1', [id]);
    expect(hash).toEqual(leafOf(`{"id":"${id}","kind":"MISSING","v":"1"}`));
  });
});

test('the app login may change nothing of what is sealed', async () => {
  for (const table of ['access_log', 'log_epoch', 'log_leaf', 'log_node', 'log_checkpoint', 'log_cosignature']) {
    await expect(log.db.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '42501' });
    const [{ name }] = await log.owner.query(
      'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 2',
      [table],
    );
    await expect(log.db.query(`UPDATE ${table} SET ${name} = ${name}`)).rejects.toMatchObject({ code: '42501' });
  }
});

test('the leaf of an entry is the hash of a text that anybody can write', () => {
  const entry: LogEntry = {
    id: '7',
    kind: 'DISCLOSURE',
    category: 'IDENTITY',
    basis: 'CONSENT',
    purpose: 'POLICE_RESPONSE',
    agency: 'a',
    unit: null,
    staff: 's',
    role: 'OFFICER',
    subgraph: 'consent',
    source: null,
    request: 'r "1"',
    victim: '00000000-0000-4000-8000-000000000000',
    at: '2026-11-25T12:00:00.000Z',
  };
  expect(textOf(entry, Buffer.alloc(16))).toBe(
    '{"agency":"a","at":"2026-11-25T12:00:00.000Z","basis":"CONSENT","category":"IDENTITY","id":"7","kind":"DISCLOSURE","purpose":"POLICE_RESPONSE","request":"r \\"1\\"","role":"OFFICER","source":null,"staff":"s","subgraph":"consent","unit":null,"v":"1","victim":"XPt0AJ0bLbUxcqSTPqJFteop3fRA6HdeZUBAc3tnrGQ="}',
  );
  expect(textOf(entry, Buffer.alloc(16))).not.toEqual(textOf(entry, Buffer.alloc(16, 1)));
});
