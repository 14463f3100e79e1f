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

const MARK = `mutation ($input: IncidentEnteredInErrorInput!) { incidentEnteredInError(input: $input) {
  incident { id status errorReason errorAt errorBy account version } userErrors { code field } } }`;
const mark = async (incidentId: string, reason = 'OTHER_PERSON', account = 'officer-almaty') =>
  (await hub.as(account, 'POLICE_RESPONSE').query(MARK, { input: { incidentId, reason } })).data.incidentEnteredInError;

interface Reported {
  incident: { id: string; earlierReported: number | null };
}
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const report = async (scene: Scene, fields: object = {}): Promise<Reported['incident']> => {
  const input = {
    ...{ idempotencyKey: key(), victimId: scene.victimId, occurredAt: ago(10), channel: 'CALL_102' },
    ...{ violence: ['PHYSICAL'], regionCode: 'KZ-75', account: 'She was pushed.', ...fields },
  };
  const answer = await scene.officer.query(
    'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id earlierReported } userErrors { code } } }',
    { input },
  );
  return done<Reported>(answer, 'incidentReport').incident;
};
const own = async (id: string) =>
  (
    await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query('query ($id: ID!) { incident(id: $id) { id status account victim { id } } }', { id })
  ).data.incident;
const onRecord = async (scene: Scene): Promise<string[]> =>
  (
    await scene.officer.query(
      'query ($id: ID!) { victim(id: $id) { incidents(first: 10) { edges { node { id } } } } }',
      { id: scene.victimId },
    )
  ).data.victim.incidents.edges.map(({ node }: { node: { id: string } }) => node.id);

describe('a report that was entered in error', () => {
  test('counts nowhere and is on no record; its unit keeps it, with who said so, when and why, and each look is in her log', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['INCIDENT', 'RISK']);
    const wrong = await report(scene);
    const right = await report(scene);
    expect(right.earlierReported).toBe(1);
    expect(await onRecord(scene)).toEqual(expect.arrayContaining([wrong.id, right.id]));

    const looks = async () =>
      (
        await hub.db('referral').query('SELECT count(*)::int AS n FROM own_record_log WHERE record_id = $1', [wrong.id])
      )[0].n;
    const before = await looks();
    expect(await mark(wrong.id)).toEqual({
      incident: {
        ...{ id: wrong.id, status: 'ENTERED_IN_ERROR', errorReason: 'OTHER_PERSON', errorAt: expect.any(String) },
        ...{ errorBy: seedId('staff:officer-almaty'), account: 'She was pushed.', version: 1 },
      },
      userErrors: [],
    });
    expect(await looks()).toBe(before + 1);
    expect(await onRecord(scene)).toEqual([right.id]);
    expect((await report(scene)).earlierReported).toBe(1);
    expect(await own(wrong.id)).toMatchObject({ status: 'ENTERED_IN_ERROR', account: 'She was pushed.' });
    expect(await own(right.id)).toMatchObject({ status: 'ACTIVE' });
  });

  test('raises no assessment of risk', async () => {
    const scene = await Scene.open(hub);
    const wrong = [await report(scene), await report(scene)];
    const events = async () => {
      const { data } = await scene.officer.query(
        'mutation ($input: RiskAssessInput!) { riskAssess(input: $input) { riskAssessment { eventsIn12Months } userErrors { code } } }',
        { input: { idempotencyKey: key(), victimId: scene.victimId, instrument: 'LAP', answers: [] } },
      );
      expect(data.riskAssess.userErrors).toEqual([]);
      return data.riskAssess.riskAssessment.eventsIn12Months;
    };
    expect(await events()).toBe(2);
    for (const { id } of wrong) await mark(id);
    expect(await events()).toBeNull();
  });

  test('is taken from whoever had it by a referral, and goes along with no other', async () => {
    const scene = await Scene.open(hub);
    const { id } = await report(scene);
    await scene.consent(CRISIS_CENTRE, ['INCIDENT', 'REFERRAL']);
    const { id: referral } = await scene.sent({ categories: ['INCIDENT'] });
    const read = async (of: string) =>
      (
        await hub
          .as('intake-almaty', 'SHELTER')
          .query(
            'query ($id: ID!) { referral(id: $id) { victim { incidents(first: 5) { edges { node { id account } } } } } }',
            { id: of },
          )
      ).data.referral.victim.incidents.edges;
    expect(await read(referral)).toEqual([{ node: { id, account: 'She was pushed.' } }]);
    await mark(id);
    expect(await read(referral)).toEqual([]);
    const again = await scene.sent({ categories: ['INCIDENT'] });
    expect(await read(again.id)).toEqual([]);
    expect(await hub.db('referral').query('SELECT FROM incident_share WHERE incident = $1', [id])).toEqual([]);
  });

  test('is told, by its own referral, to whoever had it: once, and to nobody else', async () => {
    const scene = await Scene.open(hub);
    const { id } = await report(scene);
    await scene.consent(CRISIS_CENTRE, ['INCIDENT', 'REFERRAL']);
    const { id: referral } = await scene.sent({ categories: ['INCIDENT'] });
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
      [{ type: 'referral.report_in_error', object: referral }],
      [],
      [],
    ]);
  });

  test('is brought to nobody after the mark, also by who began before it or is of the version before', async () => {
    const scene = await Scene.open(hub);
    const { id } = await report(scene);
    await scene.consent(CRISIS_CENTRE, ['REFERRAL']);
    const { id: referral } = await scene.sent();
    const db = hub.db('referral');
    const copies = () => db.query('SELECT agency FROM incident_share WHERE incident = $1', [id]);
    const bring = (agency: string) =>
      hub.subgraphs
        .get('referral')!
        .db.query('INSERT INTO incident_share (incident, agency, referral) VALUES ($1, $2, $3)', [
          id,
          agency,
          referral,
        ]);
    const marking = db.createQueryRunner();
    await marking.startTransaction();
    await marking.query(
      "UPDATE incident SET error_reason = 'OTHER_PERSON', error_by = $2, error_at = clock_timestamp() WHERE id = $1",
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

  test('is so for ever, for one reason, and is not corrected any more', async () => {
    const { id } = await report(await Scene.open(hub));
    const { incident } = await mark(id, 'RECORDED_TWICE');
    expect((await mark(id, 'RECORDED_TWICE')).incident).toEqual(incident);
    expect((await mark(id)).userErrors).toEqual([{ code: 'WRONG_STATE', field: ['input', 'reason'] }]);
    const input = { incidentId: id, expectedVersion: 1, reason: 'LEARNT_LATER', weapon: true };
    const { data } = await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query(
        'mutation ($input: IncidentCorrectInput!) { incidentCorrect(input: $input) { userErrors { code field } } }',
        {
          input,
        },
      );
    expect(data.incidentCorrect.userErrors).toEqual([{ code: 'WRONG_STATE', field: ['input', 'incidentId'] }]);
  });

  test('is marked by the unit that took it down alone: unknown, of others and behind a wall are one answer', async () => {
    const scene = await Scene.open(hub);
    const { id } = await report(scene);
    const unknown = await mark(seedId('no incident'));
    expect(unknown).toEqual({
      incident: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidentId'] }],
    });
    for (const stranger of ['officer-almaty-2', 'officer-bostandyk'])
      expect(await mark(id, 'OTHER_PERSON', stranger)).toEqual(unknown);
    await hub
      .db('referral')
      .query(
        "INSERT INTO conflict_wall SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM incident WHERE id = $1",
        [id, seedId('staff:officer-almaty')],
      );
    expect(await mark(id)).toEqual(unknown);
  });

  test('lifts no suspension of a guardian whom it names: nobody frees him by calling it an error', async () => {
    const scene = await Scene.open(hub);
    const { id } = await report(scene, { named: ['FATHER'] });
    const named = () => hub.db('consent').query('SELECT relations FROM perpetrator_naming WHERE report = $1', [id]);
    for (let i = 0; i < 200 && (await named()).length === 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    await mark(id);
    expect(await named()).toEqual([{ relations: ['FATHER'] }]);
  });
});
