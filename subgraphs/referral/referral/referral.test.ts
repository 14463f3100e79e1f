import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { meeting } from '../test/meeting.js';
import { CLINIC, CRISIS_CENTRE, done, key, POLICE, Scene, SEND } from '../test/scene.js';

const ENVELOPE = `id code state service urgency fromAgency fromUnit recipient recipientUnit categories declineReason outcome version
  sentAt receivedAt acceptedAt startedAt completedAt declinedAt notWantedAt cancelledAt`;
const ONE = `query ($id: ID!) { referral(id: $id) { ${ENVELOPE} } }`;
const INBOX = `query ($first: Int!, $after: String, $filter: ReferralInboxFilter) { referralInbox(first: $first, after: $after, filter: $filter) {
  edges { node { id state } } pageInfo { hasNextPage endCursor } } }`;
const OUTBOX = `query ($first: Int!, $filter: ReferralOutboxFilter) { referralOutbox(first: $first, filter: $filter) { edges { node { id } } } }`;
const COUNTERS = '{ referralCounters { inboxNeedsAction outboxOpen } }';

type Operation =
  | 'referralAcknowledge'
  | 'referralAccept'
  | 'referralDecline'
  | 'referralNotWanted'
  | 'referralStart'
  | 'referralComplete'
  | 'referralCancel';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
const intake = () => hub.as('intake-almaty', 'SHELTER');
const byName = {
  officer,
  intake,
  otherUnit: () => hub.as('officer-almaty-2', 'POLICE_RESPONSE'),
  otherAgency: () => hub.as('scheduler-almaty', 'FORENSIC_EXAM'),
};

/** A referral to the crisis centre that names nobody. */
async function bedWanted(fields: Record<string, unknown> = {}): Promise<{ id: string; code: string }> {
  const answer = await officer().query(SEND, {
    input: {
      idempotencyKey: key(),
      recipient: CRISIS_CENTRE,
      service: 'SHELTER',
      urgency: 'ASAP',
      categories: [],
      ...fields,
    },
  });
  return done<{ referral: { id: string; code: string } }>(answer, 'referralSend').referral;
}

async function act(
  who: keyof typeof byName,
  operation: Operation,
  referralId: string,
  fields: Record<string, unknown> = {},
) {
  const type =
    { referralDecline: 'ReferralDeclineInput', referralComplete: 'ReferralCompleteInput' }[operation as string] ??
    'ReferralActInput';
  const answer = await byName[who]().query(
    `mutation ($input: ${type}!) { ${operation}(input: $input) {
       referral { ${ENVELOPE} } counters { inboxNeedsAction outboxOpen } userErrors { code message field } } }`,
    { input: { referralId, ...fields } },
  );
  return answer.data[operation];
}

const inbox = async (account: string, purpose: string, variables: Record<string, unknown> = {}): Promise<string[]> =>
  (await hub.as(account, purpose).query(INBOX, { first: 100, ...variables })).data.referralInbox.edges.map(
    ({ node }: { node: { id: string } }) => node.id,
  );

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
    expect(answer.data.referralSend.counters).toEqual({ ...before, outboxOpen: before.outboxOpen + 1 });
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

  test('for the same service again is refused while the first is open, also when both are sent at once', async () => {
    const scene = await Scene.open(hub);
    const both = await meeting(hub, { sql: 'LOCK TABLE referral IN SHARE MODE' }, [
      () => scene.send(),
      () => scene.send(),
    ]);
    const codes = both.map(({ data }) => data.referralSend.userErrors[0]?.code ?? 'SENT');
    expect(codes.sort()).toEqual(['SENT', 'WRONG_STATE']);
    expect((await scene.send({ service: 'SUPPORT' })).data.referralSend.userErrors).toEqual([]);
    const { id } = await scene.sent({ again: true });
    expect((await act('officer', 'referralCancel', id)).userErrors).toEqual([]);
    const first = both.find(({ data }) => data.referralSend.referral)!.data.referralSend.referral;
    expect((await act('officer', 'referralCancel', first.id)).userErrors).toEqual([]);
    expect((await scene.send()).data.referralSend.userErrors).toEqual([]);
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

describe('who may do what', () => {
  const RECIPIENT_ONLY: [Operation, Record<string, unknown>][] = [
    ['referralAcknowledge', {}],
    ['referralAccept', {}],
    ['referralDecline', { reason: 'NO_CAPACITY' }],
    ['referralStart', {}],
    ['referralComplete', { outcome: 'SERVICE_GIVEN' }],
  ];

  test.each(RECIPIENT_ONLY)('%s: the recipient only', async (operation, fields) => {
    const { id } = await bedWanted();
    expect((await act('officer', operation, id, fields)).userErrors).toMatchObject([{ code: 'NOT_PERMITTED' }]);
  });

  test('referralCancel: the sender only', async () => {
    const { id } = await bedWanted();
    expect((await act('intake', 'referralCancel', id)).userErrors).toMatchObject([{ code: 'NOT_PERMITTED' }]);
    expect((await act('officer', 'referralCancel', id)).referral.state).toBe('CANCELLED');
  });

  test.each<[Operation, Record<string, unknown>]>([
    ...RECIPIENT_ONLY,
    ['referralNotWanted', {}],
    ['referralCancel', {}],
  ])('%s: for another unit and another agency the referral is not there', async (operation, fields) => {
    const { id } = await bedWanted();
    const unknown = await act('otherUnit', operation, seedId('no referral'), fields);
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'referralId'] }]);
    expect(await act('otherUnit', operation, id, fields)).toMatchObject({
      referral: null,
      userErrors: unknown.userErrors,
    });
    expect(await act('otherAgency', operation, id, fields)).toMatchObject({
      referral: null,
      userErrors: unknown.userErrors,
    });
  });

  test('another unit and another agency find nothing: not in a list, not by id, not by code', async () => {
    const { id, code } = await bedWanted();
    const byCode = 'query ($code: String!) { referralByCode(code: $code) { id } }';
    for (const [account, purpose] of [
      ['officer-almaty-2', 'POLICE_RESPONSE'],
      ['officer-bostandyk', 'POLICE_RESPONSE'],
      ['scheduler-almaty', 'FORENSIC_EXAM'],
    ] as const) {
      const stranger = hub.as(account, purpose);
      expect((await stranger.query(ONE, { id })).data.referral).toBeNull();
      expect(await stranger.query(byCode, { code })).toEqual(await stranger.query(byCode, { code: '000 000 000-0' }));
      expect(await inbox(account, purpose)).not.toContain(id);
      const sent = await stranger.query(OUTBOX, { first: 100 });
      expect(JSON.stringify(sent)).not.toContain(id);
    }
    for (const party of [officer(), intake()]) {
      expect((await party.query(byCode, { code })).data.referralByCode).toEqual({ id });
      expect(
        (await party.query(byCode, { code: code.replace(/.$/, (d) => String((Number(d) + 1) % 10)) })).data
          .referralByCode,
      ).toBeNull();
    }
    expect((await officer().query(ONE, { id: 'no uuid' })).data.referral).toBeNull();
  });

  test('what is addressed to a unit is there for that unit only; what is addressed to the agency, for all', async () => {
    const toUnit = await intake().query(SEND, {
      input: {
        idempotencyKey: key(),
        recipient: POLICE,
        recipientUnit: seedId('unit:police-almaty-auezov/2'),
        service: 'POLICE_RESPONSE',
        urgency: 'URGENT',
        categories: [],
      },
    });
    const toAgency = await intake().query(SEND, {
      input: {
        idempotencyKey: key(),
        recipient: POLICE,
        service: 'POLICE_RESPONSE',
        urgency: 'URGENT',
        categories: [],
      },
    });
    const [unit, agency] = [toUnit, toAgency].map(
      (a) => done<{ referral: { id: string } }>(a, 'referralSend').referral.id,
    );
    expect(await inbox('officer-almaty-2', 'POLICE_RESPONSE')).toEqual([agency, unit]);
    expect(await inbox('officer-almaty', 'POLICE_RESPONSE')).toEqual([agency]);
  });
});

describe('the inbox', () => {
  test('is cut into pages without a gap, newest first, by state or by what waits', async () => {
    const clinic = (fields: Record<string, unknown> = {}) =>
      bedWanted({ recipient: CLINIC, service: 'FORENSIC_EXAM', ...fields });
    const scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
    const sent: string[] = [];
    for (let i = 0; i < 6; i++) sent.unshift((await clinic()).id);
    const [sixth, fifth, fourth] = sent as [string, string, string];
    await scheduler.query(
      'mutation ($input: ReferralActInput!) { referralAccept(input: $input) { userErrors { code } } }',
      { input: { referralId: fifth } },
    );
    await scheduler.query(
      'mutation ($input: ReferralActInput!) { referralAcknowledge(input: $input) { userErrors { code } } }',
      { input: { referralId: fourth } },
    );
    const list = (filter: unknown) => inbox('scheduler-almaty', 'FORENSIC_EXAM', { filter });
    expect(await list({ needsAction: true })).toEqual(sent.filter((id) => id !== fifth));
    expect(await list({ needsAction: false })).toEqual([fifth]);
    expect(await list({ states: ['SENT', 'ACCEPTED'] })).toEqual(sent.filter((id) => id !== fourth));
    expect(await list({ states: [] })).toEqual([]);
    const looks = async () =>
      (await hub.db('referral').query('SELECT count(*)::int AS n FROM own_record_log'))[0].n as number;
    const before = await looks();
    const seen: string[] = [];
    let after: string | null = null;
    for (const more of [true, true, false]) {
      const page: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (
        await scheduler.query(INBOX, { first: 2, after })
      ).data.referralInbox;
      seen.push(...page.edges.map(({ node }) => node.id));
      expect(page.pageInfo.hasNextPage).toBe(more);
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(sent);
    expect(seen[0]).toBe(sixth);
    expect(await looks()).toBe(before + 6);
    expect((await scheduler.query(INBOX, { first: 101 })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('her record', () => {
  const RECORD =
    'query ($id: ID!, $first: Int!, $after: String) { victim(id: $id) { referrals(first: $first, after: $after) { edges { node { id state } } pageInfo { hasNextPage endCursor } } } }';

  test('lists the referrals that the agency is a party to, in pages', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['REFERRAL']);
    const ids = [await scene.sent(), await scene.sent({ recipient: CLINIC, service: 'FORENSIC_EXAM' })]
      .map(({ id }) => id)
      .reverse();
    const first = (await scene.officer.query(RECORD, { id: scene.victimId, first: 1 })).data.victim.referrals;
    expect(first).toMatchObject({ edges: [{ node: { id: ids[0] } }], pageInfo: { hasNextPage: true } });
    const rest = await scene.officer.query(RECORD, { id: scene.victimId, first: 1, after: first.pageInfo.endCursor });
    expect(rest.data.victim.referrals).toMatchObject({
      edges: [{ node: { id: ids[1] } }],
      pageInfo: { hasNextPage: false },
    });
  });

  test('an officer walled off loses the referrals of their own, in lists, counts and by id', async () => {
    const scene = await Scene.open(hub);
    const { id, code } = await scene.sent();
    const before = (await officer().query(COUNTERS)).data.referralCounters.outboxOpen as number;
    await hub.db('referral').query(
      `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
       SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM referral WHERE id = $1`,
      [id, seedId('staff:officer-almaty')],
    );
    expect((await officer().query(ONE, { id })).data.referral).toBeNull();
    expect(
      (await officer().query('query ($code: String!) { referralByCode(code: $code) { id } }', { code })).data
        .referralByCode,
    ).toBeNull();
    expect(JSON.stringify(await officer().query(OUTBOX, { first: 100 }))).not.toContain(id);
    expect((await officer().query(COUNTERS)).data.referralCounters.outboxOpen).toBe(before - 1);
    expect((await act('officer', 'referralCancel', id)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await hub.as('duty-officer-almaty', 'POLICE_RESPONSE').query(ONE, { id })).data.referral.id).toBe(id);
  });

  test('a key that is used again answers under the rules of now: who has been walled off since is told what a stranger is told', async () => {
    const scene = await Scene.open(hub);
    const input = {
      idempotencyKey: key(),
      victimId: scene.victimId,
      recipient: CRISIS_CENTRE,
      service: 'SUPPORT',
      urgency: 'ROUTINE',
      categories: [],
    };
    const { id } = done<{ referral: { id: string } }>(await officer().query(SEND, { input }), 'referralSend').referral;
    await hub.db('referral').query(
      `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
       SELECT gen_random_uuid(), victim_key, 'UNIT', $2 FROM referral WHERE id = $1`,
      [id, seedId('unit:police-almaty-auezov/1')],
    );
    const again = (await officer().query(SEND, { input })).data.referralSend;
    expect(again).toMatchObject({ referral: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });

  test('every look at an envelope is sent on to her access log', async () => {
    const scene = await Scene.open(hub);
    const { id } = await scene.sent();
    await intake().query(ONE, { id });
    const [row]: { victim_key: string }[] = await hub
      .db('referral')
      .query('SELECT victim_key FROM referral WHERE id = $1', [id]);
    const entries = async () =>
      hub
        .db('consent')
        .query(
          "SELECT agency, purpose FROM access_log WHERE victim_key = $1 AND kind = 'OWN_RECORD' AND category = 'REFERRAL' ORDER BY at",
          [row!.victim_key],
        );
    for (let i = 0; i < 50 && (await entries()).length < 2; i++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await entries()).toEqual([
      { agency: POLICE, purpose: 'POLICE_RESPONSE' },
      { agency: CRISIS_CENTRE, purpose: 'SHELTER' },
    ]);
  });
});
