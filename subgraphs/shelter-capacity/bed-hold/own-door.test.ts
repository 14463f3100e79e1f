import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ask, codeOf, done, step, type Told, unit } from '../test/desk.js';

let hub: TestHub;
let officer: Client;
let shelter: Client;
let house: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  shelter = hub.as('intake-almaty', 'SHELTER');
  house = hub.as('intake-karaganda', 'SHELTER');
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const ALONE = { adults: 1, children: [] };

test('a house that is closed to everybody else enters who is at its own door', async () => {
  const unitId = unit('crisis-almaty-1', 4);
  const shelterId = seedId('shelter:crisis-almaty-1');
  const opening = (state: string) =>
    ask(shelter, 'shelterOpeningSet', { shelterId, state, reason: 'NO_BEDS' }, 'shelter { id }');
  expect(codeOf(await opening('CLOSED'))).toBe('');
  expect(codeOf(await step(officer, 'bedHold', { unitId, ...ALONE }))).toBe('NOT_AVAILABLE');
  const { id: holdId } = await done(shelter, 'bedHold', { unitId, ...ALONE });
  await done(shelter, 'bedAccept', { holdId });
  expect(await done(shelter, 'bedArrive', { holdId })).toMatchObject({ state: 'ARRIVED' });
  // one that only looks has no beds here, also for itself
  await sql("UPDATE shelter SET participation = 'VIEW_ONLY' WHERE id = $1", [shelterId]);
  expect(codeOf(await step(shelter, 'bedHold', { unitId, ...ALONE }))).toBe('NOT_AVAILABLE');
  await sql("UPDATE shelter SET participation = 'BED_BY_BED' WHERE id = $1", [shelterId]);
  expect(codeOf(await opening('OPEN'))).toBe('');
});

test('one that has published counts runs its beds here once all who sleep there are entered', async () => {
  const shelterId = seedId('shelter:second-karaganda-1');
  const unitId = unit('second-karaganda-1', 1);
  const publish = async (occupied: number): Promise<Told> => {
    const [{ version }] = await sql('SELECT counts_version AS version FROM shelter WHERE id = $1', [shelterId]);
    const counts = [
      { kind: 'DORMITORY', beds: 8, occupied },
      { kind: 'QUARANTINE', beds: 2, occupied: 0 },
    ];
    return ask(house, 'bedAvailabilityPublish', { shelterId, expectedVersion: version, counts }, 'units { id }');
  };
  const change = async (participation: string): Promise<Told> => {
    const [{ version, ...own }] = await sql(
      `SELECT version, region_code AS "regionCode", district_code AS "districtCode", zone, keeps_waitlist AS "keepsWaitlist",
         jsonb_build_object('kk', name_kk, 'ru', name_ru, 'en', name_en) AS name FROM shelter WHERE id = $1`,
      [shelterId],
    );
    return ask(
      house,
      'shelterUpdate',
      { shelterId, expectedVersion: version, ...own, participation },
      'shelter { id }',
    );
  };
  const occupied = async () =>
    (
      await house.query('query ($s: ID!) { shelterUnits(shelter: $s) { id occupied } }', { s: shelterId })
    ).data.shelterUnits.find(({ id }: { id: string }) => id === unitId).occupied;

  expect(codeOf(await publish(1))).toBe('');
  for (const way of ['BED_BY_BED', 'VIEW_ONLY', 'BED_BY_BED'])
    expect(await change(way)).toMatchObject({
      userErrors: way === 'VIEW_ONLY' ? [] : [{ code: 'WRONG_STATE', field: ['input', 'participation'] }],
    });
  expect(codeOf(await change('COUNTS_ONLY'))).toBe('');

  const { id: holdId } = await done(house, 'bedHold', { unitId, ...ALONE, idempotencyKey: randomUUID() });
  await done(house, 'bedAccept', { holdId });
  await done(house, 'bedArrive', { holdId });
  expect(codeOf(await publish(1))).toBe('');
  expect(codeOf(await change('BED_BY_BED'))).toBe('');
  expect(await occupied()).toBe(1);
});
