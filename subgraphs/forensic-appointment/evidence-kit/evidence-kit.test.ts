import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic } from '../test/clinics.js';
import { freeSlot, hold, idFor, keyOf, openForensic, register } from '../test/desk.js';

const POLICE = seedId('agency:police-almaty-auezov');
const EXAMINER = seedId('staff:examiner-almaty');
const SCHEDULER = seedId('staff:scheduler-almaty');
const OFFICER = seedId('staff:officer-almaty');
const DUTY_OFFICER = seedId('staff:duty-officer-almaty');

const KIT = `id number state selfReferred convertedAt keepUntil holder awaitedBy version
  steps { step byAgency byStaff withAgency withStaff seal } refusals { step reason byStaff }`;
const ERRORS = 'userErrors { code field message }';

let hub: TestHub;
let examiner: Client;
let scheduler: Client;
let officer: Client;
beforeAll(async () => {
  hub = await openTestHub();
  examiner = hub.as('examiner-almaty', 'FORENSIC_EXAM');
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
});
afterAll(() => hub.close());

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
type Kit = any;
type UserErrors = { code: string; field: string[] }[];

async function opened(input: object = {}): Promise<{ kit: Kit; pin: string }> {
  const { data } = await examiner.query(
    `mutation ($input: EvidenceKitOpenInput!) { evidenceKitOpen(input: $input) { evidenceKit { ${KIT} } pin ${ERRORS} } }`,
    { input: { idempotencyKey: randomUUID(), selfReferred: false, ...input } },
  );
  expect(data.evidenceKitOpen.userErrors).toEqual([]);
  return { kit: data.evidenceKitOpen.evidenceKit, pin: data.evidenceKitOpen.pin };
}

async function step(
  client: Client,
  kitId: string,
  action: string,
  more: object = {},
): Promise<{ evidenceKit: Kit; userErrors: UserErrors }> {
  const answer = await client.query(
    `mutation ($input: EvidenceKitStepInput!) { evidenceKitStep(input: $input) { evidenceKit { ${KIT} } ${ERRORS} } }`,
    { input: { idempotencyKey: randomUUID(), kitId, action, seal: 'S-1', ...more } },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.evidenceKitStep;
}

async function done(...args: Parameters<typeof step>): Promise<Kit> {
  const { evidenceKit, userErrors } = await step(...args);
  expect(userErrors).toEqual([]);
  return evidenceKit;
}

const convert = async (kitId: string, pin: string, idempotencyKey = randomUUID()) =>
  (
    await examiner.query(
      `mutation ($input: EvidenceKitConvertInput!) { evidenceKitConvert(input: $input) { evidenceKit { ${KIT} } ${ERRORS} } }`,
      { input: { idempotencyKey, kitId, pin } },
    )
  ).data.evidenceKitConvert as { evidenceKit: Kit; userErrors: UserErrors };

const kitOf = async (client: Client, id: string): Promise<Kit> =>
  (await client.query(`query ($id: ID!) { evidenceKit(id: $id) { ${KIT} } }`, { id })).data.evidenceKit;

const listed = async (client: Client): Promise<string[]> =>
  (await client.query('{ evidenceKits(first: 100) { edges { node { id } } } }')).data.evidenceKits.edges.map(
    ({ node }: { node: { id: string } }) => node.id,
  );

/** As the page at the gateway asks. */
async function follow(number: string, pin: string, language = 'en', source = 'here') {
  const answer = await hub.transport.call('forensic-appointment', {
    document:
      'mutation ($input: EvidenceKitFollowInput!) { evidenceKitFollow(input: $input) { told since keepUntil } }',
    variables: { input: { number, pin, language, source } },
    caller: { requester: null, actor: 'gateway', requestId: randomUUID(), deadline: Date.now() + 10_000 },
  });
  expect(answer.errors).toBeUndefined();
  return (answer.data as { evidenceKitFollow: { told: string; keepUntil: string } | null }).evidenceKitFollow;
}

const other = (pin: string) => (pin === '00000000' ? '00000001' : '00000000');

describe('a kit', () => {
  test('goes from hand to hand, two persons and a time for each step', async () => {
    const { kit } = await opened();
    const { id } = kit;
    await done(examiner, id, 'SEAL', { withStaff: SCHEDULER });
    await done(scheduler, id, 'STORE', { withStaff: EXAMINER });
    const given = await done(scheduler, id, 'HAND_OVER', { withAgency: POLICE, withStaff: OFFICER });
    expect(given).toMatchObject({ state: 'HANDED_OVER', awaitedBy: POLICE });
    const received = await done(officer, id, 'RECEIVE');
    expect(received).toMatchObject({ state: 'RECEIVED', holder: POLICE, awaitedBy: null, refusals: [] });
    await done(officer, id, 'ANALYSE', { withStaff: DUTY_OFFICER, seal: 'S-2' });
    const clinic = seedId('agency:clinic-almaty');
    await done(officer, id, 'RETURN', { withAgency: clinic, withStaff: EXAMINER, seal: 'S-2' });
    const back = await done(examiner, id, 'RECEIVE', { seal: 'S-2' });
    expect(back.steps.map((s: Kit) => [s.step, s.byStaff, s.withAgency, s.withStaff, s.seal])).toEqual([
      ['OPEN', EXAMINER, null, null, null],
      ['SEAL', EXAMINER, clinic, SCHEDULER, 'S-1'],
      ['STORE', SCHEDULER, clinic, EXAMINER, 'S-1'],
      ['HAND_OVER', SCHEDULER, POLICE, OFFICER, 'S-1'],
      ['RECEIVE', OFFICER, clinic, SCHEDULER, 'S-1'],
      ['ANALYSE', OFFICER, POLICE, DUTY_OFFICER, 'S-2'],
      ['RETURN', OFFICER, clinic, EXAMINER, 'S-2'],
      ['RECEIVE', EXAMINER, POLICE, OFFICER, 'S-2'],
    ]);
  });

  test('is there for those who have or had it, and for nobody else', async () => {
    const { kit } = await opened();
    expect(await kitOf(officer, kit.id)).toBeNull();
    expect(await listed(officer)).not.toContain(kit.id);
    expect((await step(officer, kit.id, 'RECEIVE')).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['input', 'kitId'] },
    ]);
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    await done(examiner, kit.id, 'HAND_OVER', { withAgency: POLICE, withStaff: OFFICER });
    expect(await listed(officer)).toContain(kit.id);
    expect((await kitOf(officer, kit.id)).state).toBe('HANDED_OVER');
    expect(await kitOf(hub.as('officer-bostandyk', 'POLICE_RESPONSE'), kit.id)).toBeNull();
  });

  test('shows a step out of order, by who has not got it or under another seal, and refuses it', async () => {
    const { kit } = await opened();
    const refused = async (...args: Parameters<typeof step>) => (await step(...args)).userErrors;
    expect(await refused(examiner, kit.id, 'STORE', { withStaff: SCHEDULER })).toMatchObject([
      { code: 'WRONG_STATE', field: ['input', 'action'] },
    ]);
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    await done(examiner, kit.id, 'HAND_OVER', { withAgency: POLICE, withStaff: OFFICER });
    expect(await refused(examiner, kit.id, 'RECEIVE')).toMatchObject([{ code: 'INVALID' }]);
    expect(await refused(scheduler, kit.id, 'RECEIVE')).toMatchObject([{ code: 'WRONG_STATE' }]);
    const key = randomUUID();
    const torn = { seal: 'S-9', idempotencyKey: key };
    expect(await refused(officer, kit.id, 'RECEIVE', torn)).toMatchObject([
      { code: 'WRONG_STATE', field: ['input', 'seal'] },
    ]);
    // the same key has one effect, and the same answer
    expect(await refused(officer, kit.id, 'RECEIVE', torn)).toMatchObject([{ field: ['input', 'seal'] }]);
    const { refusals, state } = await kitOf(officer, kit.id);
    expect(state).toBe('HANDED_OVER');
    expect(refusals).toEqual([
      { step: 'STORE', reason: 'OUT_OF_ORDER', byStaff: EXAMINER },
      { step: 'RECEIVE', reason: 'NOT_THE_HOLDER', byStaff: SCHEDULER },
      { step: 'RECEIVE', reason: 'SEAL_DIFFERS', byStaff: OFFICER },
    ]);
  });

  test.each([
    [{ withStaff: null }, 'INVALID', ['input', 'withStaff']],
    [{ withStaff: EXAMINER }, 'INVALID', ['input', 'withStaff']],
    [{ withStaff: EXAMINER.toUpperCase() }, 'INVALID', ['input', 'withStaff']],
    [{ withStaff: randomUUID() }, 'INVALID', ['input', 'withStaff']],
    [{ withStaff: OFFICER }, 'INVALID', ['input', 'withStaff']],
    [{ withStaff: OFFICER, withAgency: POLICE }, 'INVALID', ['input', 'withStaff']],
    [{ withStaff: SCHEDULER, withAgency: randomUUID() }, 'INVALID', ['input', 'withAgency']],
    [{ withStaff: SCHEDULER, seal: 'no seal!' }, 'INVALID', ['input', 'seal']],
    [{ withStaff: SCHEDULER, expectedVersion: 7 }, 'VERSION_CONFLICT', ['input', 'expectedVersion']],
  ])('is not sealed with %j', async (more, code, field) => {
    const { kit } = await opened();
    const { userErrors } = await step(examiner, kit.id, 'SEAL', more);
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(await kitOf(examiner, kit.id)).toMatchObject({ state: 'OPENED', version: 1, refusals: [] });
  });

  test.each([
    ['nobody', () => randomUUID()],
    ['somebody of another agency', () => SCHEDULER],
    ['somebody who has left', () => seedId('staff:officer-almaty-2')],
  ])('is given to %s by nobody', async (_, withStaff) => {
    await hub
      .db('directory')
      .query('UPDATE staff_member SET active = false, deactivated_at = now() WHERE id = $1', [
        seedId('staff:officer-almaty-2'),
      ]);
    const { kit } = await opened();
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    const { userErrors } = await step(examiner, kit.id, 'HAND_OVER', { withAgency: POLICE, withStaff: withStaff() });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'withStaff'] }]);
    expect(await kitOf(examiner, kit.id)).toMatchObject({ state: 'SEALED', awaitedBy: null, refusals: [] });
  });

  test('is taken by one of two who take it at once', async () => {
    const { kit } = await opened();
    const both = await Promise.all([
      step(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER, seal: 'S-A' }),
      step(scheduler, kit.id, 'SEAL', { withStaff: EXAMINER, seal: 'S-B' }),
    ]);
    expect(both.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect((await kitOf(examiner, kit.id)).steps).toHaveLength(2);
  });

  test('is opened once, and shows its PIN once', async () => {
    const input = { idempotencyKey: randomUUID() };
    const first = await opened(input);
    const again = await opened(input);
    expect(again.kit.id).toBe(first.kit.id);
    expect(first.pin).toMatch(/^\d{8}$/);
    expect(again.pin).toBeNull();
    const [{ text }] = await hub
      .db('forensic-appointment')
      .query('SELECT k::text AS text FROM evidence_kit k WHERE id = $1', [first.kit.id]);
    expect(text).not.toContain(first.pin);
  });

  test('of hers is on her record, and behind a wall it is not there', async () => {
    const victimId = await register(scheduler);
    const { kit } = await opened({ victimId });
    await openForensic(
      hub.as('advocate-almaty', 'SUPPORT'),
      idFor(keyOf(victimId, 'clinic-almaty'), 'crisis-almaty-1'),
      'clinic-almaty',
      'FORENSIC_EXAM',
    );
    const { data } = await examiner.query(
      'query ($id: ID!) { victim(id: $id) { evidenceKits(first: 5) { edges { node { id number } } } } }',
      { id: victimId },
    );
    expect(data.victim.evidenceKits.edges).toEqual([{ node: { id: kit.id, number: kit.number } }]);
    await hub
      .db('forensic-appointment')
      .query(
        "INSERT INTO conflict_wall (id, victim_key, subject_kind, subject) VALUES (gen_random_uuid(), $1, 'STAFF', $2)",
        [keyOf(victimId, 'clinic-almaty'), EXAMINER],
      );
    expect(await kitOf(examiner, kit.id)).toBeNull();
    expect(await listed(examiner)).not.toContain(kit.id);
    expect(await listed(scheduler)).toContain(kit.id);
    expect((await step(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER })).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });
});

describe('whom a wall keeps out', () => {
  const OPEN = `mutation ($input: EvidenceKitOpenInput!) { evidenceKitOpen(input: $input) { evidenceKit { id } pin ${ERRORS} } }`;
  const wall = (victimId: string) =>
    hub
      .db('forensic-appointment')
      .query(
        "INSERT INTO conflict_wall (id, victim_key, subject_kind, subject) VALUES (gen_random_uuid(), $1, 'STAFF', $2)",
        [keyOf(victimId, 'clinic-almaty'), EXAMINER],
      );
  const kits = async () =>
    (await hub.db('forensic-appointment').query('SELECT count(*)::int AS n FROM evidence_kit'))[0].n as number;

  test('opens no kit by the id of her appointment, and learns what is learnt of an unknown one', async () => {
    const victimId = await register(scheduler);
    const clinic = await addClinic(hub.db('forensic-appointment'), { agency: seedId('agency:clinic-almaty') });
    const { id: slotId } = await freeSlot(scheduler, clinic.id);
    const { appointment } = await hold(scheduler, { slotId, priority: 'URGENT', victimId });
    await wall(victimId);
    const before = await kits();
    const open = async (appointmentId: string, client = examiner) =>
      (await client.query(OPEN, { input: { idempotencyKey: randomUUID(), selfReferred: false, appointmentId } })).data
        .evidenceKitOpen;
    const walled = await open(appointment.id);
    expect(walled.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'appointmentId'] }]);
    expect(walled).toEqual(await open(randomUUID()));
    expect(await kits()).toBe(before);
    expect((await open(appointment.id, scheduler)).userErrors).toEqual([]);
  });

  test('is not told of a kit by sending its opening once more', async () => {
    const victimId = await register(scheduler);
    const input = { idempotencyKey: randomUUID(), selfReferred: false, victimId };
    expect((await examiner.query(OPEN, { input })).data.evidenceKitOpen.userErrors).toEqual([]);
    await wall(victimId);
    expect((await examiner.query(OPEN, { input })).data.evidenceKitOpen).toMatchObject({
      evidenceKit: null,
      pin: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });
});

describe('without the police', () => {
  test('a kit stays with the clinic until she makes it part of a report, by her PIN', async () => {
    const { kit, pin } = await opened({ selfReferred: true });
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    const toPolice = { withAgency: POLICE, withStaff: OFFICER };
    expect((await step(examiner, kit.id, 'HAND_OVER', toPolice)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await kitOf(officer, kit.id)).toBeNull();
    // within the clinic it goes from hand to hand
    await done(examiner, kit.id, 'HAND_OVER', { withStaff: SCHEDULER });
    await done(scheduler, kit.id, 'RECEIVE');
    expect((await convert(kit.id, other(pin))).userErrors).toMatchObject([
      { code: 'NOT_PERMITTED', field: ['input', 'pin'] },
    ]);
    const { evidenceKit } = await convert(kit.id, pin);
    expect(evidenceKit.convertedAt).not.toBeNull();
    expect((await convert(kit.id, pin)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await done(scheduler, kit.id, 'HAND_OVER', toPolice)).toMatchObject({ awaitedBy: POLICE });
  });

  test('a kit is kept for its period, unless she herself asks', async () => {
    const { kit, pin } = await opened({ selfReferred: true });
    const in25Months = new Date();
    in25Months.setMonth(in25Months.getMonth() + 25);
    expect(new Date(kit.keepUntil).getTime()).toBeGreaterThan(in25Months.getTime());
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    const destroy = (more: object = {}) => step(examiner, kit.id, 'DESTROY', { withStaff: SCHEDULER, ...more });
    expect((await destroy()).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect((await destroy({ pin: other(pin) })).userErrors).toMatchObject([{ field: ['input', 'pin'] }]);
    expect((await destroy({ pin })).evidenceKit.state).toBe('DESTROYED');
    const later = await opened();
    await done(examiner, later.kit.id, 'SEAL', { withStaff: SCHEDULER });
    await hub
      .db('forensic-appointment')
      .query('UPDATE evidence_kit SET keep_until = current_date WHERE id = $1', [later.kit.id]);
    expect((await done(examiner, later.kit.id, 'DESTROY', { withStaff: SCHEDULER })).state).toBe('DESTROYED');
  });
});

describe('she who follows her kit', () => {
  test('is told where it stands in her language, without a place or a name', async () => {
    const { kit, pin } = await opened();
    expect(await follow(kit.number, pin)).toMatchObject({ told: 'Being prepared.', keepUntil: kit.keepUntil });
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    expect((await follow(kit.number, pin, 'kk'))?.told).toBe('Мөрленген.');
    expect((await follow(kit.number, pin, 'ru'))?.told).toBe('Запечатан.');
  });

  test('reads her number and PIN as they are written: in groups, with hyphens', async () => {
    const { kit, pin } = await opened();
    const number = `${kit.number.slice(0, 4)} ${kit.number.slice(4, 7)}-${kit.number.slice(7)}`;
    expect(await follow(number, ` ${pin.slice(0, 4)}-${pin.slice(4)} `)).not.toBeNull();
  });

  test('five wrong PINs within an hour lock their own source out, and not her', async () => {
    const { kit, pin } = await opened();
    expect(await follow('0000000000', pin)).toBeNull();
    for (let i = 0; i < 4; i++) expect(await follow(kit.number, other(pin), 'en', 'his')).toBeNull();
    expect(await follow(kit.number, pin, 'en', 'his')).not.toBeNull();
    // a right one in between forgives nothing
    expect(await follow(kit.number, other(pin), 'en', 'his')).toBeNull();
    expect(await follow(kit.number, pin, 'en', 'his')).toBeNull();
    expect(await follow(kit.number, pin, 'en', 'hers')).not.toBeNull();
    await hub
      .db('forensic-appointment')
      .query("UPDATE kit_guess SET at = at - interval '61 minutes' WHERE kit_id = $1", [kit.id]);
    expect(await follow(kit.number, pin, 'en', 'his')).not.toBeNull();
  });

  test('wrong ones from everywhere lock the page for all for the rest of the hour, and at the clinic her PIN is right all the same', async () => {
    const { kit, pin } = await opened({ selfReferred: true });
    for (let i = 0; i < 24; i++) await follow(kit.number, other(pin), 'en', `source ${i}`);
    expect(await follow(kit.number, pin, 'en', 'hers')).not.toBeNull();
    await follow(kit.number, other(pin), 'en', 'source 24');
    expect(await follow(kit.number, pin, 'en', 'hers')).toBeNull();
    expect((await convert(kit.id, pin)).userErrors).toEqual([]);
    // what is locked is not counted further: the hour ends
    await follow(kit.number, other(pin), 'en', 'source 25');
    const [{ guesses }] = await hub
      .db('forensic-appointment')
      .query('SELECT count(*)::int AS guesses FROM kit_guess WHERE kit_id = $1', [kit.id]);
    expect(guesses).toBe(25);
  });

  test('guesses sent at once are counted one by one', async () => {
    const { kit, pin } = await opened();
    await Promise.all(Array.from({ length: 8 }, () => follow(kit.number, other(pin))));
    expect(await follow(kit.number, pin)).toBeNull();
    const [{ guesses }] = await hub
      .db('forensic-appointment')
      .query('SELECT count(*)::int AS guesses FROM kit_guess WHERE kit_id = $1', [kit.id]);
    expect(guesses).toBe(5);
  });

  test('at the clinic five wrong PINs in a row lock it for an hour', async () => {
    const { kit, pin } = await opened({ selfReferred: true });
    for (let i = 0; i < 5; i++) expect((await convert(kit.id, other(pin))).userErrors).toHaveLength(1);
    expect((await convert(kit.id, pin)).userErrors).toMatchObject([{ field: ['input', 'pin'] }]);
    await hub
      .db('forensic-appointment')
      .query("UPDATE evidence_kit SET locked_until = locked_until - interval '61 minutes' WHERE id = $1", [kit.id]);
    expect((await convert(kit.id, pin)).userErrors).toEqual([]);
  });

  test('is not asked for by anybody but the gateway', async () => {
    const answer = await hub.transport.call('forensic-appointment', {
      document:
        'mutation { evidenceKitFollow(input: { number: "1", pin: "1", language: "en", source: "x" }) { told } }',
      variables: {},
      caller: { requester: null, actor: 'referral', requestId: randomUUID(), deadline: Date.now() + 10_000 },
    });
    expect(answer.errors).toHaveLength(1);
  });
});

test.each([
  ['advocate-almaty', 'SUPPORT', 'FORBIDDEN'],
  ['intake-almaty', 'SHELTER', 'FORBIDDEN'],
  ['officer-almaty', undefined, 'PURPOSE_REQUIRED'],
])('a kit is not handled by %s with purpose %s', async (account, purpose, code) => {
  const answer = await hub.as(account, purpose).query('{ evidenceKits(first: 1) { edges { node { id } } } }');
  expect(answer.errors?.[0]?.extensions.code).toBe(code);
});
