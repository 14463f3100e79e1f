import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic } from '../test/clinics.js';
import { freeSlot, hold, idFor, keyOf, openForensic, register } from '../test/desk.js';
import {
  byNumber,
  done,
  ERRORS,
  EXAMINER,
  type Kit,
  kitOf,
  listed,
  OFFICER,
  opened,
  POLICE,
  SCHEDULER,
  step,
} from '../test/kits.js';

const DUTY_OFFICER = seedId('staff:duty-officer-almaty');

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

describe('a kit', () => {
  test('goes from hand to hand, two persons and a time for each step', async () => {
    const { kit } = await opened(examiner);
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
    const { kit } = await opened(examiner);
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
    const { kit } = await opened(examiner);
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
    const { kit } = await opened(examiner);
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
    const { kit } = await opened(examiner);
    await done(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER });
    const { userErrors } = await step(examiner, kit.id, 'HAND_OVER', { withAgency: POLICE, withStaff: withStaff() });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'withStaff'] }]);
    expect(await kitOf(examiner, kit.id)).toMatchObject({ state: 'SEALED', awaitedBy: null, refusals: [] });
  });

  test('is taken by one of two who take it at once', async () => {
    const { kit } = await opened(examiner);
    const both = await Promise.all([
      step(examiner, kit.id, 'SEAL', { withStaff: SCHEDULER, seal: 'S-A' }),
      step(scheduler, kit.id, 'SEAL', { withStaff: EXAMINER, seal: 'S-B' }),
    ]);
    expect(both.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect((await kitOf(examiner, kit.id)).steps).toHaveLength(2);
  });

  test('is opened once, and shows its PIN once', async () => {
    const input = { idempotencyKey: randomUUID() };
    const first = await opened(examiner, input);
    const again = await opened(examiner, input);
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
    const { kit } = await opened(examiner, { victimId });
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
    // who scans its label looks at it and at no other; for whoever never had it there is none
    const looks = async () =>
      Number((await hub.db('forensic-appointment').query('SELECT count(*) FROM own_record_log'))[0].count);
    const before = await looks();
    expect(await byNumber(examiner, kit.number)).toEqual([kit.id]);
    expect(await looks()).toBe(before + 1);
    for (const none of ['0000000000', 'x']) expect(await byNumber(examiner, none)).toEqual([]);
    expect(await byNumber(hub.as('officer-almaty', 'POLICE_RESPONSE'), kit.number)).toEqual([]);
    await hub
      .db('forensic-appointment')
      .query(
        "INSERT INTO conflict_wall (id, victim_key, subject_kind, subject) VALUES (gen_random_uuid(), $1, 'STAFF', $2)",
        [keyOf(victimId, 'clinic-almaty'), EXAMINER],
      );
    expect(await kitOf(examiner, kit.id)).toBeNull();
    expect(await listed(examiner)).not.toContain(kit.id);
    expect(await byNumber(examiner, kit.number)).toEqual([]);
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

test.each([
  ['advocate-almaty', 'SUPPORT', 'FORBIDDEN'],
  ['intake-almaty', 'SHELTER', 'FORBIDDEN'],
  ['officer-almaty', undefined, 'PURPOSE_REQUIRED'],
])('a kit is not handled by %s with purpose %s', async (account, purpose, code) => {
  const answer = await hub.as(account, purpose).query('{ evidenceKits(first: 1) { edges { node { id } } } }');
  expect(answer.errors?.[0]?.extensions.code).toBe(code);
});
