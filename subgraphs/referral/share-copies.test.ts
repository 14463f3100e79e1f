import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allEvents, end } from '../../test/events/reading.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { endedLongAgo, isThere, retained } from './test/retained.js';
import { CRISIS_CENTRE, done, key, Scene } from './test/scene.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const db = () => hub.db('referral');
const intake = () => hub.as('intake-almaty', 'SHELTER');

/** She, with a report, an assessment and her own words on how to reach her, open to the crisis centre. */
async function recorded(): Promise<Scene> {
  const scene = await Scene.open(hub);
  await scene.duty(['INCIDENT', 'RISK', 'CONTACT', 'IDENTITY']);
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const incident = { idempotencyKey: key(), victimId: scene.victimId, occurredAt: at, channel: 'CALL_102' };
  await act(scene, 'incidentReport', 'IncidentReportInput', {
    ...incident,
    ...{ violence: ['PHYSICAL'], regionCode: 'KZ-75', account: 'She was pushed.' },
  });
  const assessment = { idempotencyKey: key(), victimId: scene.victimId, instrument: 'LAP' };
  await act(scene, 'riskAssess', 'RiskAssessInput', { ...assessment, answers: [{ item: '1', answer: 'YES' }] });
  await act(scene, 'personDetailsRecord', 'PersonDetailsRecordInput', {
    ...{ idempotencyKey: key(), victimId: scene.victimId },
    identity: { familyName: 'Ойдан', givenName: 'Аты', languages: ['kk'] },
  });
  await scene.consent(CRISIS_CENTRE, ['INCIDENT', 'RISK', 'IDENTITY', 'REFERRAL']);
  return scene;
}
const act = async (scene: Scene, mutation: string, type: string, input: object) =>
  done(
    await scene.officer.query(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field } } }`,
      {
        input,
      },
    ),
    mutation,
  );
const all = { categories: ['INCIDENT', 'RISK', 'IDENTITY'] };

/** What the crisis centre reads by a referral. */
const read = async (referral: string) => {
  const { data, errors } = await intake().query(
    `query ($id: ID!) { referral(id: $id) { victim { identity { familyName referralId }
       incidents(first: 5) { edges { node { account } } } riskAssessments(first: 5) { edges { node { level } } } } } }`,
    { id: referral },
  );
  expect(errors).toBeUndefined();
  const { victim } = data.referral;
  return [
    victim.incidents.edges.map(({ node }: { node: { account: string } }) => node.account),
    victim.riskAssessments.edges.map(({ node }: { node: { level: string } }) => node.level),
    victim.identity?.familyName,
  ];
};
const EVERYTHING = [['She was pushed.'], ['HIGH'], 'Ойдан'];

describe('a copy that two referrals have brought', () => {
  test.each([['first'], ['second']] as const)(
    'stays as long as one of them does: the %s goes with its age, then the other',
    async (which) => {
      const scene = await recorded();
      const both = [await scene.sent(all), await scene.sent(all)].map(({ id }) => id);
      const [going, standing] = which === 'first' ? both : both.reverse();
      await endedLongAgo(hub, going!);
      await retained(hub);
      expect(await read(standing!)).toEqual(EVERYTHING);

      // the last of them goes: so do the copies
      const { id: another } = await scene.sent();
      await endedLongAgo(hub, standing!);
      await retained(hub);
      expect(await isThere(hub, standing!)).toBe(false);
      expect((await read(another)).slice(0, 2)).toEqual([[], []]);
    },
  );

  test('is told to be in error by each of them', async () => {
    const scene = await recorded();
    const both = [await scene.sent(all), await scene.sent(all)].map(({ id }) => id);
    await scene.sent();
    const since = await end(intake(), 'referralEvents');
    const [{ id }] = await db().query(
      'SELECT s.incident AS id FROM incident_share s WHERE s.referral = ANY($1::uuid[])',
      [both],
    );
    await act(scene, 'incidentEnteredInError', 'IncidentEnteredInErrorInput', {
      ...{ incidentId: id, reason: 'OTHER_PERSON' },
    });
    const told = (await allEvents(intake(), 'referralEvents', since))
      .filter(({ type }) => type === 'referral.report_in_error')
      .map(({ object }) => object);
    expect(told.sort()).toEqual([...both].sort());
  });
});

test('a report that was made after a referral was sent is not of those that it brought', async () => {
  const scene = await recorded();
  const { id: first } = await scene.sent(all);
  const at = new Date(Date.now() - 60_000).toISOString();
  await act(scene, 'incidentReport', 'IncidentReportInput', {
    ...{ idempotencyKey: key(), victimId: scene.victimId, occurredAt: at, channel: 'CALL_102' },
    ...{ violence: ['THREAT'], regionCode: 'KZ-75', account: 'He came back.' },
  });
  const { id: second } = await scene.sent(all);
  await endedLongAgo(hub, second);
  await retained(hub);
  expect((await read(first))[0]).toEqual(['She was pushed.']);
});
