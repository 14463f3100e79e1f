import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { ask, BROADCAST, codeOf, done, placement, register, step, type Told, unit, wall } from '../test/desk.js';

let hub: TestHub;
let officer: Client;
let almaty: Client;
let karaganda: Client;
beforeAll(async () => {
  hub = await openTestHub();
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
  almaty = hub.as('intake-almaty', 'SHELTER');
  karaganda = hub.as('intake-karaganda', 'SHELTER');
});
afterAll(() => hub?.close());

const sql = (text: string, values: unknown[] = []) => hub.db('shelter-capacity').query(text, values);
const MOTHER = { adults: 1, children: [{ age: 4, sex: 'FEMALE' }] };
const ROOM_ALMATY = unit('crisis-almaty-1', 1);
const ROOM_KARAGANDA = unit('crisis-karaganda-1', 1);

const request = (input: object = {}, client = officer) =>
  ask(
    client,
    'bedRequestBroadcast',
    { ...MOTHER, regionCodes: ['KZ-75', 'KZ-35'], ...input },
    `broadcast { ${BROADCAST} }`,
  );
const requested = async (input: object = {}): Promise<string> => (await request(input)).broadcast.id;
const offer = (client: Client, broadcastId: string, unitId: string) =>
  step(client, 'bedOffer', { broadcastId, unitId });

async function seen(id: string, client = officer): Promise<Told | undefined> {
  const { data, errors } = await client.query(`{ bedBroadcasts(first: 100) { edges { node { ${BROADCAST} } } } }`);
  expect(errors).toBeUndefined();
  return data.bedBroadcasts.edges.map((e: { node: Told }) => e.node).find((node: Told) => node.id === id);
}

async function inbox(client: Client): Promise<Told[]> {
  const { data, errors } = await client.query(`{ bedBroadcastInbox(first: 100) { edges { node {
    id shelterIds household { adults adultMen children { age sex } wheelchair pets adultAges languages } from nights deadlineAt ownOffers } } } }`);
  expect(errors).toBeUndefined();
  return data.bedBroadcastInbox.edges.map((edge: { node: Told }) => edge.node);
}

const liveBeds = async (ids: string[]) =>
  (
    await sql(
      'SELECT placement_id AS id FROM placement_bed WHERE live AND placement_id = ANY($1::uuid[]) GROUP BY 1 ORDER BY 1',
      [ids],
    )
  ).map(({ id }: { id: string }) => id);

describe('a request to many shelters', () => {
  test('goes to those that take such a household, without who asks; offers come back; taking one releases the others at once', async () => {
    const { broadcast, userErrors } = await request();
    expect(userErrors).toEqual([]);
    expect(broadcast).toMatchObject({ state: 'OPEN', offers: [], from: null, nights: 7 });
    const minutes = (Date.parse(broadcast.deadlineAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(29);
    expect(minutes).toBeLessThan(31);

    const received = (await inbox(almaty)).find(({ id }) => id === broadcast.id)!;
    expect(received).toMatchObject({
      shelterIds: [seedId('shelter:crisis-almaty-1')],
      household: { adults: 1, adultMen: 0, children: [{ age: 4, sex: 'FEMALE' }], wheelchair: false, pets: false },
      ownOffers: [],
    });
    expect(JSON.stringify(received)).not.toContain(seedId('agency:police-almaty'));
    // closed, and without a unit for children: not asked
    const asked = await sql('SELECT shelter_id AS id FROM bed_broadcast_shelter WHERE broadcast_id = $1', [
      broadcast.id,
    ]);
    expect(asked).not.toContainEqual({ id: seedId('shelter:crisis-almaty-4') });

    const first = (await offer(almaty, broadcast.id, ROOM_ALMATY)).placement;
    const second = (await offer(karaganda, broadcast.id, ROOM_KARAGANDA)).placement;
    expect(first).toMatchObject({ state: 'OFFERED', unitKind: 'FAMILY_ROOM', adults: 1, childrenCount: 1 });
    // real: the room is not free for anybody else
    expect(codeOf(await step(officer, 'bedHold', { unitId: ROOM_ALMATY, ...MOTHER }))).toBe('NOT_AVAILABLE');
    // each shelter sees its own offers and no others
    expect((await inbox(almaty)).find(({ id }) => id === broadcast.id)?.ownOffers).toEqual([first.id]);
    expect((await inbox(karaganda)).find(({ id }) => id === broadcast.id)?.ownOffers).toEqual([second.id]);
    expect(await placement(karaganda, first.id)).toBeNull();

    const { offers } = (await seen(broadcast.id))!;
    expect(offers.map((each: Told) => [each.holdId, each.shelterName, each.regionCode])).toEqual([
      [first.id, 'White Birch', 'KZ-75'],
      [second.id, 'Wide Steppe', 'KZ-35'],
    ]);
    expect(await liveBeds([first.id, second.id])).toHaveLength(2);

    // an offer is no hold to be screened
    expect(codeOf(await step(almaty, 'bedAccept', { holdId: first.id }))).toBe('WRONG_STATE');
    const taken = await done(officer, 'bedOfferTake', { holdId: second.id });
    expect(taken).toMatchObject({ state: 'ACCEPTED', shelterName: 'Wide Steppe' });
    expect(await liveBeds([first.id, second.id])).toEqual([second.id]);
    expect(await placement(almaty, first.id)).toMatchObject({ state: 'RELEASED' });
    expect(await seen(broadcast.id)).toMatchObject({ state: 'TAKEN', offers: [] });
    expect((await inbox(almaty)).map(({ id }) => id)).not.toContain(broadcast.id);
    expect(codeOf(await step(officer, 'bedOfferTake', { holdId: first.id }))).toBe('WRONG_STATE');
    expect(codeOf(await offer(almaty, broadcast.id, ROOM_ALMATY))).toBe('WRONG_STATE');
    await done(officer, 'bedRelease', { holdId: second.id });
  });

  test('what decides whether a house can take them in is said to the house, or not, as who asks has said it', async () => {
    const told = async (change: object) => {
      const id = await requested(change);
      const { household } = (await inbox(almaty)).find((each) => each.id === id)!;
      await ask(officer, 'bedBroadcastCancel', { broadcastId: id }, 'broadcast { id }');
      return household;
    };
    expect(await told({ adultAges: ['FROM_16'], languages: ['ug', 'ru'] })).toMatchObject({
      ...{ adultAges: ['FROM_16'], languages: ['ug', 'ru'] },
    });
    expect(await told({})).toMatchObject({ adultAges: null, languages: null });
  });

  test('of two who take at once one gets it, of two who take two offers too', async () => {
    const id = await requested();
    const [one, other] = [
      (await offer(almaty, id, ROOM_ALMATY)).placement.id,
      (await offer(karaganda, id, ROOM_KARAGANDA)).placement.id,
    ];
    const answers = await Promise.all(
      [one, one, other, other].map((holdId) => step(officer, 'bedOfferTake', { holdId })),
    );
    expect(answers.map(codeOf).sort()).toEqual(['', 'WRONG_STATE', 'WRONG_STATE', 'WRONG_STATE']);
    expect(answers.find((answer) => codeOf(answer))?.userErrors[0]?.field).toEqual(['input', 'holdId']);
    const [taken, ...more] = await liveBeds([one, other]);
    expect(more).toEqual([]);
    await done(officer, 'bedRelease', { holdId: taken });
  });

  test('an offer after the deadline is refused; one that runs can still be taken, one that has lapsed cannot', async () => {
    const id = await requested();
    const running = (await offer(almaty, id, ROOM_ALMATY)).placement.id;
    const lapsed = (await offer(karaganda, id, ROOM_KARAGANDA)).placement.id;
    await sql(
      `WITH b AS (UPDATE bed_broadcast SET deadline_at = clock_timestamp() WHERE id = $1)
       UPDATE bed_broadcast_shelter SET deadline_at = clock_timestamp() WHERE broadcast_id = $1`,
      [id],
    );
    await sql('UPDATE placement SET held_until = clock_timestamp() WHERE id = $1', [lapsed]);
    expect(codeOf(await offer(almaty, id, unit('crisis-almaty-1', 2)))).toBe('EXPIRED');
    expect((await inbox(almaty)).map((each) => each.id)).not.toContain(id);
    expect(await seen(id)).toMatchObject({ state: 'CLOSED', offers: [{ holdId: running }] });
    expect(codeOf(await step(officer, 'bedOfferTake', { holdId: lapsed }))).toBe('EXPIRED');
    await done(officer, 'bedOfferTake', { holdId: running });
    await done(officer, 'bedRelease', { holdId: running });
  });

  test('called off by who asked: what was offered is free in the same moment', async () => {
    const id = await requested();
    const held = (await offer(almaty, id, ROOM_ALMATY)).placement.id;
    const cancel = (client: Client) => ask(client, 'bedBroadcastCancel', { broadcastId: id }, 'broadcast { state }');
    expect(codeOf(await cancel(hub.as('officer-bostandyk')))).toBe('NOT_FOUND');
    expect(await cancel(officer)).toMatchObject({ broadcast: { state: 'CANCELLED' }, userErrors: [] });
    expect(await liveBeds([held])).toEqual([]);
    expect(codeOf(await cancel(officer))).toBe('WRONG_STATE');
    expect(codeOf(await offer(almaty, id, ROOM_ALMATY))).toBe('WRONG_STATE');
  });

  test('declined, it leaves the inbox of that shelter; who asked learns neither which one, nor that he lives near', async () => {
    const id = await requested();
    const decline = (client: Client, shelter: string, reason: string) =>
      ask(
        client,
        'bedBroadcastDecline',
        { broadcastId: id, shelterId: seedId(`shelter:${shelter}`), reason },
        'broadcastId',
      );
    const declines = async () =>
      (await officer.query('{ bedBroadcasts(first: 1) { edges { node { id declines } } } }')).data.bedBroadcasts
        .edges[0].node;
    expect(await declines()).toEqual({ id, declines: [] });
    expect(await decline(almaty, 'crisis-almaty-1', 'UNSAFE_LOCATION')).toMatchObject({
      broadcastId: id,
      userErrors: [],
    });
    expect((await inbox(almaty)).map((each) => each.id)).not.toContain(id);
    expect((await inbox(karaganda)).map((each) => each.id)).toContain(id);
    expect(await declines()).toEqual({ id, declines: ['DOES_NOT_FIT'] });
    // the first answer stands
    expect(codeOf(await decline(almaty, 'crisis-almaty-1', 'NO_CAPACITY'))).toBe('');
    expect(await declines()).toEqual({ id, declines: ['DOES_NOT_FIT'] });
    expect(codeOf(await decline(almaty, 'crisis-karaganda-1', 'NO_CAPACITY'))).toBe('NOT_FOUND');
    // what is offered is withdrawn, not declined
    const { id: offered } = (await offer(karaganda, id, ROOM_KARAGANDA)).placement;
    expect(codeOf(await decline(karaganda, 'crisis-karaganda-1', 'NO_CAPACITY'))).toBe('WRONG_STATE');
    await done(karaganda, 'bedDecline', { holdId: offered, reason: 'NO_CAPACITY' });
    expect(codeOf(await decline(karaganda, 'crisis-karaganda-1', 'NO_CAPACITY'))).toBe('');
    expect(await declines()).toEqual({ id, declines: ['DOES_NOT_FIT', 'NO_CAPACITY'] });
    // and a bed that was found after all is offered
    expect(codeOf(await offer(almaty, id, ROOM_ALMATY))).toBe('');
    await ask(officer, 'bedBroadcastCancel', { broadcastId: id }, 'broadcast { id }');
    expect(codeOf(await decline(almaty, 'crisis-almaty-1', 'NO_CAPACITY'))).toBe('WRONG_STATE');
    await sql('UPDATE bed_broadcast SET cancelled_at = NULL, deadline_at = clock_timestamp() WHERE id = $1', [id]);
    expect(codeOf(await decline(almaty, 'crisis-almaty-1', 'NO_CAPACITY'))).toBe('EXPIRED');
  });

  test('what runs can be asked for alone: open, or past its deadline with an offer that stands; and the rest, however much there is of it', async () => {
    const open = await requested();
    const offered = await requested();
    const held = (await offer(almaty, offered, ROOM_ALMATY)).placement.id;
    const over = await requested();
    const past = "UPDATE bed_broadcast SET deadline_at = clock_timestamp() - interval '1 second' WHERE id = ANY($1)";
    await sql(past, [[offered, over]]);
    const idsOf = async (running: boolean, client = officer) => {
      const query = `{ bedBroadcasts(first: 100, running: ${running}) { edges { node { id } } } }`;
      return (await client.query(query)).data.bedBroadcasts.edges.map((e: { node: Told }) => e.node.id);
    };
    expect(await idsOf(true)).toEqual([offered, open]);
    expect(await idsOf(false)).toContain(over);
    expect(await idsOf(false)).not.toContain(offered);
    expect(await idsOf(true, hub.as('officer-bostandyk'))).toEqual([]);
    await done(almaty, 'bedDecline', { holdId: held, reason: 'NO_CAPACITY' });
    expect(await idsOf(true)).toEqual([open]);
    await ask(officer, 'bedBroadcastCancel', { broadcastId: open }, 'broadcast { id }');
    expect(await idsOf(true)).toEqual([]);
    expect(await idsOf(false)).toEqual(expect.arrayContaining([open, offered, over]));
  });

  test('an offer that the shelter withdraws is free again, and who asked sees it no more', async () => {
    const id = await requested();
    const held = (await offer(almaty, id, ROOM_ALMATY)).placement.id;
    await done(almaty, 'bedDecline', { holdId: held, reason: 'CONFLICT_WITH_RESIDENT' });
    expect(await seen(id)).toMatchObject({ state: 'OPEN', offers: [] });
    expect(await placement(officer, held)).toMatchObject({ state: 'DECLINED', declineAnswer: 'DOES_NOT_FIT' });
    await ask(officer, 'bedBroadcastCancel', { broadcastId: id }, '');
  });

  test('a unit that says yes only after an assessment is held when its offer is taken, and screened', async () => {
    const id = await requested({ ...MOTHER, nights: 3 });
    const held = (await offer(almaty, id, unit('crisis-almaty-1', 6))).placement;
    expect(held).toMatchObject({ state: 'OFFERED', unitKind: 'QUARANTINE' });
    const taken = await done(officer, 'bedOfferTake', { holdId: held.id });
    expect(taken).toMatchObject({ state: 'HELD', intakePhone: null });
    expect(Date.parse(taken.heldUntil) - Date.now()).toBeGreaterThan(85 * 60_000);
    expect(await done(almaty, 'bedAccept', { holdId: held.id })).toMatchObject({ state: 'ACCEPTED' });
    await done(officer, 'bedRelease', { holdId: held.id });
  });

  test('is seen by the unit that asked only', async () => {
    const id = await requested();
    expect(await seen(id)).toBeDefined();
    for (const account of ['officer-almaty-2', 'officer-bostandyk', 'operator-150', 'intake-almaty'])
      expect(await seen(id, hub.as(account))).toBeUndefined();
    const { errors } = await officer.query('{ bedBroadcastInbox(first: 5) { edges { cursor } } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await ask(officer, 'bedBroadcastCancel', { broadcastId: id }, '');
  });

  test.each<[string, object, string, string[]]>([
    ['a region where no shelter is', { regionCodes: ['KZ-75', 'KZ-99'] }, 'INVALID', ['input', 'regionCodes', '1']],
    ['no region code', { regionCodes: ['Almaty'] }, 'INVALID', ['input', 'regionCodes']],
    ['no region', { regionCodes: [] }, 'INVALID', ['input', 'regionCodes']],
    ['a negative number of adults', { adults: -1 }, 'INVALID', ['input', 'adults']],
    ['an absurd number of adults', { adults: 1000 }, 'INVALID', ['input', 'adults']],
    ['more men than adults', { adultMen: 2 }, 'INVALID', ['input', 'adultMen']],
    ['a child of 40', { children: [{ age: 40, sex: 'MALE' }] }, 'INVALID', ['input', 'children', '0', 'age']],
    ['no nights', { nights: 0 }, 'INVALID', ['input', 'nights']],
    ['a night in the past', { from: '2020-01-01' }, 'INVALID', ['input', 'from']],
    ['a night in years', { from: '2099-01-01' }, 'INVALID', ['input', 'from']],
    ['a household that nobody takes', { adults: 10, adultMen: 9 }, 'NOT_AVAILABLE', ['input', 'regionCodes']],
  ])('%s: refused, naming the field, and nothing is sent', async (_case, input, code, field) => {
    const before = await sql('SELECT count(*)::int AS n FROM bed_broadcast');
    expect(await request(input)).toMatchObject({ broadcast: null, userErrors: [{ code, field }] });
    expect(await sql('SELECT count(*)::int AS n FROM bed_broadcast')).toEqual(before);
  });

  test('the same key twice at once is one request', async () => {
    const again = { idempotencyKey: 'broadcast-twice' };
    const [a, b] = await Promise.all([request(again), request(again)]);
    expect(a.broadcast.id).toBe(b.broadcast.id);
    await ask(officer, 'bedBroadcastCancel', { broadcastId: a.broadcast.id }, '');
  });
});

describe('walls reach what names nobody', () => {
  const wallsOf = async (table: string, column: string, id: string): Promise<string> =>
    (await sql(`SELECT ${column} AS key FROM ${table} WHERE id = $1`, [id]))[0].key;

  test('a shelter of a walled agency is not asked and its beds are not held; it is told as beds that are not free', async () => {
    const victimId = await register(officer);
    const first = await requested({ victimId });
    const her = await wallsOf('bed_broadcast', 'victim_key', first);
    await wall(hub, her, 'AGENCY', seedId('agency:crisis-almaty-1'));
    // one that was sent before the wall stood is gone from its inbox, and takes no offer of it
    expect((await inbox(almaty)).map(({ id }) => id)).not.toContain(first);
    expect((await inbox(karaganda)).map(({ id }) => id)).toContain(first);
    expect(codeOf(await offer(almaty, first, ROOM_ALMATY))).toBe('NOT_FOUND');
    const second = await requested({ victimId });
    const asked = await sql('SELECT agency FROM bed_broadcast_shelter WHERE broadcast_id = $1', [second]);
    expect(asked).not.toContainEqual({ agency: seedId('agency:crisis-almaty-1') });
    const walled = await step(officer, 'bedHold', { unitId: ROOM_ALMATY, ...MOTHER, victimId });
    await done(officer, 'bedHold', { unitId: unit('crisis-almaty-1', 2), ...MOTHER });
    const full = await step(officer, 'bedHold', { unitId: unit('crisis-almaty-1', 2), ...MOTHER });
    expect(walled).toEqual(full);
    expect(codeOf(full)).toBe('NOT_AVAILABLE');
    expect((await request({ victimId, regionCodes: ['KZ-75'] })).userErrors).toEqual([]);
    for (const broadcastId of [first, second]) await ask(officer, 'bedBroadcastCancel', { broadcastId }, '');
  });

  test('a walled member of the shelter finds the hold nowhere; the shelter is not told for whom it is', async () => {
    const victimId = await register(officer);
    const held = await done(officer, 'bedHold', {
      unitId: unit('crisis-almaty-1', 4),
      adults: 1,
      children: [],
      victimId,
    });
    const seenByShelter = await placement(almaty, held.id);
    expect(seenByShelter).toMatchObject({ state: 'HELD', victim: null });
    const logged = await sql('SELECT victim_key FROM own_record_log WHERE record_id = $1', [held.id]);
    expect(logged.every(({ victim_key }: { victim_key: string | null }) => victim_key === null)).toBe(true);
    await wall(hub, await wallsOf('placement', 'walls_of', held.id), 'STAFF', seedId('staff:intake-almaty'));
    expect(await placement(almaty, held.id)).toBeNull();
    const { data } = await almaty.query('{ bedRequests(first: 100) { edges { node { id } } } }');
    expect(data.bedRequests.edges).not.toContainEqual({ node: { id: held.id } });
    expect(codeOf(await step(almaty, 'bedAccept', { holdId: held.id }))).toBe('NOT_FOUND');
    await done(officer, 'bedRelease', { holdId: held.id });
  });

  test('her id needs a purpose, and one of somebody else is not found', async () => {
    const victimId = await register(officer);
    const input = { unitId: unit('crisis-almaty-1', 4), adults: 1, children: [] };
    expect(codeOf(await step(hub.as('officer-almaty'), 'bedHold', { ...input, victimId }))).toBe('PURPOSE_REQUIRED');
    expect(codeOf(await step(hub.as('officer-almaty', 'EMERGENCY'), 'bedHold', { ...input, victimId }))).toBe(
      'FORBIDDEN',
    );
    expect(await step(hub.as('operator-150', 'SUPPORT'), 'bedHold', { ...input, victimId })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'victimId'] }],
    });
  });
});
