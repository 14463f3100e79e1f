import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
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

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
/** Each test has the house for itself. */
beforeEach(() => sql("UPDATE placement SET state = 'RELEASED' WHERE state IN ('HELD', 'ACCEPTED')"));
beforeEach(() =>
  sql("UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE state = 'ARRIVED'"),
);

const ROOM = unit('crisis-almaty-1', 1);
const OTHER_ROOM = unit('crisis-almaty-1', 2);
const DORMITORY = unit('crisis-almaty-1', 4);
const QUARANTINE = unit('crisis-almaty-1', 6);
const MOTHER = { adults: 1, children: [{ age: 4, sex: 'FEMALE' }] };
const ALONE = { adults: 1, children: [] };

async function guest(unitId: string, household: object = MOTHER, more: object = {}): Promise<Told> {
  const { id } = await done(officer, 'bedHold', { unitId, ...household, ...more });
  await done(shelter, 'bedAccept', { holdId: id });
  return done(shelter, 'bedArrive', { holdId: id });
}

const later = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

const beds = async (id: string): Promise<number> =>
  (await sql('SELECT count(*)::int AS n FROM placement_bed WHERE live AND placement_id = $1', [id]))[0].n;

async function steps(client: Client, id: string) {
  const { data, errors } = await client.query(
    'query ($id: ID!) { placement(id: $id) { steps { step staff unitId from until beds } } }',
    { id },
  );
  expect(errors).toBeUndefined();
  return data.placement.steps as { step: string; staff: string | null; beds: number }[] | null;
}

describe('another day of departure is planned', () => {
  const plan = (holdId: string, until: string, more: object = {}) =>
    step(shelter, 'bedExtend', { holdId, until, ...more });
  const planned = (holdId: string, until: string, more: object = {}) =>
    done(shelter, 'bedExtend', { holdId, until, ...more });

  test('a later one when the beds are free until then; otherwise it says until when they are', async () => {
    const stay = await guest(ROOM);
    const next = later(stay.until, 5);
    const { id: booked } = await done(officer, 'bedHold', { unitId: ROOM, ...MOTHER, from: next, nights: 3 });
    const refused = await plan(stay.id, later(next, 1));
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_AVAILABLE', field: ['input', 'until'] }]);
    expect(refused.userErrors[0]!.message).toContain(next);
    expect(await placement(shelter, stay.id)).toMatchObject({ until: stay.until, version: stay.version });
    const extended = await planned(stay.id, next, { expectedVersion: stay.version });
    expect(extended).toMatchObject({ state: 'ARRIVED', until: next, version: stay.version + 1 });
    // the sender goes on seeing what was asked for
    expect(await placement(officer, stay.id)).toMatchObject({ until: stay.until, version: stay.version });
    await done(officer, 'bedRelease', { holdId: booked });
    expect((await planned(stay.id, later(next, 1))).until).toBe(later(next, 1));
  });

  test('sent twice, it is done once', async () => {
    const stay = await guest(ROOM);
    const until = later(stay.until, 7);
    const once = await planned(stay.id, until, { expectedVersion: stay.version });
    expect(await planned(stay.id, until, { expectedVersion: stay.version })).toEqual(once);
    expect((await steps(shelter, stay.id))!.filter((each) => each.step === 'EXTEND')).toHaveLength(1);
    expect(codeOf(await plan(stay.id, later(until, 1), { expectedVersion: stay.version }))).toBe('VERSION_CONFLICT');
  });

  test('an earlier one: the beds are free from then on', async () => {
    const stay = await guest(ROOM);
    const until = later(stay.from, 2);
    const after = { unitId: ROOM, ...MOTHER, from: until, nights: 1 };
    expect(codeOf(await step(officer, 'bedHold', after))).toBe('NOT_AVAILABLE');
    expect((await planned(stay.id, until)).until).toBe(until);
    expect(await placement(officer, stay.id)).toMatchObject({ until: stay.until, version: stay.version });
    expect(codeOf(await step(officer, 'bedHold', after))).toBe('');
  });

  test('after a planned end that has passed', async () => {
    const stay = await guest(ROOM);
    await sql('UPDATE placement SET during = daterange(lower(during) - 9, lower(during) - 2) WHERE id = $1', [stay.id]);
    expect((await planned(stay.id, later(stay.from, 2))).until).toBe(later(stay.from, 2));
  });

  test('not one that leaves no night, not beyond a year, and not of what has ended', async () => {
    const { id, from, until } = await guest(DORMITORY, ALONE, { nights: 180 });
    for (const day of [later(from, -1), from, later(from, 367)])
      expect(await plan(id, day)).toMatchObject({ userErrors: [{ code: 'INVALID', field: ['input', 'until'] }] });
    await planned(id, later(from, 366));
    await done(shelter, 'bedDepart', { holdId: id });
    expect(codeOf(await plan(id, until))).toBe('WRONG_STATE');
    expect(codeOf(await step(elsewhere, 'bedExtend', { holdId: id, until }))).toBe('NOT_FOUND');
  });

  test('a stay of more than half a year is moved with all of its nights', async () => {
    const { id, from } = await guest(ROOM);
    const { until } = await planned(id, later(from, 300));
    expect(await done(shelter, 'bedTransfer', { holdId: id, unitId: OTHER_ROOM })).toMatchObject({ from, until });
  });
});

describe('she is moved', () => {
  test('to another unit of the house: the new beds are taken and the old ones free at once', async () => {
    const stay = await guest(QUARANTINE, MOTHER);
    expect(codeOf(await step(shelter, 'bedTransfer', { holdId: stay.id, unitId: QUARANTINE }))).toBe('INVALID');
    const moved = await done(shelter, 'bedTransfer', { holdId: stay.id, unitId: ROOM });
    expect(moved).toMatchObject({
      id: stay.id,
      state: 'ARRIVED',
      unitKind: 'FAMILY_ROOM',
      from: stay.from,
      until: stay.until,
    });
    expect(await beds(stay.id)).toBe(5);
    expect(codeOf(await step(officer, 'bedHold', { unitId: QUARANTINE, ...MOTHER }))).toBe('');
    expect(codeOf(await step(officer, 'bedHold', { unitId: ROOM, ...MOTHER }))).toBe('NOT_AVAILABLE');
    expect(await placement(officer, stay.id)).toMatchObject({ unitKind: 'QUARANTINE', version: stay.version });
  });

  test('not to one that is taken or does not take such a household: then nothing is changed', async () => {
    const stay = await guest(ROOM, { adults: 1, children: [{ age: 16, sex: 'FEMALE' }] });
    await done(officer, 'bedHold', { unitId: OTHER_ROOM, ...MOTHER });
    for (const unitId of [OTHER_ROOM, DORMITORY])
      expect(await step(shelter, 'bedTransfer', { holdId: stay.id, unitId })).toMatchObject({
        userErrors: [{ code: 'NOT_AVAILABLE', field: ['input', 'unitId'] }],
      });
    expect(await placement(shelter, stay.id)).toMatchObject({ unitKind: 'FAMILY_ROOM', version: stay.version });
    expect(await beds(stay.id)).toBe(5);
  });

  test("to another agency's shelter only when that accepts; until she arrives there she has her beds here, and nobody there learns where she is", async () => {
    const stay = await guest(ROOM);
    const input = { holdId: stay.id, unitId: unit('crisis-karaganda-1', 1) };
    const asked = await done(shelter, 'bedTransfer', input);
    expect(asked).toMatchObject({ state: 'HELD', shelterName: 'Wide Steppe', until: stay.until });
    expect(asked.id).not.toBe(stay.id);
    expect(codeOf(await step(shelter, 'bedTransfer', input))).toBe('WRONG_STATE');
    expect(await beds(stay.id)).toBe(5);
    expect(await placement(elsewhere, stay.id)).toBeNull();
    expect(JSON.stringify(await placement(elsewhere, asked.id))).not.toContain(stay.id);

    await done(elsewhere, 'bedAccept', { holdId: asked.id });
    expect(await placement(shelter, asked.id)).toMatchObject({ state: 'ACCEPTED' });
    expect(await beds(stay.id)).toBe(5);
    expect(await placement(shelter, stay.id)).toMatchObject({ state: 'ARRIVED', version: stay.version });
    // to the officer who brought her here nothing has changed
    expect(await placement(officer, stay.id)).toMatchObject({ state: 'ARRIVED', shelterName: 'White Birch' });
    expect(await done(elsewhere, 'bedArrive', { holdId: asked.id })).toMatchObject({ state: 'ARRIVED' });
    expect(await beds(stay.id)).toBe(0);
    expect(await placement(shelter, stay.id)).toMatchObject({ state: 'DEPARTED' });
    expect(await placement(officer, stay.id)).toMatchObject({ state: 'ARRIVED', shelterName: 'White Birch' });
  });

  test('who is on the way to this house is not sent on to another agency', async () => {
    const { id } = await done(officer, 'bedHold', { unitId: ROOM, ...MOTHER });
    await done(shelter, 'bedAccept', { holdId: id });
    expect(await step(shelter, 'bedTransfer', { holdId: id, unitId: unit('crisis-karaganda-1', 1) })).toMatchObject({
      userErrors: [{ code: 'WRONG_STATE', field: ['input', 'holdId'] }],
    });
    expect(await placement(officer, id)).toMatchObject({ state: 'ACCEPTED' });
  });

  test('a shelter that declines the transfer: the stay goes on here', async () => {
    const stay = await guest(ROOM);
    const { id } = await done(shelter, 'bedTransfer', { holdId: stay.id, unitId: unit('crisis-karaganda-1', 2) });
    await done(elsewhere, 'bedDecline', { holdId: id, reason: 'CONFLICT_WITH_RESIDENT' });
    expect(await placement(shelter, stay.id)).toMatchObject({ state: 'ARRIVED', version: stay.version });
    expect(await placement(shelter, id)).toMatchObject({
      state: 'DECLINED',
      declineReason: null,
      declineAnswer: 'DOES_NOT_FIT',
    });
  });
});

describe('who came', () => {
  test('may be others than those asked for: in a shared room beds follow, and the sender sees what was asked', async () => {
    const hold = async (adults: number) => {
      const { id } = await done(officer, 'bedHold', { unitId: DORMITORY, adults, children: [] });
      await done(shelter, 'bedAccept', { holdId: id });
      return id;
    };
    const fewer = await hold(3);
    expect(await beds(fewer)).toBe(3);
    const arrived = await done(shelter, 'bedArrive', { holdId: fewer, came: { adults: 2, children: [] } });
    expect(arrived).toMatchObject({ came: { adults: 2, children: [] }, household: { adults: 3 } });
    expect(await beds(fewer)).toBe(2);
    expect(await placement(officer, fewer)).toMatchObject({ came: null, adults: 3 });

    const more = await hold(1);
    await done(shelter, 'bedArrive', {
      holdId: more,
      came: {
        adults: 1,
        children: [
          { age: 2, sex: 'MALE' },
          { age: 5, sex: 'FEMALE' },
        ],
      },
    });
    expect(await beds(more)).toBe(3);
    // one bed is left: the others sleep on what the shelter adds, and nobody else's bed is touched
    const last = await hold(1);
    await done(shelter, 'bedArrive', { holdId: last, came: { adults: 4, children: [] } });
    expect(await beds(last)).toBe(1);
  });

  test('is recorded when she arrives, with counts that can be', async () => {
    const { id } = await done(officer, 'bedHold', { unitId: DORMITORY, ...ALONE });
    expect(await step(shelter, 'bedAccept', { holdId: id, came: ALONE })).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['input', 'came'] }],
    });
    await done(shelter, 'bedAccept', { holdId: id });
    for (const [came, field] of [
      [{ adults: -1, children: [] }, 'adults'],
      [{ adults: 1, adultMen: 2, children: [] }, 'adultMen'],
      [{ adults: 1, children: [{ age: 55, sex: 'MALE' }] }, 'age'],
    ] as const) {
      const [refused] = (await step(shelter, 'bedArrive', { holdId: id, came })).userErrors;
      expect(refused).toMatchObject({ code: 'INVALID' });
      expect(refused?.field?.slice(0, 2)).toEqual(['input', 'came']);
      expect(refused?.field?.at(-1)).toBe(field);
    }
    expect(await placement(shelter, id)).toMatchObject({ state: 'ACCEPTED', version: 2 });
  });

  test('she arrives to find her bed still slept in: another one of the room is hers; when there is none, it is said', async () => {
    const overdue = await guest(DORMITORY, { adults: 6, children: [] });
    await sql('UPDATE placement SET during = daterange(lower(during) - 9, lower(during)) WHERE id = $1', [overdue.id]);
    // booked before anybody could know that she would stay
    const [{ id }] = await sql(
      `WITH p AS (INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff)
         SELECT unit_id, agency, 'ACCEPTED', daterange(upper(during), upper(during) + 3), held_until, 1, 0, sender_agency, sender_staff
         FROM placement WHERE id = $1 RETURNING id, unit_id, live, during)
       INSERT INTO placement_bed SELECT p.id, b.bed_id, p.unit_id, p.live, p.during FROM p, placement_bed b WHERE b.placement_id = $1
       ORDER BY b.bed_id LIMIT 1 RETURNING placement_id AS id`,
      [overdue.id],
    );
    expect(codeOf(await step(shelter, 'bedArrive', { holdId: id }))).toBe('NOT_AVAILABLE');
    await done(shelter, 'bedDepart', { holdId: overdue.id });
    expect(await done(shelter, 'bedArrive', { holdId: id })).toMatchObject({ state: 'ARRIVED' });
  });
});

test('every step is kept, with who did it; for the shelter only, and nobody changes one', async () => {
  const stay = await guest(QUARANTINE);
  await done(shelter, 'bedTransfer', { holdId: stay.id, unitId: ROOM });
  await done(shelter, 'bedExtend', { holdId: stay.id, until: later(stay.until, 2) });
  await done(shelter, 'bedDepart', { holdId: stay.id });
  const intake = seedId('staff:intake-almaty');
  expect((await steps(shelter, stay.id))!.map((each) => [each.step, each.staff, each.beds])).toEqual([
    ['HOLD', null, 2],
    ['ACCEPT', intake, 2],
    ['ARRIVE', intake, 2],
    ['TRANSFER', intake, 5],
    ['EXTEND', intake, 5],
    ['DEPART', intake, 0],
  ]);
  expect(await steps(officer, stay.id)).toBeNull();
  const app = hub.subgraphs.get('shelter-capacity')!.db;
  await expect(app.query("UPDATE placement_step SET step = 'HOLD'")).rejects.toThrow(/permission denied/);
  await expect(app.query('DELETE FROM placement_step')).rejects.toThrow(/permission denied/);
});

describe('the name of a guest', () => {
  const NAME = 'Айгүл Сынақбаева';
  const nameFor = async (client: Client, holdId: string) => {
    const { data, errors } = await client.query('query ($holdId: ID!) { bedGuest(holdId: $holdId) { name } }', {
      holdId,
    });
    return errors ? errors[0]!.extensions.code : data.bedGuest;
  };

  test('is read back by the staff of its shelter only, each look logged; nowhere else does it stand', async () => {
    const stay = await guest(ROOM);
    expect(await nameFor(shelter, stay.id)).toBeNull();
    await done(shelter, 'bedGuestRecord', { holdId: stay.id, name: NAME });
    expect(await nameFor(shelter, stay.id)).toEqual({ name: NAME });
    expect(await nameFor(elsewhere, stay.id)).toBeNull();
    expect(await nameFor(officer, stay.id)).toBe('FORBIDDEN');
    expect(codeOf(await step(elsewhere, 'bedGuestRecord', { holdId: stay.id, name: 'X' }))).toBe('NOT_FOUND');
    const looks = await sql(
      "SELECT staff FROM own_record_log WHERE record_id = $1 AND category = 'SHELTER' AND staff = $2",
      [stay.id, seedId('staff:intake-almaty')],
    );
    expect(looks.length).toBeGreaterThan(0);
    const tables = await sql("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
    for (const { name } of tables) {
      const [{ text }] = await sql(`SELECT coalesce(string_agg(t::text, ' '), '') AS text FROM ${name} t`);
      expect(text).not.toContain('Сынақбаева');
      expect(text).not.toContain(Buffer.from('Сынақбаева').toString('hex'));
    }
    // it goes with the stay to another unit of the house
    await done(shelter, 'bedTransfer', { holdId: stay.id, unitId: OTHER_ROOM });
    expect(await nameFor(shelter, stay.id)).toEqual({ name: NAME });
  });

  test('goes when she is erased and the stay has ended; a stay needs none', async () => {
    const stay = await guest(ROOM);
    await done(shelter, 'bedGuestRecord', { holdId: stay.id, name: NAME });
    const { id } = await done(officer, 'bedHold', { unitId: OTHER_ROOM, ...MOTHER });
    await done(shelter, 'bedAccept', { holdId: id, victimId: await register(shelter) });
    await done(shelter, 'bedGuestRecord', { holdId: id, name: NAME });
    const erase = async (victim: string) => {
      const { errors } = await hub.subgraphs.get('shelter-capacity')!.execute({
        document: 'mutation ($input: SubjectEraseInput!) { shelterCapacitySubjectErase(input: $input) }',
        variables: { input: { victim } },
        caller: { requester: null, actor: 'consent', requestId: 'test', deadline: Date.now() + 5_000 },
      });
      expect(errors).toBeUndefined();
    };
    const [{ victim_key: her }] = await sql('SELECT victim_key FROM placement WHERE id = $1', [id]);
    await done(officer, 'bedRelease', { holdId: id });
    await erase(her);
    expect(await nameFor(shelter, id)).toBeNull();
    expect(await nameFor(shelter, stay.id)).toEqual({ name: NAME });
  });
});
