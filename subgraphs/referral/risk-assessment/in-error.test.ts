import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { allEvents, end } from '../../../test/events/reading.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { CLINIC, CRISIS_CENTRE, done, key, Scene } from '../test/scene.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const MARK = `mutation ($input: RiskAssessmentEnteredInErrorInput!) { riskAssessmentEnteredInError(input: $input) {
  riskAssessment { id status errorReason errorAt errorBy level answers { item answer } } userErrors { code field } } }`;
const mark = async (riskAssessmentId: string, reason = 'OTHER_PERSON', account = 'officer-almaty') =>
  (await hub.as(account, 'POLICE_RESPONSE').query(MARK, { input: { riskAssessmentId, reason } })).data
    .riskAssessmentEnteredInError;

type Answer = 'YES' | 'NO';
/** With LAP, version 1: a yes to its first item is the highest level, a no to all shows nothing. */
const assess = async (scene: Scene, answer: Answer, fields: object = {}): Promise<string> => {
  const sent = await scene.officer.query(
    'mutation ($input: RiskAssessInput!) { riskAssess(input: $input) { riskAssessment { id level } userErrors { code } } }',
    {
      input: {
        ...{ idempotencyKey: key(), victimId: scene.victimId, instrument: 'LAP', version: '1' },
        ...{ answers: [{ item: '1', answer }], ...fields },
      },
    },
  );
  const { riskAssessment } = done<{ riskAssessment: { id: string; level: string } }>(sent, 'riskAssess');
  expect(riskAssessment.level).toBe(answer === 'YES' ? 'HIGH' : 'NOT_SHOWN');
  return riskAssessment.id;
};
const own = async (id: string) =>
  (
    await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query('query ($id: ID!) { riskAssessment(id: $id) { status level } }', { id })
  ).data.riskAssessment;
const onRecord = async (scene: Scene): Promise<string[]> =>
  (
    await scene.officer.query(
      'query ($id: ID!) { victim(id: $id) { riskAssessments(first: 10) { edges { node { id } } } } }',
      { id: scene.victimId },
    )
  ).data.victim.riskAssessments.edges.map(({ node }: { node: { id: string } }) => node.id);
const atCentre = async (referral: string): Promise<{ id: string; level: string }[]> =>
  (
    await hub
      .as('intake-almaty', 'SHELTER')
      .query(
        'query ($id: ID!) { referral(id: $id) { victim { riskAssessments(first: 5) { edges { node { id level } } } } } }',
        { id: referral },
      )
  ).data.referral.victim.riskAssessments.edges.map(({ node }: { node: { id: string; level: string } }) => node);

describe('an assessment of risk that was entered in error', () => {
  test('is on no record; its unit keeps it as it was made, with who said so, when and why, and each look is in her log', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['RISK']);
    const [wrong, right] = [await assess(scene, 'YES'), await assess(scene, 'NO')];
    expect(await onRecord(scene)).toEqual([right, wrong]);
    const looks = async () =>
      (await hub.db('referral').query('SELECT FROM own_record_log WHERE record_id = $1', [wrong])).length;
    const before = await looks();
    expect(await mark(wrong)).toEqual({
      riskAssessment: {
        ...{ id: wrong, status: 'ENTERED_IN_ERROR', errorReason: 'OTHER_PERSON', errorAt: expect.any(String) },
        ...{ errorBy: seedId('staff:officer-almaty'), level: 'HIGH', answers: [{ item: '1', answer: 'YES' }] },
      },
      userErrors: [],
    });
    expect(await looks()).toBe(before + 1);
    expect(await onRecord(scene)).toEqual([right]);
    expect(await own(wrong)).toEqual({ status: 'ENTERED_IN_ERROR', level: 'HIGH' });
    expect(await own(right)).toEqual({ status: 'ACTIVE', level: 'NOT_SHOWN' });
  });

  test('is taken from whoever had it, goes along with no other referral, and takes nothing back of what was sent by it', async () => {
    const scene = await Scene.open(hub);
    const id = await assess(scene, 'YES');
    await scene.consent(CRISIS_CENTRE, ['RISK', 'REFERRAL']);
    const { id: referral } = await scene.sent({ categories: ['RISK'], urgency: 'STAT' });
    const sent = async () => [
      await hub.db('referral').query('SELECT urgency, state, categories FROM referral WHERE id = $1', [referral]),
      await hub
        .db('referral')
        .query('SELECT step, due_at FROM response_timer WHERE referral = $1 ORDER BY 1', [referral]),
    ];
    const before = await sent();
    expect(before[1]!.length).toBeGreaterThan(0);
    expect(await atCentre(referral)).toEqual([{ id, level: 'HIGH' }]);
    await mark(id);
    expect(await atCentre(referral)).toEqual([]);
    expect(await sent()).toEqual(before);
    const again = await scene.sent({ categories: ['RISK'] });
    expect(await atCentre(again.id)).toEqual([]);
    expect(await hub.db('referral').query('SELECT FROM risk_assessment_share WHERE assessment = $1', [id])).toEqual([]);
  });

  test('is told, by its own referral, to whoever had it: once, and to nobody else', async () => {
    const scene = await Scene.open(hub);
    const id = await assess(scene, 'YES');
    await scene.consent(CRISIS_CENTRE, ['RISK', 'REFERRAL']);
    const { id: referral } = await scene.sent({ categories: ['RISK'] });
    await scene.sent({ recipient: CLINIC, service: 'MEDICAL_CARE' });
    const readers = [
      hub.as('intake-almaty', 'SHELTER'),
      hub.as('clinician-almaty', 'MEDICAL_CARE'),
      hub.as('officer-almaty', 'POLICE_RESPONSE'),
    ];
    const since = await Promise.all(readers.map((reader) => end(reader, 'referralEvents')));
    await mark(id);
    await mark(id);
    const told = await Promise.all(readers.map((reader, i) => allEvents(reader, 'referralEvents', since[i])));
    expect(told.map((events) => events.map(({ type, object }) => ({ type, object })))).toEqual([
      [{ type: 'referral.assessment_in_error', object: referral }],
      [],
      [],
    ]);
  });

  test('is brought to nobody after the mark, also by who began before it or is of the version before', async () => {
    const scene = await Scene.open(hub);
    const id = await assess(scene, 'YES');
    await scene.consent(CRISIS_CENTRE, ['REFERRAL']);
    const { id: referral } = await scene.sent();
    const db = hub.db('referral');
    const copies = () => db.query('SELECT agency FROM risk_assessment_share WHERE assessment = $1', [id]);
    const bring = (agency: string) =>
      hub.subgraphs
        .get('referral')!
        .db.query('INSERT INTO risk_assessment_share (assessment, agency, referral) VALUES ($1, $2, $3)', [
          id,
          agency,
          referral,
        ]);
    const marking = db.createQueryRunner();
    await marking.startTransaction();
    await marking.query(
      "UPDATE risk_assessment SET error_reason = 'OTHER_PERSON', error_by = $2, error_at = clock_timestamp() WHERE id = $1",
      [id, seedId('staff:officer-almaty')],
    );
    let brought = false;
    const bringing = bring(CRISIS_CENTRE).then(() => {
      brought = true;
    });
    const waits = async () =>
      (
        await db.query(
          'SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()',
        )
      ).length > 0;
    while (!brought && !(await waits()));
    await marking.commitTransaction();
    await marking.release();
    await bringing;
    expect(await copies()).toEqual([]);
    await bring(CLINIC);
    expect(await copies()).toEqual([]);
  });

  test('is so for ever, for one reason', async () => {
    const id = await assess(await Scene.open(hub), 'NO');
    const { riskAssessment } = await mark(id);
    expect((await mark(id)).riskAssessment).toEqual(riskAssessment);
    expect((await mark(id, 'RECORDED_TWICE')).userErrors).toEqual([
      { code: 'WRONG_STATE', field: ['input', 'reason'] },
    ]);
  });

  test('is marked by the unit that made it alone: unknown, of others and behind a wall are one answer', async () => {
    const scene = await Scene.open(hub);
    const id = await assess(scene, 'YES');
    const unknown = await mark(seedId('no assessment'));
    expect(unknown).toEqual({
      riskAssessment: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'riskAssessmentId'] }],
    });
    for (const stranger of ['officer-almaty-2', 'officer-bostandyk'])
      expect(await mark(id, 'OTHER_PERSON', stranger)).toEqual(unknown);
    await hub
      .db('referral')
      .query(
        "INSERT INTO conflict_wall SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM risk_assessment WHERE id = $1",
        [id, seedId('staff:officer-almaty')],
      );
    expect(await mark(id)).toEqual(unknown);
  });
});

describe('an assessment that is there twice', () => {
  const refused = { riskAssessment: null, userErrors: [{ code: 'WRONG_STATE', field: ['input', 'reason'] }] };

  test('leaves one of the same woman and instrument that is no lower: nobody lowers the risk by calling it a repetition', async () => {
    const scene = await Scene.open(hub);
    await assess(await Scene.open(hub), 'YES');
    const high = await assess(scene, 'YES');
    expect(await mark(high, 'RECORDED_TWICE')).toEqual(refused);
    const low = await assess(scene, 'NO');
    expect(await mark(high, 'RECORDED_TWICE')).toEqual(refused);
    await assess(scene, 'YES', {
      ...{ instrument: 'DASH', version: null, answers: [] },
      judgement: { level: 'HIGH', reason: 'He sits beside her.' },
    });
    expect(await mark(high, 'RECORDED_TWICE')).toEqual(refused);
    expect(await own(high)).toEqual({ status: 'ACTIVE', level: 'HIGH' });
    expect((await mark(low, 'RECORDED_TWICE')).userErrors).toEqual([]);
    const again = await assess(scene, 'YES');
    expect((await mark(high, 'RECORDED_TWICE')).userErrors).toEqual([]);
    expect(await mark(again, 'RECORDED_TWICE')).toEqual(refused);
    expect((await mark(high, 'RECORDED_TWICE')).riskAssessment.status).toBe('ENTERED_IN_ERROR');
  });

  test('leaves one also when several are marked in the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const scene = await Scene.open(hub);
      const ids = [await assess(scene, 'YES'), await assess(scene, 'YES'), await assess(scene, 'YES')];
      const answers = await Promise.all(ids.map((id) => mark(id, 'RECORDED_TWICE')));
      expect(answers.filter(({ riskAssessment }) => riskAssessment)).toHaveLength(2);
    }
  });

  test('is not asked for another one when it is of nobody, or of somebody else', async () => {
    const { id } = done<{ riskAssessment: { id: string } }>(
      await hub
        .as('officer-almaty', 'POLICE_RESPONSE')
        .query(
          'mutation ($input: RiskAssessInput!) { riskAssess(input: $input) { riskAssessment { id } userErrors { code } } }',
          { input: { idempotencyKey: key(), instrument: 'LAP', answers: [] } },
        ),
      'riskAssess',
    ).riskAssessment;
    expect((await mark(id)).userErrors).toEqual([]);
    const high = await assess(await Scene.open(hub), 'YES');
    expect((await mark(high)).userErrors).toEqual([]);
  });
});

describe('a report that is marked', () => {
  const IN_ERROR = `mutation ($input: IncidentEnteredInErrorInput!) { incidentEnteredInError(input: $input) {
    countedIn { id status } userErrors { code } } }`;
  const report = async (scene: Scene, daysAgo: number): Promise<string> => {
    const sent = await scene.officer.query(
      'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code } } }',
      {
        input: {
          ...{ idempotencyKey: key(), victimId: scene.victimId, channel: 'CALL_102', violence: ['PHYSICAL'] },
          ...{ regionCode: 'KZ-75', occurredAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString() },
        },
      },
    );
    return done<{ incident: { id: string } }>(sent, 'incidentReport').incident.id;
  };
  const countedIn = async (scene: Scene, incidentId: string): Promise<string[]> =>
    (
      await scene.officer.query(IN_ERROR, { input: { incidentId, reason: 'OTHER_PERSON' } })
    ).data.incidentEnteredInError.countedIn.map(({ id }: { id: string }) => id);

  test('names the assessments that counted it, and no others; they stay, and the look at them is logged', async () => {
    const scene = await Scene.open(hub);
    await assess(scene, 'NO');
    const old = await report(scene, 400);
    await assess(scene, 'NO');
    const id = await report(scene, 10);
    const counted = [await assess(scene, 'YES'), await assess(scene, 'NO')];
    const marked = await assess(scene, 'NO');
    await mark(marked);
    await assess(await Scene.open(hub), 'NO', { eventsIn12Months: 3 });
    expect(await countedIn(scene, id)).toEqual([...counted].reverse());
    const later = await assess(scene, 'NO');
    expect(await countedIn(scene, id)).not.toContain(later);
    expect(await countedIn(scene, old)).toEqual([]);
    expect(await own(counted[0]!)).toEqual({ status: 'ACTIVE', level: 'HIGH' });
    const looks = await hub
      .db('referral')
      .query("SELECT FROM own_record_log WHERE record_id = $1 AND category = 'RISK'", [counted[1]]);
    expect(looks).toHaveLength(3);
  });
});
