import { expect, test } from '@jest/globals';
import { Batches } from './batches.js';
import { type BatchAnswer, HubUnavailable } from './hub.js';
import type { ImportResult } from './hub-input.js';

interface Item {
  readonly externalId: string;
  readonly text?: string;
}

const created = ({ externalId }: Item): ImportResult => ({
  externalId,
  outcome: 'CREATED',
  field: null,
  message: null,
});
const done = (items: readonly Item[]): BatchAnswer => ({ kind: 'RESULTS', results: items.map(created) });

async function deliver(items: readonly Item[], send: (items: readonly Item[]) => BatchAnswer) {
  const sizes: number[] = [];
  const settled: string[] = [];
  const batches = new Batches<Item, string>(
    async (batch) => {
      sizes.push(batch.length);
      return send(batch);
    },
    async (origin, { outcome, field }) => {
      settled.push([origin, outcome, field].filter(Boolean).join(' '));
    },
  );
  for (const item of items) await batches.add(item, item.externalId);
  await batches.flush();
  return { sizes, settled };
}

const items = (count: number): Item[] => Array.from({ length: count }, (_, index) => ({ externalId: `${index}` }));

test('at most 20 go together, and all go', async () => {
  expect((await deliver(items(50), done)).sizes).toEqual([20, 20, 10]);
});

test('a batch stays below the size that the hub takes, counted in bytes', async () => {
  const long = items(6).map((item) => ({ ...item, text: 'қ'.repeat(20_000) }));
  expect((await deliver(long, done)).sizes).toEqual([3, 3]);
});

test('two rows about the same thing never meet in one batch', async () => {
  expect((await deliver([{ externalId: 'a' }, { externalId: 'b' }, { externalId: 'a' }], done)).sizes).toEqual([2, 1]);
});

test('the rows that a refusal names are rejected with their field, the others are sent again', async () => {
  const { sizes, settled } = await deliver(items(4), (batch) => {
    const at = batch.findIndex(({ externalId }) => externalId === '2');
    return at === -1
      ? done(batch)
      : { kind: 'REFUSED', errors: [{ field: ['input', 'x', String(at), 'services', '0', 'name'], message: 'no' }] };
  });
  expect(sizes).toEqual([4, 3]);
  expect(settled.sort()).toEqual(['0 CREATED', '1 CREATED', '2 REJECTED services/0/name', '3 CREATED']);
});

test('a refusal that names nobody is narrowed down to the row that causes it', async () => {
  const { settled } = await deliver(items(9), (batch) =>
    batch.some(({ externalId }) => externalId === '6')
      ? { kind: 'REFUSED', errors: [{ field: [], message: 'no' }] }
      : done(batch),
  );
  expect(settled).toHaveLength(9);
  expect(settled.filter((one) => one.includes('REJECTED'))).toEqual(['6 REJECTED']);
});

test('a row of which the hub says nothing is not taken for imported', async () => {
  const { settled } = await deliver(items(2), ([first]) => done([first!]));
  expect(settled).toEqual(['0 CREATED', '1 REJECTED']);
});

test('a row at which the hub fails is rejected alone; a hub that fails at row after row stops the import', async () => {
  const fault: BatchAnswer = { kind: 'FAULT', message: 'INTERNAL' };
  const { settled } = await deliver(items(9), (batch) =>
    batch.some(({ externalId }) => externalId === '4') ? fault : done(batch),
  );
  expect(settled.filter((one) => one.includes('REJECTED'))).toEqual(['4 REJECTED']);
  await expect(deliver(items(9), () => fault)).rejects.toThrow(HubUnavailable);
});
