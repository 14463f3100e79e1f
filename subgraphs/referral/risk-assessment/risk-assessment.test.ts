import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { CRISIS_CENTRE, done, dump, key, Scene } from '../test/scene.js';
import { instrument } from './instrument/instruments.js';

const RESULT = 'instrument version level rule ruleText mayBeHigher yes no notAnswered eventsIn12Months judgementReason';
const ASSESS = `mutation ($input: RiskAssessInput!) { riskAssess(input: $input) {
  riskAssessment { id ${RESULT} answers { item answer } victim { id } } userErrors { code field message } } }`;
const OF_VICTIM = `query ($id: ID!) { victim(id: $id) { riskAssessments(first: 10) { edges { node { ${RESULT} answers { item answer } } } } } }`;

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const answers = (yes: readonly number[], no: readonly number[] = []) => [
  ...yes.map((item) => ({ item: String(item), answer: 'YES' })),
  ...no.map((item) => ({ item: String(item), answer: 'NO' })),
];
const input = (fields: Record<string, unknown> = {}) => ({
  input: { idempotencyKey: key(), instrument: 'LAP', version: '1', answers: answers([1]), ...fields },
});

interface Assessed {
  riskAssessment: Record<string, unknown> & { id: string; victim: { id: string } | null };
}
const assessed = async (scene: Scene, fields: Record<string, unknown> = {}) =>
  done<Assessed>(await scene.officer.query(ASSESS, input({ victimId: scene.victimId, ...fields })), 'riskAssess')
    .riskAssessment;

const own = async (account: string, purpose: string): Promise<string[]> =>
  (
    await hub.as(account, purpose).query('{ riskAssessments(first: 100) { edges { node { id } } } }')
  ).data.riskAssessments.edges.map(({ node }: { node: { id: string } }) => node.id);

async function reported(scene: Scene, monthsAgo: number): Promise<void> {
  const answer = await scene.officer.query(
    'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code } } }',
    {
      input: {
        idempotencyKey: key(),
        victimId: scene.victimId,
        occurredAt: new Date(Date.now() - monthsAgo * 30.5 * 86_400_000).toISOString(),
        channel: 'CALL_102',
        violence: ['PHYSICAL'],
        regionCode: 'KZ-75',
      },
    },
  );
  done(answer, 'incidentReport');
}

describe('an assessment of risk', () => {
  test('names the rule that gave its level, and is read by the unit that made it and nobody else', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['RISK']);
    const made = await assessed(scene, { answers: answers([2, 5], [1, 3]) });
    expect(made).toMatchObject({
      level: 'HIGH',
      rule: 'ANY_OF_1_TO_3',
      ruleText: 'Yes to one of items 1 to 3.',
      mayBeHigher: false,
      ...{ yes: 2, no: 2, notAnswered: 7, eventsIn12Months: null, judgementReason: null },
      victim: { id: scene.victimId },
      answers: answers([2, 5], [1, 3]),
    });
    expect(await own('duty-officer-almaty', 'POLICE_RESPONSE')).toContain(made.id);
    expect(await own('officer-almaty-2', 'POLICE_RESPONSE')).not.toContain(made.id);
    const one = 'query ($id: ID!) { riskAssessment(id: $id) { level } }';
    expect((await scene.officer.query(one, { id: made.id })).data.riskAssessment).toEqual({ level: 'HIGH' });
    for (const stranger of ['officer-almaty-2', 'officer-bostandyk'])
      expect((await hub.as(stranger, 'POLICE_RESPONSE').query(one, { id: made.id })).data.riskAssessment).toBeNull();
    expect((await scene.officer.query(one, { id: 'no uuid' })).data.riskAssessment).toBeNull();
    const { data } = await scene.officer.query(OF_VICTIM, { id: scene.victimId });
    expect(data.victim.riskAssessments.edges).toMatchObject([{ node: { level: 'HIGH' } }]);
  });

  test('that shows little says what was left open, and judgement may raise it, in words that are sealed', async () => {
    const scene = await Scene.open(hub);
    expect(await assessed(scene, { answers: answers([4, 5], [1, 2, 3]) })).toMatchObject({
      ...{ level: 'NOT_SHOWN', rule: null, ruleText: null, mayBeHigher: true },
    });
    const raised = await assessed(scene, {
      answers: [],
      judgement: { level: 'HIGH', reason: 'She whispered that he sits beside her.' },
    });
    expect(raised).toMatchObject({
      ...{ level: 'HIGH', rule: 'PROFESSIONAL_JUDGEMENT', notAnswered: 11 },
      judgementReason: 'She whispered that he sits beside her.',
    });
    expect(await dump(hub)).not.toMatch(/whispered|"answer"/);
  });

  test('counts the repeats of its own agency and what she tells, never those of another agency', async () => {
    const scene = await Scene.open(hub);
    const no = Array.from({ length: 24 }, (_, i) => ({ item: String(i + 1), answer: 'NO' }));
    const dash = (fields: object = {}) =>
      assessed(scene, { instrument: 'DASH', version: null, answers: no, ...fields });
    expect(await dash()).toMatchObject({ eventsIn12Months: null, level: 'NOT_SHOWN', mayBeHigher: true });
    for (const monthsAgo of [1, 5, 14]) await reported(scene, monthsAgo);
    expect(await dash()).toMatchObject({ eventsIn12Months: 2, level: 'NOT_SHOWN', mayBeHigher: true });
    // she was asked: there are no others
    expect(await dash({ eventsIn12Months: 1 })).toMatchObject({ eventsIn12Months: 2, mayBeHigher: false });
    expect(await dash({ eventsIn12Months: 3 })).toMatchObject({ level: 'HIGH', rule: 'REPEATED_EVENTS' });
    await hub
      .db('referral')
      .query('UPDATE incident SET agency = $1 WHERE victim_key IS NOT NULL AND agency = $2', [
        seedId('agency:police-almaty-bostandyk'),
        seedId('agency:police-almaty-auezov'),
      ]);
    expect(await dash()).toMatchObject({ eventsIn12Months: null });
  });

  test('may name nobody', async () => {
    const answer = await hub.as('operator-150', 'SUPPORT').query(ASSESS, input());
    expect(done<Assessed>(answer, 'riskAssess').riskAssessment).toMatchObject({ level: 'HIGH', victim: null });
  });

  test('is made once, however often the same one is sent', async () => {
    const scene = await Scene.open(hub);
    const sent = input({ victimId: scene.victimId });
    const both = await Promise.all([scene.officer.query(ASSESS, sent), scene.officer.query(ASSESS, sent)]);
    const [a, b] = both.map((answer) => done<Assessed>(answer, 'riskAssess').riskAssessment.id);
    expect(a).toBe(b);
  });

  test.each([
    [{ instrument: 'ODARA' }, 'INVALID', ['input', 'instrument']],
    [{ version: '9' }, 'INVALID', ['input', 'version']],
    [{ answers: answers([12]) }, 'INVALID', ['input', 'answers']],
    [{ answers: answers([1, 1]) }, 'INVALID', ['input', 'answers']],
    [{ eventsIn12Months: -1 }, 'INVALID', ['input', 'eventsIn12Months']],
    [{ judgement: { level: 'ELEVATED', reason: 'Seems calm.' } }, 'INVALID', ['input', 'judgement', 'level']],
    [{ judgement: { level: 'HIGH', reason: '' } }, 'INVALID', ['input', 'judgement', 'reason']],
    [{ victimId: 'nobody' }, 'NOT_FOUND', ['input', 'victimId']],
  ])('with %j is not made, and nothing is kept of it', async (fields, code, field) => {
    const count = async () =>
      (await hub.db('referral').query('SELECT count(*)::int AS n FROM risk_assessment'))[0].n as number;
    const before = await count();
    const answer = await hub.as('officer-almaty', 'POLICE_RESPONSE').query(ASSESS, input(fields));
    expect(answer.data.riskAssess).toMatchObject({ riskAssessment: null, userErrors: [{ code, field }] });
    expect(await count()).toBe(before);
  });

  test('of a woman from whom somebody is walled off is not there for that person, nor made', async () => {
    const scene = await Scene.open(hub);
    const { id } = await assessed(scene);
    for (const subgraph of ['referral', 'consent'])
      await hub.db(subgraph).query(
        `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject${subgraph === 'consent' ? ', reason, added_by_agency, added_by_staff' : ''})
         SELECT gen_random_uuid(), $1, 'STAFF', $2${subgraph === 'consent' ? ", 'OTHER', 'test', 'test'" : ''}`,
        [
          (await hub.db('referral').query('SELECT victim_key FROM risk_assessment WHERE id = $1', [id]))[0].victim_key,
          seedId('staff:officer-almaty'),
        ],
      );
    expect(await own('officer-almaty', 'POLICE_RESPONSE')).not.toContain(id);
    expect(await own('duty-officer-almaty', 'POLICE_RESPONSE')).toContain(id);
    const again = await scene.officer.query(ASSESS, input({ victimId: scene.victimId }));
    expect(again.data.riskAssess.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

test('a referral that covers RISK brings the assessments, sealed again; without consent they close', async () => {
  const scene = await Scene.open(hub);
  await scene.duty(['RISK']);
  await assessed(scene, { judgement: { level: 'HIGH', reason: 'Brought along.' } });
  await scene.consent(CRISIS_CENTRE, ['RISK', 'REFERRAL']);
  const { id } = await scene.sent({ categories: ['RISK'] });
  await assessed(scene, { answers: answers([], [1]) });
  const read = async () =>
    (
      await hub
        .as('intake-almaty', 'SHELTER')
        .query(
          'query ($id: ID!) { referral(id: $id) { victim { riskAssessments(first: 5) { edges { node { level judgementReason } } } } } }',
          { id },
        )
    ).data.referral.victim;
  expect(await read()).toEqual({
    riskAssessments: { edges: [{ node: { level: 'HIGH', judgementReason: 'Brought along.' } }] },
  });
  await scene.withdraw(CRISIS_CENTRE);
  expect((await read())?.riskAssessments ?? null).toBeNull();
});

describe('an instrument', () => {
  const LOAD = `mutation ($input: RiskQuestionsLoadInput!) { riskQuestionsLoad(input: $input) {
    riskInstrument { id items { id question } } userErrors { code field } } }`;
  const form = instrument('LAP', '1')!;
  const questions = form.items.map((item) => ({ item, question: `Question ${item} as our licence words it` }));
  const load = (fields: object = {}, account = 'administrator-police') =>
    hub.as(account).query(LOAD, {
      input: { instrument: 'LAP', version: '1', language: 'en', licence: 'Test licence', questions, ...fields },
    });
  const wording = async (account: string, language = 'en') =>
    (await hub.as(account, undefined, language).query('{ riskInstruments { id version items { question } } }')).data
      .riskInstruments as { id: string; version: string; items: { question: string | null }[] }[];

  test('is there without its questions until an administrator loads them, for the own agency only', async () => {
    const bare = await wording('officer-almaty');
    expect(bare.map(({ id, version }) => `${id} ${version}`)).toEqual(['LAP 2.0', 'LAP 1', 'DASH 2009']);
    expect(bare.flatMap(({ items }) => items.map(({ question }) => question)).some(Boolean)).toBe(false);
    const { data } = await load();
    expect(data.riskQuestionsLoad.riskInstrument.items).toHaveLength(11);
    const lap = async (...who: Parameters<typeof wording>) => (await wording(...who))[1]!.items[0]!.question;
    expect(await lap('officer-almaty')).toBe('Question 1 as our licence words it');
    expect(await lap('officer-almaty', 'kk')).toBeNull();
    expect(await lap('operator-150')).toBeNull();
    await load({ questions: questions.map((q) => ({ ...q, question: 'Another wording' })) });
    expect(await lap('officer-almaty')).toBe('Another wording');
  });

  test.each([
    [{ questions: questions.slice(1) }, ['input', 'questions']],
    [{ questions: [...questions, questions[0]!] }, ['input', 'questions']],
    [{ instrument: 'ODARA' }, ['input', 'instrument']],
    [{ version: '3' }, ['input', 'version']],
    [{ licence: '' }, ['input', 'licence']],
  ])('is not loaded with %j', async (fields, field) => {
    const { data } = await load(fields);
    expect(data.riskQuestionsLoad).toMatchObject({ riskInstrument: null, userErrors: [{ code: 'INVALID', field }] });
  });

  test.each(['officer-almaty', 'integrator-police'])('is not loaded by %s', async (account) => {
    expect((await load({}, account)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
