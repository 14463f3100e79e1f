/** Promise: who is there is recorded as it changes, no bed is promised twice by it, and who asked for the bed learns nothing. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { allEvents, end } from '../../../test/events/reading.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { codeOf, done, placement, step, type Told, unit } from '../test/desk.js';

const EVENTS = 'shelterCapacityEvents';
/** Taken whole, five beds, with children, boys up to 14 */
const ROOM = unit('crisis-almaty-1', 1);
/** Bed by bed, six of them */
const DORMITORY = unit('crisis-almaty-1', 4);
const GIRL = { age: 4, sex: 'FEMALE' };
const MOTHER = { adults: 1, children: [GIRL] };
const WITH_GRANDMOTHER = { adults: 2, children: [GIRL] };
const women = (adults: number) => ({ adults, children: [] });

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
afterEach(async () => {
  await sql("UPDATE placement SET state = 'RELEASED' WHERE state IN ('HELD', 'ACCEPTED')");
  await sql("UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE state = 'ARRIVED'");
});

async function expected(unitId: string, household: object): Promise<Told> {
  const { id } = await done(officer, 'bedHold', { unitId, ...household, nights: 5 });
  return done(shelter, 'bedAccept', { holdId: id });
}
const guest = async (unitId: string, household: object, more: object = {}): Promise<Told> =>
  done(shelter, 'bedArrive', { holdId: (await expected(unitId, household)).id, ...more });
const change = (holdId: string, household: object, more: object = {}, who = shelter) =>
  step(who, 'bedHouseholdChange', { holdId, household, ...more });
const changed = (holdId: string, household: object) => done(shelter, 'bedHouseholdChange', { holdId, household });
const holdsOne = () => step(officer, 'bedHold', { unitId: DORMITORY, ...women(1), nights: 5 });
const beds = async (id: string): Promise<number> =>
  (await sql('SELECT FROM placement_bed WHERE placement_id = $1 AND live', [id])).length;
const steps = async (id: string) => {
  const { data } = await shelter.query(
    'query ($id: ID!) { placement(id: $id) { steps { step staff beds household { adults children { age sex } } } } }',
    { id },
  );
  return data.placement.steps as { step: string; beds: number; household: object | null }[];
};

describe('a household that changes', () => {
  test('is who is there from then on: once, in the history, and for the house alone', async () => {
    const { id, version } = await guest(ROOM, MOTHER);
    const before = await placement(officer, id);
    const [theirs, own] = [await end(officer, EVENTS), await end(shelter, EVENTS)];
    expect(codeOf(await change(id, WITH_GRANDMOTHER, { expectedVersion: version - 1 }))).toBe('VERSION_CONFLICT');
    const first = await change(id, WITH_GRANDMOTHER, { expectedVersion: version });
    expect(first).toMatchObject({ placement: { came: WITH_GRANDMOTHER, version: version + 1 }, userErrors: [] });
    expect(await change(id, WITH_GRANDMOTHER, { expectedVersion: version })).toEqual(first);
    expect((await steps(id)).at(-1)).toEqual({
      ...{ step: 'HOUSEHOLD', staff: seedId('staff:intake-almaty'), beds: 5, household: WITH_GRANDMOTHER },
    });
    expect(await placement(officer, id)).toEqual(before);
    expect(await allEvents(officer, EVENTS, theirs)).toEqual([]);
    expect(await allEvents(shelter, EVENTS, own)).toMatchObject([{ type: 'stay.household_changed', object: id }]);
    // and whoever moves goes with all of them
    const tooSmall = await step(shelter, 'bedTransfer', { holdId: id, unitId: unit('crisis-almaty-1', 3) });
    expect(codeOf(tooSmall)).toBe('NOT_AVAILABLE');
  });

  test('takes further beds of a shared room, and gives back those that it does not need', async () => {
    const { id } = await guest(DORMITORY, women(2));
    await changed(id, women(6));
    expect(await beds(id)).toBe(6);
    expect(codeOf(await holdsOne())).toBe('NOT_AVAILABLE');
    await changed(id, women(1));
    expect(await beds(id)).toBe(1);
    expect(codeOf(await holdsOne())).toBe('');
    expect((await steps(id)).map((each) => each.beds)).toEqual([2, 2, 2, 6, 1]);
  });

  test('has no bed that is promised to somebody else: it is said, with what to do, and nothing has changed', async () => {
    const { id, version } = await guest(DORMITORY, women(4));
    await expected(DORMITORY, women(2));
    const refused = await change(id, women(5));
    expect(refused).toMatchObject({ userErrors: [{ code: 'NOT_AVAILABLE', field: ['input', 'household'] }] });
    expect(refused.userErrors[0]!.message).toBe(
      'Not enough beds are free for these nights. Move the stay to a unit that takes them first.',
    );
    expect(await placement(shelter, id)).toMatchObject({ version, came: null });
    expect(await beds(id)).toBe(4);
  });

  test.each<[string, object, string[]]>([
    ['a boy who is too old', { adults: 1, children: [GIRL, { age: 15, sex: 'MALE' }] }, ['children']],
    ['a man', { ...WITH_GRANDMOTHER, adultMen: 1 }, ['adultMen']],
    ['an animal', { ...MOTHER, pets: true }, ['pets']],
    ['a wheelchair', { ...MOTHER, wheelchair: true }, ['wheelchair']],
    ['more than there are beds', { adults: 6, children: [GIRL] }, []],
  ])('with %s is refused where the unit does not take it, naming the field', async (_, household, field) => {
    await sql('UPDATE unit SET women_only = true WHERE id = $1', [ROOM]);
    const { id } = await guest(ROOM, MOTHER);
    expect(await change(id, household)).toMatchObject({
      userErrors: [{ code: 'NOT_AVAILABLE', field: ['input', 'household', ...field] }],
    });
    expect((await placement(shelter, id))!.came).toBeNull();
  });

  test('that was let in as an exception keeps nobody from coming, and nobody from going', async () => {
    const boy = { age: 16, sex: 'MALE' };
    const { id } = await guest(ROOM, MOTHER, { came: { adults: 1, children: [boy] } });
    await changed(id, { adults: 2, children: [boy] });
    // he goes to his aunt, and the room for children has none
    await changed(id, women(2));
    expect(codeOf(await change(id, { adults: 2, children: [boy] }))).toBe('NOT_AVAILABLE');
    await changed(id, women(1));
  });

  test('that slept in a cot until now has one still', async () => {
    await expected(DORMITORY, women(4));
    const { id } = await guest(DORMITORY, women(2), { came: women(3) });
    expect(await beds(id)).toBe(2);
    expect(codeOf(await change(id, women(4)))).toBe('NOT_AVAILABLE');
    await changed(id, women(2));
    expect(await beds(id)).toBe(2);
  });

  test('before she has come is expected so, also when an arrival is taken back', async () => {
    const { id } = await expected(DORMITORY, women(1));
    await changed(id, women(3));
    await done(shelter, 'bedArrive', { holdId: id });
    expect(await beds(id)).toBe(3);
    await changed(id, women(2));
    await done(shelter, 'bedStepEnteredInError', { holdId: id, step: 'ARRIVAL' });
    expect(await placement(shelter, id)).toMatchObject({ state: 'ACCEPTED', came: women(3) });
    expect(await beds(id)).toBe(3);
    expect(await placement(officer, id)).toMatchObject({ adults: 1, came: null });
  });

  test('is not expected for having been changed during an arrival that was taken back, however often she then arrives', async () => {
    const { id } = await expected(DORMITORY, women(1));
    const arrivesInError = async (during: () => Promise<unknown> = async () => {}) => {
      await done(shelter, 'bedArrive', { holdId: id });
      await during();
      return done(shelter, 'bedStepEnteredInError', { holdId: id, step: 'ARRIVAL' });
    };
    expect(await arrivesInError(() => changed(id, women(3)))).toMatchObject({ came: null });
    expect(await arrivesInError()).toMatchObject({ came: null });
    expect(await beds(id)).toBe(1);
    // but for having been changed while she was expected
    await changed(id, women(2));
    expect(await arrivesInError(() => changed(id, women(4)))).toMatchObject({ came: women(2) });
    expect(await arrivesInError()).toMatchObject({ came: women(2) });
    expect(await beds(id)).toBe(2);
  });

  describe('of a mother who is a minor, and of one language,', () => {
    const YOUNG = { ...MOTHER, adultAges: ['FROM_16'], languages: ['ug'] };
    const known = async (id: string) => {
      const { data } = await shelter.query(
        'query ($id: ID!) { placement(id: $id) { came { adults adultAges languages } } }',
        { id },
      );
      return data.placement.came;
    };

    test('is so still when it changes, and where it moves', async () => {
      const { id, version } = await guest(ROOM, YOUNG);
      // who is there already is no change
      expect((await change(id, MOTHER)).placement.version).toBe(version);
      await changed(id, women(1));
      expect(await known(id)).toEqual({ adults: 1, adultAges: ['FROM_16'], languages: ['ug'] });
      await changed(id, WITH_GRANDMOTHER);
      expect(await known(id)).toEqual({ adults: 2, adultAges: ['FROM_16'], languages: ['ug'] });
      await sql('UPDATE unit SET adults_min_age = 18 WHERE id = $1', [DORMITORY]);
      const refused = await step(shelter, 'bedTransfer', { holdId: id, unitId: DORMITORY });
      await sql('UPDATE unit SET adults_min_age = NULL WHERE id = $1', [DORMITORY]);
      expect(refused).toMatchObject({ userErrors: [{ code: 'NOT_AVAILABLE' }] });
    });

    test('is so still when others came than were expected', async () => {
      const { id } = await guest(ROOM, YOUNG, { came: WITH_GRANDMOTHER });
      expect(await known(id)).toEqual({ adults: 2, adultAges: ['FROM_16'], languages: ['ug'] });
    });

    test('is what is said of it, where it is said', async () => {
      const said = { ...WITH_GRANDMOTHER, adultAges: ['FROM_60', 'FROM_16'], languages: ['kk', 'ug'] };
      const { id } = await guest(ROOM, YOUNG, { came: said });
      const { children: _, ...all } = said;
      expect(await known(id)).toEqual(all);
      // of two of whom one has gone nobody has said which: the younger is reckoned with
      await changed(id, MOTHER);
      expect(await known(id)).toEqual({ adults: 1, adultAges: ['FROM_16'], languages: ['kk', 'ug'] });
      await changed(id, { ...MOTHER, adultAges: ['FROM_60'], languages: [] });
      expect(await known(id)).toEqual({ adults: 1, adultAges: ['FROM_60'], languages: null });
      expect(await change(id, { ...MOTHER, adultAges: ['FROM_16', 'FROM_60'] })).toMatchObject({
        userErrors: [{ code: 'INVALID', field: ['input', 'household', 'adultAges'] }],
      });
    });
  });

  test('has no further bed once the planned stay is over, until it is extended', async () => {
    const { id, until } = await guest(DORMITORY, women(2));
    await sql('UPDATE placement SET during = daterange(lower(during) - 9, lower(during)) WHERE id = $1', [id]);
    expect(codeOf(await change(id, women(3)))).toBe('EXPIRED');
    await changed(id, women(1));
    await done(shelter, 'bedExtend', { holdId: id, until });
    await changed(id, women(3));
    expect(await beds(id)).toBe(3);
  });

  test("is the house's to record, while she is expected or there", async () => {
    const { id } = await done(officer, 'bedHold', { unitId: ROOM, ...MOTHER });
    expect(codeOf(await change(id, WITH_GRANDMOTHER))).toBe('WRONG_STATE');
    await done(shelter, 'bedAccept', { holdId: id });
    expect(codeOf(await change(id, WITH_GRANDMOTHER, {}, elsewhere))).toBe('NOT_FOUND');
    expect(codeOf(await change(id, WITH_GRANDMOTHER, {}, officer))).toBe('FORBIDDEN');
    for (const [household, field] of [
      [{ adults: 0, children: [] }, 'adults'],
      [{ adults: 1, adultMen: 2, children: [] }, 'adultMen'],
    ] as const)
      expect(await change(id, household)).toMatchObject({
        userErrors: [{ code: 'INVALID', field: ['input', 'household', field] }],
      });
    await done(shelter, 'bedArrive', { holdId: id });
    await done(shelter, 'bedDepart', { holdId: id });
    expect(codeOf(await change(id, WITH_GRANDMOTHER))).toBe('WRONG_STATE');
  });
});

test('the last bed goes to who comes or to who asks for it, never to both', async () => {
  for (let round = 0; round < 6; round++) {
    const { id } = await guest(DORMITORY, women(5));
    const said = await Promise.all([change(id, women(6)), holdsOne(), holdsOne()]);
    expect(said.map(codeOf).sort()).toEqual(['', 'NOT_AVAILABLE', 'NOT_AVAILABLE']);
    const [{ taken, twice }] = await sql(
      'SELECT count(*)::int AS taken, count(*)::int - count(DISTINCT bed_id)::int AS twice FROM placement_bed WHERE unit_id = $1 AND live',
      [DORMITORY],
    );
    expect({ taken, twice }).toEqual({ taken: 6, twice: 0 });
    await done(shelter, 'bedDepart', { holdId: id });
    await sql("UPDATE placement SET state = 'RELEASED' WHERE state IN ('HELD', 'ACCEPTED')");
  }
});
