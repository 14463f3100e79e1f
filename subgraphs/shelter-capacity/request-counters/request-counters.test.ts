/** Promise: a shelter is told how many requests wait for it, which is no look at anybody's record; walls hold for counts too. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ask, done, register, unit, wall } from '../test/desk.js';

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
beforeEach(async () => {
  await sql("UPDATE placement SET held_until = clock_timestamp() - interval '1 minute' WHERE state = 'HELD'");
  await sql('UPDATE bed_broadcast_shelter SET deadline_at = clock_timestamp()');
  await sql('UPDATE bed_broadcast SET deadline_at = clock_timestamp()');
});

const HER = { adults: 1, children: [] };
const DORMITORY = unit('crisis-almaty-1', 4);
const counters = async (client = shelter) => {
  const { data, errors } = await client.query('{ bedRequestCounters { toScreen toOffer } }');
  expect(errors).toBeUndefined();
  return data.bedRequestCounters;
};
const looks = async () => (await sql('SELECT count(*)::int AS n FROM own_record_log'))[0].n;

test('what is held and not answered is counted until it is answered or lapses, and nobody is looked at', async () => {
  expect(await counters()).toEqual({ toScreen: 0, toOffer: 0 });
  const { id } = await done(officer, 'bedHold', { unitId: DORMITORY, ...HER });
  await done(officer, 'bedHold', { unitId: DORMITORY, ...HER });
  const before = await looks();
  expect(await counters()).toEqual({ toScreen: 2, toOffer: 0 });
  expect(await looks()).toBe(before);
  expect(await counters(hub.as('intake-karaganda', 'SHELTER'))).toMatchObject({ toScreen: 0 });
  await done(shelter, 'bedAccept', { holdId: id });
  expect(await counters()).toEqual({ toScreen: 1, toOffer: 0 });
  await sql("UPDATE placement SET held_until = clock_timestamp() WHERE state = 'HELD'");
  expect(await counters()).toEqual({ toScreen: 0, toOffer: 0 });
  await done(shelter, 'bedRelease', { holdId: id });
});

test('what several houses were asked for is counted until this one has offered, declined, or it is over', async () => {
  const send = async () =>
    (await ask(officer, 'bedRequestBroadcast', { ...HER, regionCodes: ['KZ-75'] }, 'broadcast { id }')).broadcast.id;
  const [first, second] = [await send(), await send()];
  expect(await counters()).toEqual({ toScreen: 0, toOffer: 2 });
  const { id } = await done(shelter, 'bedOffer', { broadcastId: first, unitId: DORMITORY });
  expect(await counters()).toEqual({ toScreen: 0, toOffer: 1 });
  await done(officer, 'bedOfferTake', { holdId: id });
  const shelterId = seedId('shelter:crisis-almaty-1');
  await ask(shelter, 'bedBroadcastDecline', { broadcastId: second, shelterId, reason: 'NO_CAPACITY' }, 'broadcastId');
  expect((await counters()).toOffer).toBe(0);
  await send();
  expect((await counters()).toOffer).toBe(1);
  await sql('UPDATE bed_broadcast SET deadline_at = clock_timestamp()');
  expect((await counters()).toOffer).toBe(0);
  await done(officer, 'bedRelease', { holdId: id });
});

test('whom a wall keeps out is not told by a number that somebody waits', async () => {
  const victimId = await register(officer);
  const { id } = await done(officer, 'bedHold', { unitId: DORMITORY, ...HER, victimId });
  expect(await counters()).toMatchObject({ toScreen: 1 });
  const [{ key }] = await sql('SELECT walls_of AS key FROM placement WHERE id = $1', [id]);
  await wall(hub, key, 'STAFF', seedId('staff:intake-almaty'));
  expect(await counters()).toMatchObject({ toScreen: 0 });
});

test('only for those who answer them', async () => {
  const { errors } = await officer.query('{ bedRequestCounters { toScreen } }');
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
