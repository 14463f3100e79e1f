/** Promise: a stay that was linked with the wrong record is on that record no more, nobody sees more of it than before, and she whose record it was is told. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { allEvents, end } from '../../../test/events/reading.js';
import { withoutClosureLog } from '../../../test/hub/without-closure-log.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ask, codeOf, done, placement, register, step, type Told, unit, wall } from '../test/desk.js';

const EVENTS = 'shelterCapacityEvents';
const ROOM = unit('crisis-almaty-1', 1);
const MOTHER = { adults: 1, children: [{ age: 4, sex: 'FEMALE' }] };
const INTAKE = seedId('staff:intake-almaty');
const HOUSE = seedId('agency:crisis-almaty-1');
const OFFICER = seedId('staff:officer-almaty');

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

async function expected(input: object = {}): Promise<Told> {
  const { id } = await done(officer, 'bedHold', { unitId: ROOM, ...MOTHER, nights: 5, ...input });
  return done(shelter, 'bedAccept', { holdId: id });
}
const arrived = async (input: object = {}): Promise<Told> =>
  done(shelter, 'bedArrive', { holdId: (await expected(input)).id });

/** A guest, linked with the record of somebody else. */
async function wrong(input: object = {}): Promise<{ id: string; victimId: string; key: string; version: number }> {
  const victimId = await register(shelter);
  const { id } = await arrived(input);
  const { version } = await done(shelter, 'bedLink', { holdId: id, victimId });
  return { id, victimId, version, key: (await recordOf(id))! };
}
const colleague = () => hub.as('advocate-almaty', 'SUPPORT');
const recordOf = async (id: string): Promise<string | null> =>
  (await sql('SELECT victim_key FROM placement WHERE id = $1', [id]))[0].victim_key;

const OTHER_PERSON = { reason: 'OTHER_PERSON' };
/** As it is seen now. */
const unlink = async (holdId: string, more: object = {}, who = shelter) =>
  step(who, 'bedUnlink', {
    ...{ holdId, expectedVersion: (await placement(shelter, holdId))!.version, ...OTHER_PERSON },
    ...more,
  });
async function unlinked(id: string): Promise<Told> {
  const { placement, userErrors } = await unlink(id);
  expect(userErrors).toEqual([]);
  return placement;
}
const linked = async (holdId: string): Promise<Told> =>
  done(shelter, 'bedLink', { holdId, victimId: await register(shelter) });
/** A yes by telephone, as if the house had not answered for so long. */
async function byPhone(): Promise<Told> {
  const { id } = await done(officer, 'bedHold', { unitId: ROOM, ...MOTHER, nights: 5 });
  await sql("UPDATE placement SET created_at = created_at - interval '6 minutes' WHERE id = $1", [id]);
  return done(officer, 'bedHoldRecordByPhone', { holdId: id, saidBy: 'NIGHT_WORKER' });
}

const history = async (id: string): Promise<[string, string | null][]> => {
  const { data } = await shelter.query('query ($id: ID!) { placement(id: $id) { steps { step staff at } } }', { id });
  return data.placement.steps.map((each: { step: string; staff: string | null }) => [each.step, each.staff]);
};

/** What her access log says of marks, once everything on its way there has come. */
async function marks(key: string): Promise<object[]> {
  const waiting = "SELECT FROM outbox WHERE operation = 'accessLogAppend'";
  for (let i = 0; i < 400 && (await sql(waiting)).length > 0; i++) await sleep(25);
  return hub
    .db('consent')
    .query(
      "SELECT category, agency, staff, role, purpose FROM access_log WHERE victim_key = $1 AND kind = 'ENTERED_IN_ERROR'",
      [key],
    );
}

describe('a link that was made in error', () => {
  test('is taken away once: who did it is in the history, her log says that it was marked, and the right record is linked', async () => {
    const { id, key, version } = await wrong();
    const input = { idempotencyKey: 'taken away once', expectedVersion: version };
    const first = await unlink(id, input);
    expect(first).toMatchObject({
      placement: { state: 'ARRIVED', version: version + 1, victim: null },
      userErrors: [],
    });
    expect(await recordOf(id)).toBeNull();
    expect((await history(id)).slice(-2)).toEqual([
      ['LINK', INTAKE],
      ['UNLINK', INTAKE],
    ]);
    // again, by the key that was used, and anew with the same reason
    expect(await unlink(id, input)).toEqual(first);
    expect(await unlink(id)).toEqual(first);
    expect(await unlink(id, { reason: 'RECORDED_TWICE' })).toMatchObject({
      userErrors: [{ code: 'WRONG_STATE', field: ['input', 'reason'] }],
    });
    expect(await marks(key)).toEqual([
      { category: 'SHELTER', agency: HOUSE, staff: INTAKE, role: 'SHELTER_STAFF', purpose: 'SHELTER' },
    ]);

    const hers = await register(shelter);
    await done(shelter, 'bedLink', { holdId: id, victimId: hers });
    const right = (await recordOf(id))!;
    expect(right).not.toBe(key);
    // what was sent before, once more, takes no other link away
    expect((await unlink(id, input)).userErrors).toEqual([]);
    expect(await recordOf(id)).toBe(right);
    expect(await marks(right)).toEqual([]);
  });

  test('is no longer on her record, and looks at the stay are no longer in her log', async () => {
    const { id, victimId, key } = await wrong();
    const given = {
      ...{
        idempotencyKey: 'she agrees to it',
        victimId,
        recipient: HOUSE,
        purposes: ['SHELTER'],
        categories: ['SHELTER'],
      },
      ...{ expiresAt: new Date(Date.now() + 24 * 3_600_000).toISOString(), provisional: false, form: 'WRITTEN' },
      ...{ language: 'kk', interpreter: 'NONE', witnessed: true, consequencesExplained: true },
    };
    expect((await ask(shelter, 'consentGrant', given, '')).userErrors).toEqual([]);
    const stays = async (): Promise<string[]> => {
      const { data } = await shelter.query(
        'query ($id: ID!) { victim(id: $id) { stays(first: 10) { edges { node { id } } } } }',
        { id: victimId },
      );
      return data.victim.stays.edges.map(({ node }: { node: { id: string } }) => node.id);
    };
    expect(await stays()).toEqual([id]);
    await unlinked(id);
    expect(await stays()).toEqual([]);
    const looks = async () =>
      (await sql('SELECT FROM own_record_log WHERE record_id = $1 AND victim_key = $2', [id, key])).length;
    const before = await looks();
    await placement(shelter, id);
    expect(await looks()).toBe(before);
  });

  test.each<[string, (id: string) => Promise<unknown>, string]>([
    ['she is expected', async () => {}, 'ACCEPTED'],
    ['she has arrived', (holdId) => done(shelter, 'bedArrive', { holdId }), 'ARRIVED'],
    [
      'she has left',
      async (holdId) => {
        await done(shelter, 'bedArrive', { holdId });
        await done(shelter, 'bedDepart', { holdId });
      },
      'DEPARTED',
    ],
    ['the place was given back', (holdId) => done(officer, 'bedRelease', { holdId }), 'RELEASED'],
    ['she did not want it', (holdId) => done(shelter, 'bedNotWanted', { holdId }), 'NOT_WANTED_BY_HER'],
  ])('is taken away when %s', async (_, goOn, state) => {
    const { id } = await expected();
    await done(shelter, 'bedLink', { holdId: id, victimId: await register(shelter) });
    await goOn(id);
    expect(await unlinked(id)).toMatchObject({ state, victim: null });
    expect(await recordOf(id)).toBeNull();
  });

  test('of an arrival that was none is taken away before it', async () => {
    const { id } = await wrong();
    const error = { holdId: id, step: 'ARRIVAL' };
    expect(codeOf(await step(shelter, 'bedStepEnteredInError', error))).toBe('WRONG_STATE');
    await unlinked(id);
    expect(await done(shelter, 'bedStepEnteredInError', error)).toMatchObject({ state: 'ACCEPTED' });
  });

  test('is taken away by the house alone, as it was seen, and only where there is one', async () => {
    const { id, version } = await wrong();
    expect(codeOf(await unlink(id, {}, elsewhere))).toBe('NOT_FOUND');
    expect(codeOf(await unlink(id, {}, officer))).toBe('FORBIDDEN');
    expect(codeOf(await unlink(id, { expectedVersion: version - 1 }))).toBe('VERSION_CONFLICT');
    expect(codeOf(await step(shelter, 'bedUnlink', { holdId: id, ...OTHER_PERSON }))).toBe('BAD_USER_INPUT');
    expect(await recordOf(id)).not.toBeNull();
    await done(shelter, 'bedDepart', { holdId: id });
    const other = await arrived();
    expect(await unlink(other.id)).toMatchObject({
      userErrors: [{ code: 'WRONG_STATE', field: ['input', 'holdId'] }],
    });
  });

  test('is the one that was seen: the right one, which a colleague has made meanwhile, stays, and her log says nothing', async () => {
    const { id, version } = await wrong();
    await unlinked(id);
    await linked(id);
    const right = (await recordOf(id))!;
    expect(codeOf(await unlink(id, { expectedVersion: version }))).toBe('VERSION_CONFLICT');
    expect(await recordOf(id)).toBe(right);
    expect(await marks(right)).toEqual([]);
  });

  test('is not acknowledged before it is kept outside the database', async () => {
    const { id, version } = await wrong();
    const keyed = { idempotencyKey: 'kept outside', expectedVersion: version };
    await withoutClosureLog(hub.closureLogDirectory, async () => {
      for (const input of [keyed, keyed, {}]) expect(codeOf(await unlink(id, input))).toBe('UNAVAILABLE');
    });
    expect(codeOf(await unlink(id))).toBe('');
  });

  test.each<[string, () => Promise<Told>, (id: string) => Promise<unknown>, boolean]>([
    ['is promised by telephone', byPhone, async () => {}, true],
    ['is expected', expected, async () => {}, true],
    ['has arrived', expected, (holdId) => done(shelter, 'bedArrive', { holdId }), true],
    [
      'has left',
      expected,
      async (holdId) => {
        await done(shelter, 'bedArrive', { holdId });
        await done(shelter, 'bedDepart', { holdId });
      },
      true,
    ],
    ['was declined', byPhone, (holdId) => done(shelter, 'bedDecline', { holdId, reason: 'NO_CAPACITY' }), false],
    ['has given it back', expected, (holdId) => done(officer, 'bedRelease', { holdId }), false],
    ['did not want it', expected, (holdId) => done(shelter, 'bedNotWanted', { holdId }), false],
  ])('tells who asked for the bed nothing when she %s, neither that there was one', async (_, made, goOn, again) => {
    const { id } = await made();
    const seen = () => placement(officer, id);
    const asked = await seen();
    await linked(id);
    expect(await seen()).toEqual(asked);
    await goOn(id);
    const before = await seen();
    const [theirs, own] = [await end(officer, EVENTS), await end(shelter, EVENTS)];
    await unlinked(id);
    expect(await seen()).toEqual(before);
    expect(await allEvents(officer, EVENTS, theirs)).toEqual([]);
    expect(await allEvents(shelter, EVENTS, own)).toMatchObject([{ type: 'stay.unlinked', object: id }]);
    if (!again) return;
    await linked(id);
    expect(await seen()).toEqual(before);
  });

  test('keeps nobody who asked for the bed from a step: by the version that was seen, of what is told', async () => {
    const { id, version } = await expected();
    await linked(id);
    const stay = await unlinked(id);
    await done(shelter, 'bedExtend', {
      holdId: id,
      until: new Date(Date.parse(stay.until) + 86_400_000).toISOString().slice(0, 10),
    });
    await done(shelter, 'bedTransfer', { holdId: id, unitId: unit('crisis-almaty-1', 2) });
    await done(shelter, 'bedHouseholdChange', { holdId: id, household: { adults: 1, children: [] } });
    expect(codeOf(await step(officer, 'bedRelease', { holdId: id, expectedVersion: version - 1 }))).toBe(
      'VERSION_CONFLICT',
    );
    const released = await done(officer, 'bedRelease', { holdId: id, expectedVersion: version });
    expect(released).toMatchObject({ state: 'RELEASED', version: version + 1 });
  });

  test('leaves what was told of the stay, whatever becomes of her record', async () => {
    const cursor = await end(officer, EVENTS);
    const { id, key } = await wrong();
    await unlinked(id);
    const { errors } = await hub.subgraphs.get('shelter-capacity')!.execute({
      document: 'mutation ($input: SubjectEraseInput!) { shelterCapacitySubjectErase(input: $input) }',
      variables: { input: { victim: key } },
      caller: { requester: null, actor: 'consent', requestId: 'test', deadline: Date.now() + 5_000 },
    });
    expect(errors).toBeUndefined();
    const told = (await allEvents(officer, EVENTS, cursor)).filter(({ object }) => object === id);
    expect(told.map(({ type }) => type)).toEqual(['bed.held', 'bed.accepted', 'stay.arrived']);
    // her walls stand for the stay while it goes on; then nothing of it leads to her
    const left = () => sql('SELECT victim_key FROM placement_unlinked WHERE placement_id = $1', [id]);
    expect(await left()).toEqual([{ victim_key: key }]);
    await done(shelter, 'bedDepart', { holdId: id });
    await hub.subgraphs.get('shelter-capacity')!.execute({
      document: 'mutation ($input: SubjectEraseInput!) { shelterCapacitySubjectErase(input: $input) }',
      variables: { input: { victim: key } },
      caller: { requester: null, actor: 'consent', requestId: 'test', deadline: Date.now() + 5_000 },
    });
    expect(await left()).toEqual([{ victim_key: null }]);
  });
});

describe('the walls of her with whom it was linked in error', () => {
  const sees = async (client: Client, id: string) => ({
    placement: (await placement(client, id)) !== null,
    step: codeOf(await step(client, 'bedNotWanted', { holdId: id })) !== 'NOT_FOUND',
  });
  const NOTHING = { placement: false, step: false };
  const told = async (client: Client, cursor: string, id: string) =>
    (await allEvents(client, EVENTS, cursor)).filter(({ object }) => object === id).length;

  test.each([
    ['that stood', false],
    ['of later', true],
  ])('%s keep out whom they name, also when another record is linked', async (_, later) => {
    const cursor = await end(officer, EVENTS);
    const { id, key } = await wrong();
    if (!later) await wall(hub, key, 'STAFF', OFFICER);
    await unlinked(id);
    if (later) await wall(hub, key, 'STAFF', OFFICER);
    expect(await sees(officer, id)).toEqual(NOTHING);
    expect(await told(officer, cursor, id)).toBe(0);
    await done(shelter, 'bedLink', { holdId: id, victimId: await register(shelter) });
    expect(await sees(officer, id)).toEqual(NOTHING);
    expect(await told(officer, cursor, id)).toBe(0);
  });

  test('keep an agency out, and a hold that names nobody needs a purpose then as before', async () => {
    const idempotencyKey = 'a hold that named nobody';
    const input = { unitId: ROOM, ...MOTHER, nights: 5, idempotencyKey };
    const { id } = await done(officer, 'bedHold', input);
    await done(shelter, 'bedAccept', { holdId: id, victimId: await register(shelter) });
    const key = (await recordOf(id))!;
    await unlinked(id);
    const { unitId, ...household } = input;
    const again = (client: Client) => step(client, 'bedHold', { unitId, ...household });
    expect(codeOf(await again(hub.as('officer-almaty')))).toBe('NOT_FOUND');
    expect(codeOf(await again(officer))).toBe('');
    await wall(hub, key, 'AGENCY', seedId('agency:police-almaty-auezov'));
    expect(await placement(officer, id)).toBeNull();
    expect(codeOf(await again(officer))).toBe('NOT_FOUND');
  });

  test('keep members of the house out, and never the house: somebody sleeps there', async () => {
    const { id, key } = await wrong();
    await unlinked(id);
    await wall(hub, key, 'AGENCY', HOUSE);
    expect((await sees(shelter, id)).placement).toBe(true);
    expect(await done(shelter, 'bedGuestRecord', { holdId: id, name: 'Сынақ' })).toMatchObject({ id });
    await wall(hub, key, 'STAFF', INTAKE);
    expect(await sees(shelter, id)).toEqual(NOTHING);
    const { data } = await shelter.query('query ($id: ID!) { bedGuest(holdId: $id) { name } }', { id });
    expect(data.bedGuest).toBeNull();
    expect((await sees(colleague(), id)).placement).toBe(true);
  });

  const NEXT = { unitId: unit('crisis-karaganda-1', 1) };
  const NEXT_HOUSE = seedId('agency:crisis-karaganda-1');
  const relinked = async (): Promise<[string, string]> => {
    const { id, key } = await wrong();
    await unlinked(id);
    await linked(id);
    return [id, key];
  };
  const named = async (goOn: (id: string) => Promise<unknown>): Promise<[string, string]> => {
    const { id } = await arrived({ victimId: await register(officer) });
    await goOn(id);
    return [id, (await sql('SELECT walls_of FROM placement WHERE id = $1', [id]))[0].walls_of];
  };
  describe.each<[string, () => Promise<[string, string]>]>([
    [
      'of her with whom it was linked in error',
      async () => {
        const { id, key } = await wrong();
        await unlinked(id);
        return [id, key];
      },
    ],
    ['of her with whom it was linked in error, and another was linked', relinked],
    [
      'of the first of two with whom it was',
      async () => {
        const [id, key] = await relinked();
        await unlinked(id);
        return [id, key];
      },
    ],
    ['of her whom the sender named', () => named(async () => {})],
    ['of her whom the sender named, and another was linked', () => named(linked)],
    [
      'of her whom the sender named, and another was linked in error',
      () =>
        named(async (id) => {
          await linked(id);
          await unlinked(id);
        }),
    ],
    [
      'of her who was linked in error, and the sender had named another',
      async () => {
        const { id, key } = await wrong({ victimId: await register(officer) });
        await unlinked(id);
        return [id, key];
      },
    ],
  ])('%s', (_, made) => {
    test('keep her out of the house that they name', async () => {
      const [id, key] = await made();
      await wall(hub, key, 'AGENCY', NEXT_HOUSE);
      expect(codeOf(await step(shelter, 'bedTransfer', { holdId: id, ...NEXT }))).toBe('NOT_AVAILABLE');
    });

    test('go on with her to another house, and to the next from there', async () => {
      const [id, key] = await made();
      const cursor = await end(elsewhere, EVENTS);
      const hold = await done(shelter, 'bedTransfer', { holdId: id, ...NEXT });
      const { version } = await done(elsewhere, 'bedAccept', { holdId: hold.id });
      // a wall that came with her is no mark of a link here
      const none = { holdId: hold.id, expectedVersion: version, ...OTHER_PERSON };
      expect(codeOf(await step(elsewhere, 'bedUnlink', none))).toBe('WRONG_STATE');
      await done(elsewhere, 'bedArrive', { holdId: hold.id });
      const back = await done(elsewhere, 'bedTransfer', { holdId: hold.id, unitId: ROOM });
      await wall(hub, key, 'STAFF', INTAKE);
      expect(await sees(shelter, back.id)).toEqual(NOTHING);
      expect(await sees(shelter, hold.id)).toEqual(NOTHING);
      await wall(hub, key, 'STAFF', seedId('staff:intake-karaganda'));
      expect(await sees(elsewhere, hold.id)).toEqual(NOTHING);
      expect(await told(elsewhere, cursor, hold.id)).toBe(0);
    });
  });

  test('of later against the house that made the mistake keep it from no hold that it has asked for', async () => {
    const { id, key } = await wrong();
    await unlinked(id);
    const hold = await done(shelter, 'bedTransfer', { holdId: id, ...NEXT });
    await wall(hub, key, 'AGENCY', HOUSE);
    expect(await done(shelter, 'bedRelease', { holdId: hold.id })).toMatchObject({ state: 'RELEASED' });
    await wall(hub, key, 'AGENCY', NEXT_HOUSE);
    expect(await placement(elsewhere, hold.id)).toBeNull();
  });

  test('of later against the house keep it out of such a hold where the sender had named her', async () => {
    const [id, key] = await named(linked);
    const hold = await done(shelter, 'bedTransfer', { holdId: id, ...NEXT });
    await wall(hub, key, 'AGENCY', HOUSE);
    expect(await placement(shelter, hold.id)).toBeNull();
    expect(await placement(elsewhere, hold.id)).toMatchObject({ state: 'HELD' });
    await done(elsewhere, 'bedDecline', { holdId: hold.id, reason: 'NO_CAPACITY' });
  });
});
