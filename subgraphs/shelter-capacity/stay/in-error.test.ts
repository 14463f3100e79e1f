import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { allEvents, end } from '../../../test/events/reading.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { codeOf, done, placement, register, step, type Told, unit } from '../test/desk.js';

let hub: TestHub;
let officer: Client;
let shelter: Client;
let elsewhere: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  shelter = hub.as('intake-almaty', 'SHELTER');
  elsewhere = hub.as('intake-karaganda', 'SHELTER');
});
afterAll(() => hub?.close());

/** Each test has the house for itself. */
afterEach(async () => {
  const sql = (text: string) => hub.db('shelter-capacity').query(text);
  await sql("UPDATE placement SET state = 'RELEASED' WHERE state IN ('HELD', 'ACCEPTED')");
  await sql("UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE state = 'ARRIVED'");
});

const ROOM = unit('crisis-almaty-1', 1);
const DORMITORY = unit('crisis-almaty-1', 4);
const MOTHER = { adults: 1, children: [{ age: 4, sex: 'FEMALE' }] };

async function expected(): Promise<Told> {
  const { id } = await done(officer, 'bedHold', { unitId: ROOM, ...MOTHER, nights: 5 });
  return done(shelter, 'bedAccept', { holdId: id });
}
const arrived = async (more: object = {}): Promise<Told> =>
  done(shelter, 'bedArrive', { holdId: (await expected()).id, ...more });
const wrong = (holdId: string, what: string, more: object = {}) =>
  step(shelter, 'bedStepEnteredInError', { holdId, step: what, ...more });
const kinds = async (id: string): Promise<string[]> => {
  const { data } = await shelter.query('query ($id: ID!) { placement(id: $id) { steps { step } } }', { id });
  return data.placement.steps.map((each: { step: string }) => each.step);
};

describe('recorded wrongly at the door', () => {
  test('an arrival: she is expected again, and who asked is told so', async () => {
    const { id } = await expected();
    const cursor = await end(officer, 'shelterCapacityEvents');
    const came = await done(shelter, 'bedArrive', { holdId: id, came: { adults: 1, children: [] } });
    const { version } = (await placement(officer, id))!;
    const { placement: again } = await wrong(id, 'ARRIVAL', { expectedVersion: came.version });
    expect(again).toMatchObject({ state: 'ACCEPTED', arrivedAt: null, came: null, version: came.version + 1 });
    expect(await placement(officer, id)).toMatchObject({ state: 'ACCEPTED', arrivedAt: null, version: version + 1 });
    expect((await allEvents(officer, 'shelterCapacityEvents', cursor)).map(({ type }) => type)).toEqual([
      'stay.arrived',
      'stay.arrived_in_error',
    ]);
    // sent once more it does nothing, and she can still come
    expect(codeOf(await wrong(id, 'ARRIVAL'))).toBe('WRONG_STATE');
    expect(await done(shelter, 'bedArrive', { holdId: id })).toMatchObject({ state: 'ARRIVED' });
    expect(await kinds(id)).toEqual(['HOLD', 'ACCEPT', 'ARRIVE', 'ARRIVE_IN_ERROR', 'ARRIVE']);
  });

  test('a departure: she is there again as she was, and who asked hears of neither', async () => {
    const before = await arrived();
    const cursor = await end(officer, 'shelterCapacityEvents');
    await done(shelter, 'bedDepart', { holdId: before.id });
    const { placement: again } = await wrong(before.id, 'DEPARTURE');
    expect(again).toMatchObject({
      state: 'ARRIVED',
      arrivedAt: before.arrivedAt,
      departedAt: null,
      until: before.until,
    });
    expect(await placement(officer, before.id)).toMatchObject({ state: 'ARRIVED', version: before.version });
    expect(await allEvents(officer, 'shelterCapacityEvents', cursor)).toEqual([]);
    expect(codeOf(await step(officer, 'bedHold', { unitId: ROOM, ...MOTHER, nights: 1 }))).toBe('NOT_AVAILABLE');
    expect(codeOf(await wrong(before.id, 'DEPARTURE'))).toBe('WRONG_STATE');
  });

  test('a departure after which others were promised the beds stays, and nothing has changed', async () => {
    const { id } = await arrived();
    const gone = await done(shelter, 'bedDepart', { holdId: id });
    const other = await expected();
    const refused = await wrong(id, 'DEPARTURE');
    expect(refused).toMatchObject({ userErrors: [{ code: 'NOT_AVAILABLE', field: ['input', 'holdId'] }] });
    expect(await placement(shelter, id)).toMatchObject({ state: 'DEPARTED', version: gone.version });
    await done(shelter, 'bedRelease', { holdId: other.id });
    expect((await wrong(id, 'DEPARTURE')).userErrors).toEqual([]);
  });

  test('an arrival before her first night, of fewer than were expected: nights and beds are again those that were promised', async () => {
    const from = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const { id } = await done(officer, 'bedHold', { unitId: DORMITORY, adults: 2, children: [], from, nights: 5 });
    await done(shelter, 'bedAccept', { holdId: id });
    const beds = async () =>
      (await hub.db('shelter-capacity').query('SELECT bed_id FROM placement_bed WHERE placement_id = $1', [id])).length;
    const promised = await beds();
    await done(shelter, 'bedArrive', { holdId: id, came: { adults: 1, children: [] } });
    expect(await beds()).toBeLessThan(promised);
    const { placement: again } = await wrong(id, 'ARRIVAL');
    expect(again).toMatchObject({ state: 'ACCEPTED', from });
    expect(await beds()).toBe(promised);
  });

  test('a departure to a shelter that has taken her in stays, until that one takes the arrival back', async () => {
    const { id } = await arrived();
    const there = await done(shelter, 'bedTransfer', { holdId: id, unitId: unit('crisis-karaganda-1', 1) });
    await done(elsewhere, 'bedAccept', { holdId: there.id });
    await done(elsewhere, 'bedArrive', { holdId: there.id });
    expect((await placement(shelter, id))!.state).toBe('DEPARTED');
    expect(codeOf(await wrong(id, 'DEPARTURE'))).toBe('WRONG_STATE');
    expect((await step(elsewhere, 'bedStepEnteredInError', { holdId: there.id, step: 'ARRIVAL' })).userErrors).toEqual(
      [],
    );
    expect((await wrong(id, 'DEPARTURE')).placement).toMatchObject({ state: 'ARRIVED' });
  });

  test('is taken back by the house alone, and only what was', async () => {
    const { id, version } = await arrived();
    expect(codeOf(await step(elsewhere, 'bedStepEnteredInError', { holdId: id, step: 'ARRIVAL' }))).toBe('NOT_FOUND');
    expect(codeOf(await wrong(id, 'DEPARTURE'))).toBe('WRONG_STATE');
    expect(codeOf(await wrong(id, 'ARRIVAL', { expectedVersion: version - 1 }))).toBe('VERSION_CONFLICT');
  });
});

describe('a link with a record', () => {
  const recordOf = async (id: string): Promise<string | null> =>
    (await hub.db('shelter-capacity').query('SELECT victim_key FROM placement WHERE id = $1', [id]))[0].victim_key;

  test('is made the next morning, or when she has left, with one record only; the arrival stays then', async () => {
    const [hers, anothers] = [await register(shelter), await register(shelter)];
    const { id } = await arrived();
    const linked = await done(shelter, 'bedLink', { holdId: id, victimId: hers });
    const key = await recordOf(id);
    expect(key).not.toBeNull();
    expect(codeOf(await step(shelter, 'bedLink', { holdId: id, victimId: anothers }))).toBe('WRONG_STATE');
    expect(await done(shelter, 'bedLink', { holdId: id, victimId: hers })).toEqual(linked);
    expect(codeOf(await wrong(id, 'ARRIVAL'))).toBe('WRONG_STATE');
    await done(shelter, 'bedDepart', { holdId: id });

    const before = await arrived();
    await done(shelter, 'bedDepart', { holdId: before.id });
    await done(shelter, 'bedLink', { holdId: before.id, victimId: hers });
    expect(await recordOf(before.id)).toBe(key);
    expect(await kinds(before.id)).toEqual(['HOLD', 'ACCEPT', 'ARRIVE', 'DEPART', 'LINK']);
  });

  test('needs a record that the house may name, and a stay of its own', async () => {
    const { id } = await arrived();
    expect(codeOf(await step(shelter, 'bedLink', { holdId: id, victimId: 'nobody' }))).toBe('NOT_FOUND');
    const of = await register(elsewhere);
    expect(codeOf(await step(shelter, 'bedLink', { holdId: id, victimId: of }))).toBe('NOT_FOUND');
    expect(codeOf(await step(elsewhere, 'bedLink', { holdId: id, victimId: of }))).toBe('NOT_FOUND');
  });
});
