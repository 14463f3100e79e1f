import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { codeOf, done, step, unit } from '../test/desk.js';

let hub: TestHub;
let officer: Client;
let shelter: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  shelter = hub.as('intake-almaty', 'SHELTER');
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
beforeEach(() => sql("UPDATE placement SET state = 'RELEASED' WHERE state IN ('HELD', 'ACCEPTED')"));
beforeEach(() =>
  sql("UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE state = 'ARRIVED'"),
);

const ROOM = unit('crisis-almaty-1', 1);
const MOTHER = { adults: 1, children: [{ age: 4, sex: 'FEMALE' }], nights: 1 };

/** Puts the house where it is 23 now, and later by so many hours: to the east, which zones are up to 14 hours. */
const utc = new Date().getUTCHours();
async function itIs(hour: number): Promise<void> {
  const at23 = ((23 - utc + 36) % 24) - 12;
  const east = hour === 23 ? at23 : hour < 6 ? at23 + hour + 1 : ((hour - utc + 36) % 24) - 12;
  await sql('UPDATE shelter SET zone = $1 WHERE id = (SELECT shelter_id FROM unit WHERE id = $2)', [
    `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`,
    ROOM,
  ]);
}

async function accepted(): Promise<string> {
  const { id } = await done(officer, 'bedHold', { unitId: ROOM, ...MOTHER });
  await done(shelter, 'bedAccept', { holdId: id });
  return id;
}

test('a night does not end at midnight: she arrives at two, and nobody else has had her bed', async () => {
  await itIs(23);
  const holdId = await accepted();
  await itIs(2);
  expect(codeOf(await step(officer, 'bedHold', { unitId: ROOM, ...MOTHER }))).toBe('NOT_AVAILABLE');
  expect(await done(shelter, 'bedArrive', { holdId })).toMatchObject({ state: 'ARRIVED' });
});

test('nor is a bed of that night given from the next one, when it is asked for after midnight', async () => {
  await itIs(2);
  const [{ calendar }] = await sql(
    'SELECT (clock_timestamp() AT TIME ZONE s.zone)::date::text AS calendar FROM shelter s JOIN unit u ON u.shelter_id = s.id WHERE u.id = $1',
    [ROOM],
  );
  const { until } = await done(officer, 'bedHold', { unitId: ROOM, ...MOTHER });
  expect(until).toBe(calendar);
});

test('it ends in the morning: the refusal names the hold', async () => {
  await itIs(7);
  const holdId = await accepted();
  await sql('UPDATE placement SET during = daterange(lower(during) - 1, lower(during)) WHERE id = $1', [holdId]);
  expect(await step(shelter, 'bedArrive', { holdId })).toMatchObject({
    placement: null,
    userErrors: [{ code: 'EXPIRED', field: ['input', 'holdId'] }],
  });
  expect(codeOf(await step(officer, 'bedHold', { unitId: ROOM, ...MOTHER }))).toBe('');
});
