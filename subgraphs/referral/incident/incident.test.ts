import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { CRISIS_CENTRE, done, dump, key, Scene } from '../test/scene.js';

const REPORT = `mutation ($input: IncidentReportInput!) { incidentReport(input: $input) {
  incident { id channel violence injuries weapon childrenPresent childrenCount regionCode agency account victim { id } }
  userErrors { code field message } } }`;
const LIST =
  'query ($first: Int!, $after: String) { incidents(first: $first, after: $after) { edges { node { id account } } pageInfo { hasNextPage endCursor } } }';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

const beaten = (fields: Record<string, unknown> = {}) => ({
  input: {
    idempotencyKey: key(),
    occurredAt: ago(10),
    lastContactAt: ago(9),
    channel: 'CALL_102',
    violence: ['PHYSICAL', 'STRANGULATION'],
    injuries: ['NECK_INJURY', 'BRUISE'],
    childrenPresent: true,
    childrenCount: 3,
    account: 'He beat her in front of the children.',
    regionCode: 'KZ-75',
    ...fields,
  },
});

interface Reported {
  incident: { id: string; account: string; victim: { id: string } | null };
}
const list = async (account: string, purpose: string, first = 100, after: string | null = null) =>
  (await hub.as(account, purpose).query(LIST, { first, after })).data.incidents;
const ids = (page: { edges: { node: { id: string } }[] }) => page.edges.map(({ node }) => node.id);

describe('an incident', () => {
  test('is taken down, read by the unit that took it down, and by nobody else', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['INCIDENT']);
    const answer = await scene.officer.query(REPORT, beaten({ victimId: scene.victimId }));
    const { incident } = done<Reported>(answer, 'incidentReport');
    expect(incident).toMatchObject({
      channel: 'CALL_102',
      violence: ['PHYSICAL', 'STRANGULATION'],
      childrenCount: 3,
      weapon: null,
      account: 'He beat her in front of the children.',
      victim: { id: scene.victimId },
    });
    expect(ids(await list('duty-officer-almaty', 'POLICE_RESPONSE'))).toContain(incident.id);
    expect(ids(await list('officer-almaty-2', 'POLICE_RESPONSE'))).toEqual([]);
    expect(ids(await list('officer-bostandyk', 'POLICE_RESPONSE'))).toEqual([]);
    const one = 'query ($id: ID!) { incident(id: $id) { id } }';
    expect((await scene.officer.query(one, { id: incident.id })).data.incident).toEqual({ id: incident.id });
    for (const stranger of ['officer-almaty-2', 'officer-bostandyk']) {
      expect((await hub.as(stranger, 'POLICE_RESPONSE').query(one, { id: incident.id })).data.incident).toBeNull();
    }
    expect((await scene.officer.query(one, { id: 'no uuid' })).data.incident).toBeNull();
    expect(await dump(hub)).not.toContain('in front of the children');
  });

  test('may name nobody, and is sealed all the same', async () => {
    const answer = await hub
      .as('operator-150', 'SUPPORT')
      .query(REPORT, beaten({ channel: 'HELPLINE', account: 'A caller who gave no name.' }));
    const { incident } = done<Reported>(answer, 'incidentReport');
    expect(incident).toMatchObject({ account: 'A caller who gave no name.', victim: null });
    expect(await dump(hub)).not.toContain('gave no name');
  });

  test('lies in the past, and each wrong time is named', async () => {
    const answer = await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query(REPORT, beaten({ occurredAt: ago(-1), lastContactAt: ago(-2), childrenPresent: null }));
    expect(answer.data.incidentReport.incident).toBeNull();
    expect(answer.data.incidentReport.userErrors.map((e: { field: string[] }) => e.field)).toEqual([
      ['input', 'occurredAt'],
      ['input', 'lastContactAt'],
      ['input', 'childrenPresent'],
    ]);
  });

  test('of somebody else, or of nobody that exists, is one refusal', async () => {
    const scene = await Scene.open(hub);
    const refusals = await Promise.all(
      [scene.victimId, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'no id'].map(async (victimId) => {
        const answer = await hub.as('officer-bostandyk', 'POLICE_RESPONSE').query(REPORT, beaten({ victimId }));
        return answer.data.incidentReport;
      }),
    );
    expect(refusals[0]).toMatchObject({
      incident: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'victimId'] }],
    });
    expect(refusals[1]).toEqual(refusals[0]);
    expect(refusals[2]).toEqual(refusals[0]);
  });

  test('is reported once, however often the same report is sent', async () => {
    const report = beaten();
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    const answers = await Promise.all([officer.query(REPORT, report), officer.query(REPORT, report)]);
    const [a, b] = answers.map((answer) => done<Reported>(answer, 'incidentReport').incident.id);
    expect(a).toBe(b);
    const other = await officer.query(REPORT, { input: { ...report.input, account: 'Another story.' } });
    expect(other.data.incidentReport.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  test.each([
    ['steward', 'STEWARDSHIP', 'FORBIDDEN'],
    ['clerk-almaty', 'COURT', 'FORBIDDEN'],
    ['officer-almaty', undefined, 'PURPOSE_REQUIRED'],
  ])('is not taken down by %s with purpose %s', async (account, purpose, code) => {
    const answer = await hub.as(account, purpose).query(REPORT, beaten());
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
  });
});

test('the list is cut into pages without a gap, and exactly the incidents shown are logged', async () => {
  const clinician = hub.as('clinician-almaty', 'MEDICAL_CARE');
  const reported: string[] = [];
  for (let i = 0; i < 5; i++) {
    const answer = await clinician.query(REPORT, beaten({ channel: 'HOSPITAL' }));
    reported.unshift(done<Reported>(answer, 'incidentReport').incident.id);
  }
  const looks = async () =>
    (await hub.db('referral').query('SELECT count(*)::int AS n FROM own_record_log'))[0].n as number;
  const before = await looks();
  const seen: string[] = [];
  let after: string | null = null;
  for (const more of [true, true, false]) {
    const page: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } =
      await list('clinician-almaty', 'MEDICAL_CARE', 2, after);
    seen.push(...ids(page));
    expect(page.pageInfo.hasNextPage).toBe(more);
    after = page.pageInfo.endCursor;
  }
  expect(seen).toEqual(reported);
  expect(await looks()).toBe(before + 5);
  const tampered = Buffer.from(JSON.stringify(['yesterday', 'x'])).toString('base64url');
  expect((await clinician.query(LIST, { first: 2, after: tampered })).errors?.[0]?.extensions.code).toBe(
    'BAD_USER_INPUT',
  );
});

test('an officer who is walled off loses even the reports of their own', async () => {
  const scene = await Scene.open(hub);
  await scene.duty(['INCIDENT']);
  const { incident } = done<Reported>(
    await scene.officer.query(REPORT, beaten({ victimId: scene.victimId })),
    'incidentReport',
  );
  await hub.db('referral').query(
    `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
     SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM incident WHERE id = $1`,
    [incident.id, seedId('staff:officer-almaty')],
  );
  expect(ids(await list('officer-almaty', 'POLICE_RESPONSE'))).not.toContain(incident.id);
  expect(ids(await list('duty-officer-almaty', 'POLICE_RESPONSE'))).toContain(incident.id);
});

test('a referral that covers INCIDENT brings the report, sealed again; without consent it closes', async () => {
  const scene = await Scene.open(hub);
  await scene.duty(['INCIDENT']);
  await scene.officer.query(REPORT, beaten({ victimId: scene.victimId, account: 'The first report.' }));
  await scene.consent(CRISIS_CENTRE, ['INCIDENT', 'REFERRAL']);
  const { id } = await scene.sent({ categories: ['INCIDENT'] });
  await scene.officer.query(REPORT, beaten({ victimId: scene.victimId, account: 'Reported after the referral.' }));
  const INCIDENTS = 'victim { incidents(first: 10) { edges { node { account channel } } } }';
  const read = async () =>
    (await hub.as('intake-almaty', 'SHELTER').query(`query ($id: ID!) { referral(id: $id) { ${INCIDENTS} } }`, { id }))
      .data.referral;
  expect(await read()).toEqual({
    victim: { incidents: { edges: [{ node: { account: 'The first report.', channel: 'CALL_102' } }] } },
  });
  const police = await scene.officer.query(
    `query ($id: ID!) { victim(id: $id) { incidents(first: 1) { edges { node { account } } pageInfo { hasNextPage } } } }`,
    {
      id: scene.victimId,
    },
  );
  expect(police.data.victim.incidents).toEqual({
    edges: [{ node: { account: 'Reported after the referral.' } }],
    pageInfo: { hasNextPage: true },
  });
  await scene.withdraw(CRISIS_CENTRE);
  expect((await read())?.victim?.incidents ?? null).toBeNull();
});
