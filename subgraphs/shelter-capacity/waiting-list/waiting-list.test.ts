import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { allEvents, end } from '../../../test/events/reading.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ask, codeOf, done, placement, register, step, type Told, unit, wall } from '../test/desk.js';
import { endWaiting, offerWhatIsFree } from './housekeeping.js';

let hub: TestHub;
let officer: Client;
let shelter: Client;
let first: Client;
let second: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  shelter = hub.as('intake-almaty', 'SHELTER');
  first = hub.as('operator-150', 'SUPPORT');
  second = hub.as('officer-bostandyk', 'POLICE_RESPONSE');
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
beforeEach(async () => {
  await sql("UPDATE placement SET state = 'RELEASED' WHERE state IN ('HELD', 'ACCEPTED')");
  await sql("UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE state = 'ARRIVED'");
  await sql('UPDATE waiting_entry SET cancelled_at = clock_timestamp() WHERE cancelled_at IS NULL');
  await sql("UPDATE shelter SET opening_state = 'OPEN', opening_reason = NULL, opening_until = NULL WHERE id = $1", [
    seedId('shelter:crisis-almaty-1'),
  ]);
});

/** The one room that a wheelchair can use, of the one shelter in Almaty that keeps a list and is open. */
const ROOM = unit('crisis-almaty-1', 5);
const HER = { adults: 1, children: [{ age: 9, sex: 'MALE' }], wheelchair: true };
const ENTRY = 'entry { id state need offers { holdId shelterName offeredUntil } }';

const join = (client: Client, input: object = {}) =>
  ask(client, 'bedWaitingListJoin', { ...HER, regionCodes: ['KZ-75'], need: 'NOWHERE_TO_SLEEP', ...input }, ENTRY);
const joined = async (client: Client, input: object = {}): Promise<string> => {
  const { entry, userErrors } = await join(client, input);
  expect(userErrors).toEqual([]);
  return entry.id;
};
async function entry(client: Client, id: string): Promise<Told> {
  const { data, errors } = await client.query(
    '{ bedWaitingList(first: 100) { edges { node { id state offers { holdId shelterName regionCode unitKind } } } } }',
  );
  expect(errors).toBeUndefined();
  return data.bedWaitingList.edges.map((e: { node: Told }) => e.node).find((node: Told) => node.id === id);
}
const offerTo = async (client: Client, id: string): Promise<string> => (await entry(client, id)).offers[0]?.holdId;
const lapse = (holdId: string) => sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [holdId]);

async function taken(): Promise<string> {
  const { id } = await done(officer, 'bedHold', { unitId: ROOM, ...HER });
  await done(shelter, 'bedAccept', { holdId: id });
  await done(shelter, 'bedArrive', { holdId: id });
  return id;
}

test('a departure offers the unit to the first by need and time; taken, it is held and screened as any hold', async () => {
  const stay = await taken();
  const patient = await joined(first, { need: 'CAN_WAIT' });
  const urgent = await joined(second, { need: 'IN_DANGER_NOW' });
  expect(await entry(first, patient)).toMatchObject({ state: 'WAITING', offers: [] });
  const before = await end(second, 'shelterCapacityEvents');
  await done(shelter, 'bedDepart', { holdId: stay });
  expect(await entry(first, patient)).toMatchObject({ state: 'WAITING', offers: [] });
  const offered = await entry(second, urgent);
  expect(offered).toMatchObject({
    state: 'OFFERED',
    offers: [{ shelterName: 'White Birch', regionCode: 'KZ-75', unitKind: 'ACCESSIBLE' }],
  });
  const told = await allEvents(second, 'shelterCapacityEvents', before);
  expect(told).toMatchObject([{ type: 'bed.offered', object: offered.offers[0].holdId }]);
  // it is real: nobody else gets the room meanwhile
  expect(codeOf(await step(officer, 'bedHold', { unitId: ROOM, ...HER }))).toBe('NOT_AVAILABLE');
  const holdId = offered.offers[0].holdId;
  expect(codeOf(await step(first, 'bedOfferTake', { holdId }))).toBe('NOT_FOUND');
  expect(await done(second, 'bedOfferTake', { holdId })).toMatchObject({
    ...{ state: 'HELD', offerNotTaken: false, intakePhone: null },
  });
  expect(await entry(second, urgent)).toMatchObject({ state: 'PLACED', offers: [] });
  // declined by the shelter after she was promised a turn: she waits again in her old place, and the room is offered to the next
  await done(shelter, 'bedDecline', { holdId, reason: 'SUPPORT_NEEDS' });
  expect(await entry(second, urgent)).toMatchObject({ state: 'WAITING' });
  expect(await entry(first, patient)).toMatchObject({ state: 'OFFERED' });
});

test('unanswered, the offer goes to the next: by whoever looks next', async () => {
  const stay = await taken();
  const urgent = await joined(second, { need: 'IN_DANGER_NOW' });
  const next = await joined(first);
  await done(shelter, 'bedDepart', { holdId: stay });
  const holdId = await offerTo(second, urgent);
  await lapse(holdId);
  expect(codeOf(await step(officer, 'bedHold', { unitId: ROOM, ...HER }))).toBe('NOT_AVAILABLE');
  expect(await entry(second, urgent)).toMatchObject({ state: 'WAITING', offers: [] });
  expect(await entry(first, next)).toMatchObject({ state: 'OFFERED' });
  expect(codeOf(await step(second, 'bedOfferTake', { holdId }))).toBe('EXPIRED');
  // nobody has refused it: it was not taken
  expect(await placement(second, holdId)).toMatchObject({ state: 'LAPSED', offerNotTaken: true });
});

test('without a step of anybody, the housekeeping offers what is free', async () => {
  const stay = await taken();
  const id = await joined(first);
  await sql("UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE id = $1", [stay]);
  expect(await entry(first, id)).toMatchObject({ state: 'WAITING' });
  const { db } = hub.subgraphs.get('shelter-capacity')!;
  await Promise.all([offerWhatIsFree(db), offerWhatIsFree(db)]);
  expect((await entry(first, id)).offers).toHaveLength(1);
});

test('a house that closed until a time is open after it, and serves the list', async () => {
  const closed = (until: string) =>
    sql(
      "UPDATE shelter SET opening_state = 'CLOSED', opening_reason = 'REPAIR', opening_until = clock_timestamp() + $1::interval WHERE id = $2",
      [until, seedId('shelter:crisis-almaty-1')],
    );
  await closed('1 hour');
  const id = await joined(first);
  expect(await entry(first, id)).toMatchObject({ state: 'WAITING', offers: [] });
  await closed('-1 second');
  await offerWhatIsFree(hub.subgraphs.get('shelter-capacity')!.db);
  expect(await entry(first, id)).toMatchObject({ state: 'OFFERED' });
});

describe('whoever fits is served, however many who do not are before her:', () => {
  const LARGE = { adults: 10, adultMen: 0, children: [], wheelchair: false, pets: true };
  /** Ahead of everybody. */
  const ahead = (entries: number, household: object = LARGE) =>
    sql(
      `INSERT INTO waiting_entry (region_codes, need, household, nights, sender_agency, sender_staff, created_at, expires_at)
       SELECT '{KZ-75}', 1, $2::jsonb, 7, 'a', 's',
         clock_timestamp() - interval '1 day', clock_timestamp() + interval '1 day' FROM generate_series(1, $1::int)`,
      [entries, JSON.stringify(household)],
    );
  afterEach(() => sql("DELETE FROM waiting_entry WHERE sender_agency = 'a'"));

  test('by a departure', async () => {
    const stay = await taken();
    await ahead(1_600);
    const id = await joined(first);
    await done(shelter, 'bedDepart', { holdId: stay });
    expect(await entry(first, id)).toMatchObject({ state: 'OFFERED' });
  });

  test('by the housekeeping', async () => {
    const stay = await taken();
    await ahead(1_600);
    const id = await joined(first);
    await sql("UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE id = $1", [stay]);
    await offerWhatIsFree(hub.subgraphs.get('shelter-capacity')!.db);
    expect(await entry(first, id)).toMatchObject({ state: 'OFFERED' });
  });

  test("in a step that somebody waits for, so many are looked at and no more; whoever comes after them is the housekeeping's", async () => {
    const { db } = hub.subgraphs.get('shelter-capacity')!;
    const stay = await taken();
    await ahead(300, { ...HER, adultMen: 0, pets: false });
    const id = await joined(first);
    // they fit, and another has them in hand
    const other = db.createQueryRunner();
    try {
      await other.startTransaction();
      await other.query("SELECT FROM waiting_entry WHERE sender_agency = 'a' FOR UPDATE");
      await done(shelter, 'bedDepart', { holdId: stay });
      expect(await entry(first, id)).toMatchObject({ state: 'WAITING' });
      await offerWhatIsFree(db);
      expect(await entry(first, id)).toMatchObject({ state: 'OFFERED' });
    } finally {
      await other.rollbackTransaction();
      await other.release();
    }
    // nothing is free then, and no unit is locked for those who wait
    expect(await offerWhatIsFree(db)).toBe(0);
  });
});

test('released by who was offered it, or taken off the list: it goes to the next in the same moment', async () => {
  const stay = await taken();
  const a = await joined(second);
  const b = await joined(first);
  const c = await joined(second);
  await done(shelter, 'bedDepart', { holdId: stay });
  await done(second, 'bedNotWanted', { holdId: await offerTo(second, a) });
  expect(await entry(second, a)).toMatchObject({ state: 'WAITING' });
  expect(await entry(first, b)).toMatchObject({ state: 'OFFERED' });
  const leave = (client: Client, entryId: string) =>
    ask(client, 'bedWaitingListLeave', { entryId }, 'entry { state offers { holdId } }');
  expect(codeOf(await leave(second, b))).toBe('NOT_FOUND');
  expect(await leave(first, b)).toMatchObject({ entry: { state: 'LEFT', offers: [] }, userErrors: [] });
  expect(codeOf(await leave(first, b))).toBe('WRONG_STATE');
  expect(await entry(second, c)).toMatchObject({ state: 'OFFERED' });
});

test('what is free already is offered at once; who waits is told to nobody', async () => {
  const { entry: mine } = await join(first);
  expect(mine).toMatchObject({ state: 'OFFERED' });
  expect(await entry(second, mine.id)).toBeUndefined();
  expect(await entry(shelter, mine.id)).toBeUndefined();
  // the shelter sees a hold of its beds, as of any
  expect(await placement(shelter, mine.offers[0].holdId)).toMatchObject({ state: 'OFFERED', victim: null });
});

test('of the list so much is told as is asked for: what runs, and what has ended, on pages of their own', async () => {
  const stay = await taken();
  const placed = await joined(second);
  await done(shelter, 'bedDepart', { holdId: stay });
  const holdId = await offerTo(second, placed);
  await done(second, 'bedOfferTake', { holdId });
  const [runs, left] = [await joined(second), await joined(second)];
  await ask(second, 'bedWaitingListLeave', { entryId: left }, 'entry { id }');
  const listed = async (states: string, first = 3): Promise<string[]> => {
    const { data, errors } = await second.query(
      `{ bedWaitingList(first: ${first}, states: ${states}) { edges { node { id } } } }`,
    );
    expect(errors).toBeUndefined();
    return data.bedWaitingList.edges.map((e: { node: Told }) => e.node.id);
  };
  expect(await listed('[WAITING, OFFERED]')).toEqual([runs]);
  expect((await listed('[PLACED, LEFT, OVER]')).slice(0, 2)).toEqual([left, placed]);
  // what is not asked for takes no room on a page
  expect(await listed('[WAITING]', 1)).toEqual([runs]);
  expect(await listed('null')).toEqual([left, runs, placed]);
  await done(second, 'bedRelease', { holdId });
  expect(await listed('[OFFERED]')).toEqual([runs]);
  expect(await listed('[PLACED]')).toEqual([]);
});

test('an entry that does not answer three times is over', async () => {
  const stay = await taken();
  const id = await joined(first);
  await sql(
    `INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff, waiting_id, created_at)
     SELECT unit_id, agency, 'LAPSED', during, held_until, 1, 0, sender_agency, sender_staff, $2, clock_timestamp() - interval '1 day' * n
     FROM placement, generate_series(1, 3) AS n WHERE id = $1`,
    [stay, id],
  );
  expect(await entry(first, id)).toMatchObject({ state: 'OVER' });
  await done(shelter, 'bedDepart', { holdId: stay });
  expect(await entry(first, id)).toMatchObject({ state: 'OVER', offers: [] });
});

describe('that an entry has ended is told once, to the unit that made it:', () => {
  const ended = async (client: Client, id: string, since: string): Promise<string[]> => {
    const { db } = hub.subgraphs.get('shelter-capacity')!;
    await Promise.all([endWaiting(db), endWaiting(db)]);
    const told = await allEvents(client, 'shelterCapacityEvents', since);
    return told.filter(({ object }) => object === id).map(({ type }) => type);
  };
  const now = (client: Client) => end(client, 'shelterCapacityEvents');

  test('it was taken off the list', async () => {
    await taken();
    const id = await joined(first);
    const [since, others] = [await now(first), await now(second)];
    expect(await ended(first, id, since)).toEqual([]);
    await ask(first, 'bedWaitingListLeave', { entryId: id }, 'entry { id }');
    expect(await ended(first, id, since)).toEqual(['bed_wait.left']);
    expect(await ended(second, id, others)).toEqual([]);
  });

  test.each([
    ['its time is over', 'UPDATE waiting_entry SET expires_at = clock_timestamp() WHERE id = $1'],
    [
      'three offers ran out, the last of them a moment ago',
      `INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_staff, waiting_id, created_at)
       SELECT p.unit_id, p.agency, CASE n WHEN 1 THEN 'HELD' ELSE 'LAPSED' END, p.during, clock_timestamp(), 1, 0, p.sender_agency, p.sender_staff, $1,
         clock_timestamp() - interval '13 hours' * n
       FROM (SELECT * FROM placement WHERE state = 'ARRIVED' LIMIT 1) p, generate_series(1, 3) AS n`,
    ],
  ])('%s', async (_, happens) => {
    await taken();
    const id = await joined(first);
    const since = await now(first);
    await sql(happens, [id]);
    expect(await ended(first, id, since)).toEqual(['bed_wait.over']);
    expect(await entry(first, id)).toMatchObject({ state: 'OVER' });
  });

  test('she has come to what it was offered; that she left is neither told nor shown there', async () => {
    const stay = await taken();
    const id = await joined(second);
    await done(shelter, 'bedDepart', { holdId: stay });
    const since = await now(second);
    const holdId = await offerTo(second, id);
    await done(second, 'bedOfferTake', { holdId });
    await done(shelter, 'bedAccept', { holdId });
    await sql('UPDATE waiting_entry SET expires_at = clock_timestamp() WHERE id = $1', [id]);
    expect(await ended(second, id, since)).toEqual([]);
    await done(shelter, 'bedArrive', { holdId });
    expect(await ended(second, id, since)).toEqual(['bed_wait.placed']);
    const there = await entry(second, id);
    expect(there).toMatchObject({ state: 'PLACED', offers: [] });
    await done(shelter, 'bedDepart', { holdId });
    expect(await entry(second, id)).toEqual(there);
    expect(await ended(second, id, since)).toEqual(['bed_wait.placed']);
  });

  test('a process of the version before, which ends by time alone, ends nothing of one that has a place', async () => {
    const stay = await taken();
    const id = await joined(second);
    await done(shelter, 'bedDepart', { holdId: stay });
    const since = await now(second);
    const byTime = () =>
      sql(
        'UPDATE waiting_entry SET ended_at = clock_timestamp() WHERE id = $1 AND ended_at IS NULL AND expires_at <= clock_timestamp()',
        [id],
      );
    await sql('UPDATE waiting_entry SET expires_at = clock_timestamp() WHERE id = $1', [id]);
    await byTime();
    const holdId = await offerTo(second, id);
    await done(second, 'bedOfferTake', { holdId });
    await byTime();
    expect(await ended(second, id, since)).toEqual([]);
    await done(shelter, 'bedAccept', { holdId });
    await done(shelter, 'bedArrive', { holdId });
    expect(await ended(second, id, since)).toEqual(['bed_wait.placed']);
  });

  test('the place that it took was given back', async () => {
    const stay = await taken();
    const id = await joined(second);
    await done(shelter, 'bedDepart', { holdId: stay });
    const since = await now(second);
    const holdId = await offerTo(second, id);
    await done(second, 'bedOfferTake', { holdId });
    await done(second, 'bedRelease', { holdId });
    expect(await ended(second, id, since)).toEqual(['bed_wait.over']);
  });
});

describe('she whom the shelter has named is behind her walls for who put her on the list without a name:', () => {
  const OFFICER = seedId('staff:officer-bostandyk');
  const none = { state: undefined, told: [] };
  const seen = async (id: string, since: string) => {
    await endWaiting(hub.subgraphs.get('shelter-capacity')!.db);
    const told = await allEvents(second, 'shelterCapacityEvents', since);
    return {
      state: (await entry(second, id))?.state,
      told: told.filter(({ object }) => object === id).map(({ type }) => type),
    };
  };
  async function took(): Promise<{ id: string; holdId: string; since: string }> {
    const stay = await taken();
    const id = await joined(second);
    await done(shelter, 'bedDepart', { holdId: stay });
    const since = await end(second, 'shelterCapacityEvents');
    const holdId = await offerTo(second, id);
    await done(second, 'bedOfferTake', { holdId });
    await done(shelter, 'bedAccept', { holdId });
    return { id, holdId, since };
  }
  const walledOff = async (holdId: string) => {
    const [{ key }] = await sql('SELECT victim_key AS key FROM placement WHERE id = $1', [holdId]);
    await wall(hub, key, 'STAFF', OFFICER);
  };

  test('that she has come', async () => {
    const { id, holdId, since } = await took();
    await done(shelter, 'bedArrive', { holdId, victimId: await register(shelter) });
    expect(await seen(id, since)).toEqual({ state: 'PLACED', told: ['bed_wait.placed'] });
    await walledOff(holdId);
    expect(await seen(id, since)).toEqual(none);
    expect(codeOf(await ask(second, 'bedWaitingListLeave', { entryId: id }, 'entry { id }'))).toBe('NOT_FOUND');
    // for any other woman the officer is who the officer was
    expect(await entry(second, await joined(second))).toMatchObject({ state: 'WAITING' });
  });

  test('also when that was told before she was named', async () => {
    const { id, holdId, since } = await took();
    await done(shelter, 'bedArrive', { holdId });
    expect(await seen(id, since)).toEqual({ state: 'PLACED', told: ['bed_wait.placed'] });
    const of = await register(officer);
    const other = await joined(officer, { victimId: of });
    await sql('UPDATE placement SET victim_key = (SELECT victim_key FROM waiting_entry WHERE id = $2) WHERE id = $1', [
      holdId,
      other,
    ]);
    await walledOff(holdId);
    expect(await seen(id, since)).toEqual(none);
  });
});

describe('she whom a house has named that then contested its yes is behind her walls for the next offer:', () => {
  /** The entry, and her key. */
  async function contested(goOn: (holdId: string) => Promise<unknown> = async () => {}): Promise<[string, string]> {
    const id = await joined(officer);
    const holdId = await offerTo(officer, id);
    await done(officer, 'bedOfferTake', { holdId });
    await sql("UPDATE placement SET taken_at = taken_at - interval '6 minutes' WHERE id = $1", [holdId]);
    await done(officer, 'bedHoldRecordByPhone', { holdId, saidBy: 'NIGHT_WORKER' });
    await done(shelter, 'bedLink', { holdId, victimId: await register(shelter) });
    const [{ victim_key }] = await sql('SELECT victim_key FROM placement WHERE id = $1', [holdId]);
    await goOn(holdId);
    await done(shelter, 'bedDecline', { holdId, reason: 'NO_CAPACITY' });
    // the same house is asked again after a night
    await sql("UPDATE placement SET created_at = created_at - interval '13 hours' WHERE id = $1", [holdId]);
    return [id, victim_key];
  }
  const offers = async () => {
    await offerWhatIsFree(hub.subgraphs.get('shelter-capacity')!.db);
  };
  const INTAKE = seedId('staff:intake-almaty');

  test.each<[string, (holdId: string) => Promise<unknown>]>([
    ['rightly', async () => {}],
    [
      'in error',
      async (holdId) => {
        const { version } = (await placement(shelter, holdId))!;
        await done(shelter, 'bedUnlink', { holdId, expectedVersion: version, reason: 'OTHER_PERSON' });
      },
    ],
  ])('%s', async (_, goOn) => {
    const [id, key] = await contested(goOn);
    await offers();
    const next = await offerTo(officer, id);
    expect(await placement(shelter, next)).toMatchObject({ state: 'OFFERED' });
    await wall(hub, key, 'STAFF', INTAKE);
    expect(await placement(shelter, next)).toBeNull();
    expect(await placement(hub.as('advocate-almaty', 'SUPPORT'), next)).not.toBeNull();
  });

  test('and a house that they name is not asked', async () => {
    const [id, key] = await contested();
    await wall(hub, key, 'AGENCY', seedId('agency:crisis-almaty-1'));
    await offers();
    expect(await entry(officer, id)).toMatchObject({ state: 'WAITING', offers: [] });
  });
});

test('a shelter from which a wall protects her does not offer', async () => {
  const victimId = await register(officer);
  const stay = await taken();
  const id = await joined(officer, { victimId });
  const [{ key }] = await sql('SELECT victim_key AS key FROM waiting_entry WHERE id = $1', [id]);
  await wall(hub, key, 'AGENCY', seedId('agency:crisis-almaty-1'));
  await done(shelter, 'bedDepart', { holdId: stay });
  expect(await entry(officer, id)).toMatchObject({ state: 'WAITING', offers: [] });
  expect(await join(officer, { victimId })).toMatchObject({ userErrors: [{ code: 'NOT_AVAILABLE' }] });
});

test.each<[string, object, string, string[]]>([
  ['a region where no shelter is', { regionCodes: ['KZ-99'] }, 'INVALID', ['input', 'regionCodes', '0']],
  ['a night in the past', { from: '2020-01-01' }, 'INVALID', ['input', 'from']],
  ['an absurd number of adults', { adults: 99 }, 'INVALID', ['input', 'adults']],
  ['less than no nights', { nights: -1 }, 'INVALID', ['input', 'nights']],
  ['a region whose shelters keep no list', { regionCodes: ['KZ-35'] }, 'NOT_AVAILABLE', ['input', 'regionCodes']],
])('%s: refused, naming the field, and nobody waits', async (_case, input, code, field) => {
  const before = await sql('SELECT count(*)::int AS n FROM waiting_entry');
  expect(await join(first, input)).toMatchObject({ entry: null, userErrors: [{ code, field }] });
  expect(await sql('SELECT count(*)::int AS n FROM waiting_entry')).toEqual(before);
});

test('a house that only looks for beds keeps no list, whatever it says', async () => {
  const house = seedId('shelter:crisis-karaganda-1');
  const as = (participation: string, list: boolean) =>
    sql('UPDATE shelter SET participation = $2, keeps_waitlist = $3 WHERE id = $1', [house, participation, list]);
  const alone = { adults: 1, children: [], wheelchair: false, regionCodes: ['KZ-35'] };
  await as('VIEW_ONLY', true);
  expect(codeOf(await join(first, alone))).toBe('NOT_AVAILABLE');
  await as('BED_BY_BED', true);
  expect(codeOf(await join(first, alone))).toBe('');
  await as('BED_BY_BED', false);
});

describe('beds that no guest has freed are offered in the moment in which they are there', () => {
  const SHELTER = seedId('shelter:crisis-almaty-1');
  const name = { kk: 'Жаңа', ru: 'Новая', en: 'New' };
  const ACCESSIBLE = {
    kind: 'ACCESSIBLE',
    name,
    beds: 4,
    exclusive: true,
    wheelchair: true,
    householdTypes: ['ADULT_AND_CHILD'],
  };
  const told = async (mutation: string, input: object, select: string): Promise<Told> => {
    const answer = await ask(shelter, mutation, input, select);
    expect(answer.userErrors).toEqual([]);
    return answer;
  };
  const opening = (state: string, more: object = {}) =>
    told('shelterOpeningSet', { shelterId: SHELTER, state, ...more }, 'shelter { id }');

  test('a shelter opens early', async () => {
    await opening('CLOSED', { reason: 'REPAIR', until: new Date(Date.now() + 86_400_000).toISOString() });
    const waits = await joined(first);
    expect(await entry(first, waits)).toMatchObject({ state: 'WAITING' });
    await opening('OPEN');
    expect(await entry(first, waits)).toMatchObject({ state: 'OFFERED', offers: [{ unitKind: 'ACCESSIBLE' }] });
  });

  test('a bed is put into service', async () => {
    const beds: { number: number }[] = await sql(
      'SELECT number FROM bed WHERE unit_id = $1 AND in_service ORDER BY number',
      [ROOM],
    );
    const service = (number: number, inService: boolean) =>
      told('shelterBedServiceSet', { unitId: ROOM, number, inService }, 'unit { id }');
    await opening('CLOSED', { reason: 'REPAIR' });
    const waits = await joined(first);
    for (const { number } of beds) await service(number, false);
    await opening('OPEN');
    expect(await entry(first, waits)).toMatchObject({ state: 'WAITING' });
    for (const { number } of beds) await service(number, true);
    expect(await entry(first, waits)).toMatchObject({ state: 'OFFERED' });
  });

  test('a unit is added, or takes whom it did not take', async () => {
    await taken();
    const waits = await joined(first);
    const { unit: added } = await told(
      'shelterUnitAdd',
      { shelterId: SHELTER, ...ACCESSIBLE, wheelchair: false },
      'unit { id version }',
    );
    expect(await entry(first, waits)).toMatchObject({ state: 'WAITING' });
    await told('shelterUnitUpdate', { unitId: added.id, expectedVersion: added.version, ...ACCESSIBLE }, 'unit { id }');
    expect(await entry(first, waits)).toMatchObject({ state: 'OFFERED' });
    const other = await joined(second);
    expect(await entry(second, other)).toMatchObject({ state: 'WAITING' });
    await told('shelterUnitAdd', { shelterId: SHELTER, ...ACCESSIBLE }, 'unit { id }');
    expect(await entry(second, other)).toMatchObject({ state: 'OFFERED' });
  });
});
