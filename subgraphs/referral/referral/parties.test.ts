import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { COUNTERS, desks, INBOX, ONE, type Operation, OUTBOX } from '../test/desks.js';
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

  test('tells the other units of the recipient what it tells the recipient: not who has it in hand at the sender, nor what it came of', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['REFERRAL']);
    await scene.consent(CRISIS_CENTRE, ['REFERRAL']);
    const { id: before } = await scene.sent();
    const { data: known } = await intake().query('query ($id: ID!) { referral(id: $id) { victim { id } } }', {
      id: before,
    });
    const input = {
      ...{ idempotencyKey: key(), victimId: known.referral.victim.id, recipient: POLICE },
      ...{
        recipientUnit: seedId('unit:police-almaty-auezov/2'),
        service: 'POLICE_RESPONSE',
        urgency: 'ASAP',
        categories: [],
      },
    };
    const { id } = done<{ referral: { id: string } }>(await intake().query(SEND, { input }), 'referralSend').referral;
    expect((await act('intake', 'referralTake', id)).referral.holder).toBe(seedId('staff:intake-almaty'));
    await hub.db('referral').query('UPDATE referral SET based_on = $2, replaces = $2 WHERE id = $1', [id, before]);
    const read = async (account: string) =>
      (
        await hub
          .as(account, 'POLICE_RESPONSE')
          .query(
            'query ($id: ID!) { victim(id: $id) { referrals(first: 5) { edges { node { id holder basedOn replaces } } } } }',
            { id: scene.victimId },
          )
      ).data.victim.referrals.edges.map(({ node }: { node: { id: string } }) => node)[0];
    expect(await read('officer-almaty')).toEqual({ id, holder: null, basedOn: null, replaces: null });
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
    for (let i = 0; i < 600 && (await entries()).length < 2; i++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await entries()).toEqual([
      { agency: POLICE, purpose: 'POLICE_RESPONSE' },
      { agency: CRISIS_CENTRE, purpose: 'SHELTER' },
    ]);
  });
});
