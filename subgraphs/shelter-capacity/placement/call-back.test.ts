import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { done, register, unit, wall } from '../test/desk.js';

let hub: TestHub;
let officer: Client;
let intake: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  intake = hub.as('intake-almaty', 'SHELTER');
});
afterAll(() => hub?.close());

const AGENCY = seedId('agency:police-almaty-auezov');
const UNIT = seedId('unit:police-almaty-auezov/1');
const hold = (by: Client, more: object = {}) =>
  done(by, 'bedHold', { unitId: unit('crisis-almaty-1', 4), adults: 1, children: [], ...more });
const directory = (text: string, values: unknown[]) => hub.db('directory').query(text, values);
/** What somebody reads in a place of its own and in the list */
async function callBack(reader: Client, id: string): Promise<unknown> {
  const { data, errors } = await reader.query('query ($id: ID!) { placement(id: $id) { callBack { phone } } }', { id });
  expect(errors).toBeUndefined();
  return data.placement?.callBack;
}
const phoneOfUnit = async (): Promise<string> =>
  (await directory('SELECT phone FROM duty_phone WHERE agency_id = $1 AND unit_id = $2', [AGENCY, UNIT]))[0].phone;

test('the shelter calls the desk that asked, until she arrives; nobody else learns how', async () => {
  const { id } = await hold(officer);
  const phone = await phoneOfUnit();
  expect(await callBack(intake, id)).toEqual({ phone });
  const listed = await intake.query(
    '{ bedRequests(first: 100, states: [HELD]) { edges { node { id callBack { phone } } } } }',
  );
  expect(listed.data.bedRequests.edges).toContainEqual({ node: { id, callBack: { phone } } });
  expect(await callBack(officer, id)).toBeNull();
  await done(intake, 'bedAccept', { holdId: id });
  expect(await callBack(intake, id)).toEqual({ phone });
  await done(intake, 'bedArrive', { holdId: id });
  expect(await callBack(intake, id)).toBeNull();
  await done(intake, 'bedDepart', { holdId: id });
});

test("a phone that is somebody's own is not told, and the agency's is answered when the unit's is not", async () => {
  const { id } = await hold(officer);
  await directory('UPDATE duty_phone SET staff_id = $2 WHERE unit_id = $1', [UNIT, seedId('staff:officer-almaty')]);
  expect(await callBack(intake, id)).toEqual({ phone: '102' });
  await directory('UPDATE duty_phone SET staff_id = NULL WHERE unit_id = $1', [UNIT]);
  await directory(
    `UPDATE duty_phone SET opens = t::time, closes = (t + interval '1 minute')::time FROM (
      SELECT (clock_timestamp() AT TIME ZONE 'Asia/Almaty' - interval '2 hours') AS t) AS local WHERE unit_id = $1`,
    [UNIT],
  );
  expect(await callBack(intake, id)).toEqual({ phone: '102' });
  await directory('UPDATE duty_phone SET opens = NULL, closes = NULL WHERE unit_id = $1', [UNIT]);
  await directory(`UPDATE agency SET status = 'SUSPENDED' WHERE id = $1`, [AGENCY]);
  expect(await callBack(intake, id)).toEqual({ phone: null });
  await directory(`UPDATE agency SET status = 'ACTIVE' WHERE id = $1`, [AGENCY]);
  await done(officer, 'bedRelease', { holdId: id });
});

test('a house that asks is not called: its number would say where she is', async () => {
  const { id } = await hold(hub.as('intake-karaganda', 'SHELTER'));
  expect(await callBack(intake, id)).toBeNull();
});

test('nor is a social service that has one, as against the many that have none', async () => {
  const { id } = await hold(hub.as('social-worker-almaty', 'SUPPORT'));
  const agency = seedId('agency:social-almaty');
  const [{ phone }] = await directory(
    "SELECT phone FROM duty_phone WHERE agency_id = $1 AND role = 'DUTY_OFFICER' AND staff_id IS NULL",
    [agency],
  );
  expect(await callBack(intake, id)).toEqual({ phone });
  const shelters = (text: string) => hub.db('shelter-capacity').query(text, [agency]);
  await shelters(
    `INSERT INTO shelter (agency, name_kk, name_ru, name_en, region_code, zone) VALUES ($1, 'x', 'x', 'x', 'KZ-75', 'Asia/Almaty')`,
  );
  expect(await callBack(intake, id)).toBeNull();
  await shelters('DELETE FROM shelter WHERE agency = $1');
});

test('where a wall of hers names a person or a unit, no desk is called, whoever has asked for her', async () => {
  const victimId = await register(officer);
  const { id } = await hold(officer, { victimId });
  expect(await callBack(intake, id)).toEqual({ phone: await phoneOfUnit() });
  const [{ walls_of: victim }] = await hub
    .db('shelter-capacity')
    .query('SELECT walls_of FROM placement WHERE id = $1', [id]);
  await wall(hub, victim, 'AGENCY', seedId('agency:court-almaty'));
  expect(await callBack(intake, id)).toEqual({ phone: await phoneOfUnit() });
  await wall(hub, victim, 'STAFF', seedId('staff:officer-almaty-2'));
  expect(await callBack(intake, id)).toBeNull();
});
