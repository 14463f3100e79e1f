import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { receiptFaults } from '../../../scripts/access-log/receipt.js';
import { publicKeys } from '../../../test/public-keys.js';
import { CENTRE, Scene, SHE } from '../test/scene.js';
import { SealedLog } from '../test/sealed-log.js';

let log: SealedLog;
let scene: Scene;
beforeAll(async () => {
  log = await SealedLog.open();
  scene = await Scene.open(log.hub);
  await scene.grant({ recipient: CENTRE, purposes: ['SUBJECT_REQUEST'], categories: ['IDENTITY'] });
});
afterAll(() => log?.close());

interface Receipt {
  readonly leafIndex: number;
  readonly treeSize: number;
  readonly entry: string;
  readonly auditPath: readonly string[];
  readonly checkpoint: string;
}
async function entries(first = 100): Promise<{ id: string; staff: string; receipt: Receipt | null }[]> {
  const { data, errors } = await log.hub.as(...SHE).query(
    `query ($id: ID!, $first: Int!) { victim(id: $id) { accessLog(first: $first) { edges { node {
       id staff receipt { leafIndex treeSize entry auditPath checkpoint } } } } } }`,
    { id: scene.idFor(SHE), first },
  );
  expect(errors).toBeUndefined();
  return data.victim.accessLog.edges.map((edge: { node: object }) => edge.node);
}
const looked = async (times: number) => {
  for (let i = 0; i < times; i++) await entries(1);
};
/** What the statements of a call are, from the driver. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const client = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const query = args[0] as { name?: string; text?: string } | string;
    statements.push(typeof query === 'string' ? query : (query.name ?? query.text ?? ''));
    return original.apply(this, args);
  };
  await work().finally(() => {
    client.query = original;
  });
  return statements.filter((each) => /accessLog\.sealed|log_node/.test(each));
}

test('an entry has a receipt once it is sealed, which anybody can check; hers are many, the statements are two', async () => {
  await looked(3);
  expect((await entries()).map(({ receipt }) => receipt)).toEqual([null, null, null]);
  await log.look(5);
  await log.process().run();
  await looked(12);
  await log.look(7);
  await log.process().run();
  const all = (await entries()).slice(0, 15);
  for (const { id, staff, receipt } of all) {
    expect(receiptFaults(JSON.stringify(receipt), publicKeys()).faults).toEqual([]);
    expect(JSON.parse(receipt!.entry)).toMatchObject({ id, staff, kind: 'ACCESS_LOG' });
    expect(receipt!.checkpoint).toContain('\n— shelter-capacity ');
  }
  expect(new Set(all.map(({ receipt }) => receipt!.leafIndex)).size).toBe(15);
  for (const first of [20, 100]) expect(await statementsOf(() => entries(first))).toHaveLength(2);
});

test('a receipt shows neither her internal key nor anything by which two of hers could be joined', async () => {
  const all = (await entries()).flatMap(({ receipt }) => receipt ?? []);
  expect(all.length).toBeGreaterThan(10);
  expect(JSON.stringify(all)).not.toContain(scene.key);
  expect(new Set(all.map(({ entry }) => JSON.parse(entry).victim)).size).toBe(all.length);
});

test('while a newer checkpoint waits for the witness, the countersigned one is given', async () => {
  const [before] = (await entries()).flatMap(({ receipt }) => receipt ?? []);
  const witness = log.hub.db('shelter-capacity');
  await witness.query('ALTER TABLE witnessed_checkpoint RENAME TO witness_gone');
  await log.process().run();
  await witness.query('ALTER TABLE witness_gone RENAME TO witnessed_checkpoint');
  const [newest, ...others] = (await entries()).flatMap(({ receipt }) => receipt ?? []);
  expect(newest!.checkpoint).not.toContain('shelter-capacity');
  expect(receiptFaults(JSON.stringify(newest), publicKeys()).proven).toContain(
    'Not countersigned: only the log itself vouches for it.',
  );
  expect(others.at(-1)!.treeSize).toBe(before!.treeSize);
});
