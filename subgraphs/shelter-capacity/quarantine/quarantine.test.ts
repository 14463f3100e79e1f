import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ask, codeOf, done, unit } from '../test/desk.js';

let hub: TestHub;
let shelter: Client;
beforeAll(async () => {
  hub = await openTestHub();
  shelter = hub.as('intake-almaty', 'SHELTER');
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const PERIOD = 'period { jurisdiction days startsOn source sourceDate }';
const ORDER = { startsOn: '2020-04-01', source: 'Order 34 of the sanitary physician', sourceDate: '2020-03-28' };
const set = (input: object, client = hub.as('administrator')) =>
  ask(client, 'quarantinePeriodSet', { ...ORDER, ...input }, PERIOD);

async function due(client = shelter) {
  const { data, errors } = await client.query(
    '{ bedTransfersDue(first: 100) { edges { node { dueOn unitId unitKind placement { id state unitKind } } } } }',
  );
  expect(errors).toBeUndefined();
  return data.bedTransfersDue.edges.map((edge: { node: object }) => edge.node);
}

/** A guest who moved into the quarantine room so many days ago. */
async function inQuarantine(days: number): Promise<string> {
  const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  const { id } = await done(officer, 'bedHold', {
    ...{ unitId: unit('crisis-almaty-1', 6), adults: 1, children: [{ age: 3, sex: 'FEMALE' }], nights: 30 },
  });
  await done(shelter, 'bedAccept', { holdId: id });
  await done(shelter, 'bedArrive', { holdId: id });
  await sql('UPDATE placement SET in_unit_since = in_unit_since - make_interval(days => $2) WHERE id = $1', [id, days]);
  return id;
}

test('by an order that is kept with its source, a transfer is proposed when the period is over, and nobody is moved', async () => {
  const id = await inQuarantine(10);
  // none unless an authority has said so
  expect(await due()).toEqual([]);
  expect(await set({ jurisdiction: 'KZ', days: 14 })).toMatchObject({
    period: { jurisdiction: 'KZ', days: 14, ...ORDER },
    userErrors: [],
  });
  expect(await due()).toEqual([]);
  await set({ jurisdiction: 'KZ-75', days: 7 });
  const [proposed, ...more] = await due();
  expect(more).toEqual([]);
  // the smallest that fits: a household of two is not proposed a shared room for women without children
  expect(proposed).toMatchObject({
    placement: { id, state: 'ARRIVED', unitKind: 'QUARANTINE' },
    unitId: unit('crisis-almaty-1', 3),
    unitKind: 'SINGLE',
  });
  expect(await due(hub.as('intake-karaganda', 'SHELTER'))).toEqual([]);
  await done(shelter, 'bedTransfer', { holdId: id, unitId: proposed.unitId });
  expect(await due()).toEqual([]);
  // the region ends it; the country's own does not come back
  const other = await inQuarantine(20);
  await set({ jurisdiction: 'KZ-75', startsOn: '2020-06-01' });
  expect(await due()).toEqual([]);
  await done(shelter, 'bedDepart', { holdId: other });
  const { data } = await shelter.query('{ quarantinePeriods { jurisdiction days startsOn source sourceDate } }');
  expect(data.quarantinePeriods).toHaveLength(3);
});

test.each<[object, string]>([
  [{ jurisdiction: 'Kazakhstan', days: 5 }, 'jurisdiction'],
  [{ jurisdiction: 'KZ', days: 0 }, 'days'],
  [{ jurisdiction: 'KZ', days: 4000 }, 'days'],
  [{ jurisdiction: 'KZ', days: 5, source: '' }, 'source'],
])('%j: refused, naming the field', async (input, field) => {
  expect(await set(input)).toMatchObject({ userErrors: [{ code: 'INVALID', field: ['input', field] }] });
});

test('a shelter does not set it for itself', async () => {
  expect(codeOf(await set({ jurisdiction: 'KZ', days: 1 }, shelter))).toBe('FORBIDDEN');
});
