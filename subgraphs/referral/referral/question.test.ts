import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allEvents, end } from '../../../test/events/reading.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { COUNTERS, desks, INBOX, ONE, OUTBOX } from '../test/desks.js';
import { CRISIS_CENTRE, done, key, Scene } from '../test/scene.js';

let hub: TestHub;
let desk: ReturnType<typeof desks>;
beforeAll(async () => {
  hub = await openTestHub();
  desk = desks(hub);
});
afterAll(() => hub.close());

const listed = async (who: 'officer' | 'intake') => {
  const [document, name] = who === 'officer' ? [OUTBOX, 'referralOutbox'] : [INBOX, 'referralInbox'];
  const { data } = await desk.byName[who]().query(document, { first: 100, filter: { needsAction: true } });
  return data[name].edges.map(({ node }: { node: { id: string } }) => node.id) as string[];
};

describe('a service that needs to know more', () => {
  test('asks the sender; until it has the answer the referral waits for the sender, then for the service again', async () => {
    const { id } = await desk.bedWanted();
    const asked = await desk.act('intake', 'referralAsk', id, { question: 'WHO_COMES_WITH_HER' });
    expect(asked).toMatchObject({
      referral: {
        ...{ state: 'RECEIVED', needsAction: false, receivedAt: expect.any(String) },
        questions: [{ question: 'WHO_COMES_WITH_HER', answer: null, answeredAt: null }],
      },
      userErrors: [],
    });
    expect(await listed('intake')).not.toContain(id);
    expect(await listed('officer')).toContain(id);
    expect((await desk.act('intake', 'referralAsk', id, { question: 'CALL_US' })).userErrors).toMatchObject([
      { code: 'WRONG_STATE', field: ['input', 'question'] },
    ]);
    const before = (await desk.officer().query(COUNTERS)).data.referralCounters.outboxNeedsAction;
    const { lapsesAt } = (await desk.officer().query(ONE, { id })).data.referral;
    const answered = await desk.act('officer', 'referralAnswer', id, { answer: 'TOLD_BY_PHONE' });
    expect(answered.counters.outboxNeedsAction).toBe(before - 1);
    expect(answered.referral.questions).toMatchObject([{ answer: 'TOLD_BY_PHONE', answeredAt: expect.any(String) }]);
    expect(Date.parse(answered.referral.lapsesAt)).toBeGreaterThan(Date.parse(lapsesAt));
    expect(await listed('intake')).toContain(id);
    expect(await listed('officer')).not.toContain(id);
    expect((await desk.act('officer', 'referralAnswer', id, { answer: 'YES' })).userErrors).toMatchObject([
      { code: 'WRONG_STATE', field: ['input', 'answer'] },
    ]);
    await desk.act('intake', 'referralAccept', id);
    const again = await desk.act('intake', 'referralAsk', id, { question: 'WHEN_CAN_SHE_COME' });
    expect(again.referral).toMatchObject({
      state: 'ACCEPTED',
      questions: [{ answer: 'TOLD_BY_PHONE' }, { answer: null }],
    });
  });

  test('is told of by an event: a question to the sender, its answer to the service, in whatever state', async () => {
    const { id } = await desk.bedWanted();
    await desk.act('intake', 'referralAccept', id);
    const since = {
      officer: await end(desk.officer(), 'referralEvents'),
      colleague: await end(desk.byName.otherUnit(), 'referralEvents'),
      intake: await end(desk.intake(), 'referralEvents'),
    };
    const told = async () => ({
      officer: (await allEvents(desk.officer(), 'referralEvents', since.officer)).map(({ type, object }) => [
        type,
        object,
      ]),
      otherUnit: await allEvents(desk.byName.otherUnit(), 'referralEvents', since.colleague),
      intake: (await allEvents(desk.intake(), 'referralEvents', since.intake)).map(({ type, object }) => [
        type,
        object,
      ]),
    });
    await desk.act('intake', 'referralAsk', id, { question: 'WHEN_CAN_SHE_COME' });
    const asked = { officer: [['referral.asked', id]], otherUnit: [], intake: [] };
    expect(await told()).toEqual(asked);
    await desk.act('officer', 'referralAnswer', id, { answer: 'TOLD_BY_PHONE' });
    expect(await told()).toEqual({ ...asked, intake: [['referral.answered', id]] });
  });

  test('only the service asks, only the sender answers, and nobody else is there', async () => {
    const { id } = await desk.bedWanted();
    const ask = { question: 'CALL_US' };
    expect((await desk.act('officer', 'referralAsk', id, ask)).userErrors).toMatchObject([{ code: 'NOT_PERMITTED' }]);
    expect((await desk.act('otherAgency', 'referralAsk', id, ask)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await desk.act('intake', 'referralAsk', id, ask);
    expect((await desk.act('intake', 'referralAnswer', id, { answer: 'YES' })).userErrors).toMatchObject([
      { code: 'NOT_PERMITTED' },
    ]);
    expect((await desk.act('otherUnit', 'referralAnswer', id, { answer: 'YES' })).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect((await desk.act('intake', 'referralAsk', id, { ...ask, categories: ['RISK'] })).userErrors[0].code).toBe(
      'WRONG_STATE',
    );
    const { id: nameless } = await desk.bedWanted();
    expect(
      (await desk.act('intake', 'referralAsk', nameless, { question: 'MORE_OF_HER_RECORD', categories: ['RISK'] }))
        .userErrors,
    ).toMatchObject([{ code: 'INVALID', field: ['input', 'categories'] }]);
  });

  test('gets more of her record as far as she lets it travel, and what it asked for is on the referral', async () => {
    const scene = await Scene.open(hub);
    const report = {
      ...{
        idempotencyKey: key(),
        victimId: scene.victimId,
        occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
      },
      ...{ channel: 'CALL_102', violence: ['THREAT'], regionCode: 'KZ-75', account: 'He waited at the door.' },
    };
    done(
      await scene.officer.query(
        'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code } } }',
        { input: report },
      ),
      'incidentReport',
    );
    await scene.consent(CRISIS_CENTRE, ['REFERRAL']);
    const { id } = await scene.sent();
    await desk.act('intake', 'referralAsk', id, { question: 'MORE_OF_HER_RECORD', categories: ['INCIDENT'] });
    const answer = { answer: 'SENT_ALONG', victimId: scene.victimId, categories: ['INCIDENT'] };
    expect((await desk.act('officer', 'referralAnswer', id, answer)).userErrors).toMatchObject([
      { code: 'CONSENT_REQUIRED', field: ['input', 'categories'] },
    ]);
    await scene.consent(CRISIS_CENTRE, ['REFERRAL', 'INCIDENT']);
    const unnamed = await desk.act('officer', 'referralAnswer', id, { ...answer, victimId: null });
    expect(unnamed.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'victimId'] }]);
    const another = await Scene.open(hub);
    await another.consent(CRISIS_CENTRE, ['INCIDENT']);
    const wrong = await desk.act('officer', 'referralAnswer', id, { ...answer, victimId: another.victimId });
    expect(wrong.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'victimId'] }]);
    const sent = await desk.act('officer', 'referralAnswer', id, answer);
    expect(sent).toMatchObject({
      referral: { categories: ['INCIDENT'], questions: [{ answer: 'SENT_ALONG' }] },
      userErrors: [],
    });
    const read = await desk
      .intake()
      .query(
        'query ($id: ID!) { referral(id: $id) { victim { incidents(first: 1) { edges { node { account } } } } } }',
        { id },
      );
    expect(read.data.referral.victim.incidents.edges).toEqual([{ node: { account: 'He waited at the door.' } }]);
  });
});
