import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { COUNTERS, desks, ONE, type Operation } from '../test/desks.js';
import { meeting } from '../test/meeting.js';
import { CLINIC, CRISIS_CENTRE, done, key, POLICE, Scene, SEND } from '../test/scene.js';

let hub: TestHub;
let officer: ReturnType<typeof desks>['officer'];
let intake: ReturnType<typeof desks>['intake'];
let bedWanted: ReturnType<typeof desks>['bedWanted'];
let act: ReturnType<typeof desks>['act'];
let inbox: ReturnType<typeof desks>['inbox'];
beforeAll(async () => {
  hub = await openTestHub();
  ({ officer, intake, bedWanted, act, inbox } = desks(hub));
});
afterAll(() => hub.close());

describe('sending', () => {
  test('is refused when her consent does not cover it, naming what is missing, and nothing is sent', async () => {
    const scene = await Scene.open(hub);
    await scene.consent(CRISIS_CENTRE, ['IDENTITY', 'REFERRAL']);
    const before = await inbox('intake-almaty', 'SHELTER');
    const answer = await scene.send({ categories: ['IDENTITY', 'CONTACT', 'INCIDENT'] });
    expect(answer.data.referralSend).toMatchObject({
      referral: null,
      userErrors: [{ code: 'CONSENT_REQUIRED', field: ['input', 'categories'] }],
    });
    const { message } = answer.data.referralSend.userErrors[0];
    expect(message).toContain('how to reach her, what happened');
    expect(message).not.toContain('who she is');
    expect(await inbox('intake-almaty', 'SHELTER')).toEqual(before);
  });

  test('covers one recipient only', async () => {
    const scene = await Scene.open(hub);
    await scene.consent(CRISIS_CENTRE, ['IDENTITY']);
    const answer = await scene.send({ recipient: CLINIC, service: 'FORENSIC_EXAM', categories: ['IDENTITY'] });
    expect(answer.data.referralSend.userErrors).toMatchObject([{ code: 'CONSENT_REQUIRED' }]);
  });

  test('tells the counters of the sender right after it', async () => {
    const before = (await officer().query(COUNTERS)).data.referralCounters;
    const scene = await Scene.open(hub);
    const answer = await scene.send();
    expect(answer.data.referralSend.referral).toMatchObject({ state: 'SENT', version: 1, categories: [] });
    expect(answer.data.referralSend.counters).toEqual({
      inboxNeedsAction: before.inboxNeedsAction,
      outboxOpen: before.outboxOpen + 1,
    });
  });

  test('the same key twice at once sends one referral', async () => {
    const scene = await Scene.open(hub);
    await scene.consent(CRISIS_CENTRE, ['REFERRAL']);
    const input = {
      idempotencyKey: key(),
      victimId: scene.victimId,
      recipient: CRISIS_CENTRE,
      service: 'SHELTER',
      urgency: 'STAT',
      categories: ['REFERRAL'],
    };
    const answers = await Promise.all(Array.from({ length: 5 }, () => officer().query(SEND, { input })));
    const ids = answers.map((answer) => done<{ referral: { id: string } }>(answer, 'referralSend').referral.id);
    expect(new Set(ids).size).toBe(1);
    await scene.withdraw(CRISIS_CENTRE);
    const later = await officer().query(SEND, { input });
    expect(done<{ referral: { id: string } }>(later, 'referralSend').referral.id).toBe(ids[0]);
  });

  test('for the same service again says so and refuses nothing; what another agency sent is not looked at', async () => {
    const scene = await Scene.open(hub);
    const first = (await scene.send()).data.referralSend;
    expect(first.possibleDuplicate).toBeNull();
    const second = (await scene.send()).data.referralSend;
    expect(second).toMatchObject({
      referral: { state: 'SENT' },
      possibleDuplicate: { referralId: first.referral.id, sameRecipient: true },
      userErrors: [],
    });
    expect((await scene.send({ service: 'SUPPORT' })).data.referralSend.possibleDuplicate).toBeNull();
    for (const { referral } of [first, second]) await act('officer', 'referralCancel', referral.id);
    expect((await scene.send({ recipient: CLINIC })).data.referralSend.possibleDuplicate).toBeNull();
    expect((await scene.send()).data.referralSend.possibleDuplicate).toMatchObject({ sameRecipient: false });
    const db = hub.db('referral');
    await db.query(
      "UPDATE referral SET from_agency = $1, from_unit = NULL WHERE victim_key IS NOT NULL AND state = 'SENT'",
      [seedId('agency:police-almaty-bostandyk')],
    );
    expect((await scene.send()).data.referralSend.possibleDuplicate).toBeNull();
  });

  test('with a consent that lapsed a second ago, to an agency that closed, sends nothing and names the field', async () => {
    const scene = await Scene.open(hub);
    await scene.consent(CRISIS_CENTRE, ['IDENTITY']);
    await hub
      .db('consent')
      .query(
        "UPDATE consent SET granted_at = granted_at - interval '1 hour', expires_at = clock_timestamp() - interval '1 second' WHERE expires_at = (SELECT max(expires_at) FROM consent)",
      );
    const count = async () => (await hub.db('referral').query('SELECT count(*)::int AS n FROM referral'))[0].n;
    const before = await count();
    const lapsed = await scene.send({ categories: ['IDENTITY'] });
    expect(lapsed.data.referralSend).toMatchObject({
      referral: null,
      userErrors: [{ code: 'CONSENT_REQUIRED', field: ['input', 'categories'] }],
    });
    await hub.db('directory').query("UPDATE agency SET status = 'SUSPENDED' WHERE id = $1", [CLINIC]);
    const closed = await scene.send({ recipient: CLINIC });
    await hub.db('directory').query("UPDATE agency SET status = 'ACTIVE' WHERE id = $1", [CLINIC]);
    expect(closed.data.referralSend.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'recipient'] }]);
    expect(await count()).toBe(before);
  });

  test('of somebody else is refused as of nobody; of nobody it carries nothing; to one’s own desk it goes nowhere', async () => {
    const scene = await Scene.open(hub);
    const stranger = await scene.send({}, 'officer-bostandyk');
    expect(stranger.data.referralSend).toMatchObject({
      referral: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'victimId'] }],
    });
    const nobody = await scene.send({ victimId: null, categories: ['IDENTITY'] });
    expect(nobody.data.referralSend.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'categories'] }]);
    for (const recipientUnit of [null, seedId('unit:police-almaty-auezov/1')]) {
      const self = await scene.send({ recipient: POLICE, recipientUnit });
      expect(self.data.referralSend.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'recipient'] }]);
    }
  });

  test('is refused without a purpose, and to roles that see no personal data', async () => {
    const scene = await Scene.open(hub);
    expect((await scene.send({}, 'steward', 'STEWARDSHIP')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await scene.send({}, 'administrator', '')).errors).toBeDefined();
    expect((await scene.send({}, 'officer-almaty', '')).errors?.[0]?.extensions.code).toBe('PURPOSE_REQUIRED');
  });
});

describe('the life of a referral', () => {
  test('from sent to completed, each step with its time', async () => {
    const { id } = await bedWanted();
    const steps: [Operation, string, string, Record<string, unknown>?][] = [
      ['referralAcknowledge', 'RECEIVED', 'receivedAt'],
      ['referralAccept', 'ACCEPTED', 'acceptedAt'],
      ['referralStart', 'IN_PROGRESS', 'startedAt'],
      ['referralComplete', 'COMPLETED', 'completedAt', { outcome: 'SERVICE_GIVEN' }],
    ];
    let version = 1;
    for (const [operation, state, at, fields] of steps) {
      const stale = await act('intake', operation, id, { ...fields, expectedVersion: version + 1 });
      expect(stale.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] }]);
      const { referral, userErrors } = await act('intake', operation, id, { ...fields, expectedVersion: version });
      expect(userErrors).toEqual([]);
      expect(referral).toMatchObject({ state, version: ++version, [at]: expect.any(String) });
    }
    expect((await officer().query(ONE, { id })).data.referral).toMatchObject({
      state: 'COMPLETED',
      outcome: 'SERVICE_GIVEN',
    });
    const over = await act('intake', 'referralNotWanted', id);
    expect(over.userErrors).toMatchObject([{ code: 'WRONG_STATE', message: expect.stringContaining('completed') }]);
  });

  test('declined: the recipient sees why, the sender sees no more than it may', async () => {
    const { id } = await bedWanted();
    const { referral } = await act('intake', 'referralDecline', id, { reason: 'UNSAFE_LOCATION' });
    expect(referral).toMatchObject({
      state: 'DECLINED_BY_SERVICE',
      declineReason: 'UNSAFE_LOCATION',
      receivedAt: expect.any(String),
    });
    expect((await officer().query(ONE, { id })).data.referral).toMatchObject({
      state: 'DECLINED_BY_SERVICE',
      declineReason: 'DOES_NOT_FIT',
    });
  });

  test('not wanted by her is another state, and either party records it', async () => {
    for (const who of ['officer', 'intake'] as const) {
      const { id } = await bedWanted();
      await act('intake', 'referralAccept', id);
      const { referral } = await act(who, 'referralNotWanted', id);
      expect(referral).toMatchObject({
        state: 'NOT_WANTED_BY_HER',
        declineReason: null,
        notWantedAt: expect.any(String),
      });
    }
  });

  test('two who answer at once: one answer stands', async () => {
    const { id } = await bedWanted();
    const both = await meeting(hub, { sql: 'SELECT FROM referral WHERE id = $1 FOR UPDATE', values: [id] }, [
      () => act('intake', 'referralAccept', id),
      () => act('intake', 'referralDecline', id, { reason: 'NO_CAPACITY' }),
    ]);
    expect(both.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE').sort()).toEqual(['DONE', 'WRONG_STATE']);
  });

  test('counters are right after each step', async () => {
    const counts = async () => (await intake().query(COUNTERS)).data.referralCounters.inboxNeedsAction as number;
    const before = await counts();
    const { id } = await bedWanted();
    expect(await counts()).toBe(before + 1);
    expect((await act('intake', 'referralAcknowledge', id)).counters.inboxNeedsAction).toBe(before + 1);
    expect((await act('intake', 'referralAccept', id)).counters.inboxNeedsAction).toBe(before);
  });
});
