import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { CRISIS_CENTRE, done, dump, key, Scene } from '../test/scene.js';

const FACTS = `occurredAt lastContactAt channel violence injuries named weapon childrenPresent childrenCount earlierToldOf regionCode account`;
const REPORT = `mutation ($input: IncidentReportInput!) { incidentReport(input: $input) {
  incident { id version earlierToldOf earlierReported } userErrors { code field } } }`;
const CORRECT = `mutation ($input: IncidentCorrectInput!) { incidentCorrect(input: $input) {
  incident { id version correctedAt earlierReported ${FACTS} } userErrors { code message field } } }`;
const VERSIONS = `query ($id: ID!) { incidentVersions(incidentId: $id) { version correctedAt correctedBy reason ${FACTS} } }`;

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const WORDS = 'He held her by the neck.';

interface Reported {
  incident: { id: string; version: number; earlierToldOf: number | null; earlierReported: number | null };
}
async function reported(scene: Scene, fields: object = {}): Promise<Reported['incident']> {
  const input = {
    idempotencyKey: key(),
    victimId: scene.victimId,
    occurredAt: ago(10),
    channel: 'CALL_102',
    violence: ['PHYSICAL'],
    regionCode: 'KZ-75',
    account: WORDS,
    ...fields,
  };
  return done<Reported>(await scene.officer.query(REPORT, { input }), 'incidentReport').incident;
}

async function correct(incidentId: string, fields: object, account = 'officer-almaty', purpose = 'POLICE_RESPONSE') {
  const input = { incidentId, expectedVersion: 1, reason: 'WRITTEN_DOWN_WRONG', ...fields };
  return (await hub.as(account, purpose).query(CORRECT, { input })).data.incidentCorrect;
}
const versions = async (id: string, account = 'officer-almaty') =>
  (await hub.as(account, 'POLICE_RESPONSE').query(VERSIONS, { id })).data.incidentVersions;
const rows = async () =>
  (await hub.db('referral').query('SELECT count(*)::int AS n, sum(version)::int AS versions FROM incident'))[0];

describe('a correction', () => {
  test('that is sent again under its key is told what it did; without one it is told that another version has come', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['INCIDENT']);
    const { id } = await reported(scene);
    const added = { violence: ['PHYSICAL', 'STRANGULATION'], idempotencyKey: key() };
    for (let sent = 0; sent < 2; sent++)
      expect(await correct(id, added)).toMatchObject({ incident: { id, version: 2 }, userErrors: [] });
    expect(await versions(id)).toHaveLength(1);
    expect(await correct(id, { ...added, idempotencyKey: null })).toMatchObject({
      incident: null,
      userErrors: [{ code: 'VERSION_CONFLICT' }],
    });
    expect(await correct(id, { ...added, violence: ['THREAT'] })).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
    });
  });

  test('changes what it names; what was said before is kept, with who, when and why, and stays sealed', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['INCIDENT']);
    const { id } = await reported(scene, { weapon: true });
    expect(await versions(id)).toEqual([]);
    const first = await correct(id, { violence: ['PHYSICAL', 'STRANGULATION'], weapon: null, lastContactAt: ago(3) });
    expect(first).toMatchObject({
      incident: {
        ...{ version: 2, correctedAt: expect.any(String), violence: ['PHYSICAL', 'STRANGULATION'], weapon: null },
        ...{ channel: 'CALL_102', account: WORDS },
      },
      userErrors: [],
    });
    const second = await correct(
      id,
      { expectedVersion: 2, reason: 'SHE_CORRECTED_IT', account: 'It was a scarf.' },
      'duty-officer-almaty',
    );
    expect(second.incident).toMatchObject({
      version: 3,
      account: 'It was a scarf.',
      lastContactAt: expect.any(String),
    });
    expect(await versions(id)).toMatchObject([
      {
        ...{ version: 1, reason: 'WRITTEN_DOWN_WRONG', correctedBy: seedId('staff:officer-almaty') },
        ...{ violence: ['PHYSICAL'], weapon: true, lastContactAt: null, account: WORDS, channel: 'CALL_102' },
      },
      {
        ...{ version: 2, reason: 'SHE_CORRECTED_IT', correctedBy: seedId('staff:duty-officer-almaty') },
        ...{ violence: ['PHYSICAL', 'STRANGULATION'], weapon: null, account: WORDS },
      },
    ]);
    expect(await dump(hub)).not.toMatch(/by the neck|a scarf/);
  });

  test('is for the unit that took it down; its history too, and each look at it is logged once', async () => {
    const scene = await Scene.open(hub);
    const { id } = await reported(scene);
    await correct(id, { weapon: true });
    await correct(id, { expectedVersion: 2, weapon: false });
    const unknown = await correct(seedId('no incident'), { weapon: true });
    expect(unknown).toMatchObject({
      incident: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'incidentId'] }],
    });
    for (const stranger of ['officer-almaty-2', 'officer-bostandyk']) {
      expect(await correct(id, { expectedVersion: 3, weapon: true }, stranger)).toEqual(unknown);
      expect(await versions(id, stranger)).toEqual([]);
    }
    expect(await versions('no uuid')).toEqual([]);
    const looks = async () =>
      (await hub.db('referral').query('SELECT count(*)::int AS n FROM own_record_log WHERE record_id = $1', [id]))[0].n;
    const before = await looks();
    expect(await versions(id)).toHaveLength(2);
    expect(await looks()).toBe(before + 1);
  });

  test.each([
    [{ expectedVersion: 2, weapon: true }, 'VERSION_CONFLICT', ['input', 'expectedVersion']],
    [{ occurredAt: ago(-1) }, 'INVALID', ['input', 'occurredAt']],
    [{ lastContactAt: ago(-1) }, 'INVALID', ['input', 'lastContactAt']],
    [{ childrenCount: 2 }, 'INVALID', ['input', 'childrenPresent']],
    [{ violence: [] }, 'INVALID', ['input', 'violence']],
    [{ violence: null }, 'INVALID', ['input', 'violence']],
    [{ regionCode: null }, 'INVALID', ['input', 'regionCode']],
    [{ regionCode: 'Almaty' }, 'INVALID', ['input', 'regionCode']],
    [{ earlierToldOf: -1 }, 'INVALID', ['input', 'earlierToldOf']],
    [{}, 'INVALID', ['input']],
  ])('with %j is refused, and nothing is changed', async (fields, code, field) => {
    const { id } = await reported(await Scene.open(hub));
    const before = await rows();
    expect(await correct(id, fields)).toMatchObject({ incident: null, userErrors: [{ code, field }] });
    expect(await rows()).toEqual(before);
  });

  test('of a report cannot put what happened after the report', async () => {
    const { id } = await reported(await Scene.open(hub));
    await hub
      .db('referral')
      .query("UPDATE incident SET reported_at = reported_at - interval '8 hours' WHERE id = $1", [id]);
    expect(await correct(id, { lastContactAt: ago(7) })).toMatchObject({
      userErrors: [{ code: 'INVALID', field: ['input', 'lastContactAt'] }],
    });
    expect((await correct(id, { lastContactAt: ago(9) })).userErrors).toEqual([]);
  });

  test('two at once: one stands', async () => {
    const { id } = await reported(await Scene.open(hub));
    const both = await Promise.all([correct(id, { weapon: true }), correct(id, { weapon: false })]);
    expect(both.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE').sort()).toEqual(['DONE', 'VERSION_CONFLICT']);
  });

  test('is seen by who has the report by a referral, as far as she lets them, without its history', async () => {
    const scene = await Scene.open(hub);
    const { id } = await reported(scene);
    await scene.consent(CRISIS_CENTRE, ['INCIDENT', 'REFERRAL']);
    const { id: referral } = await scene.sent({ categories: ['INCIDENT'] });
    await correct(id, { account: 'It was a scarf.', earlierToldOf: 4 });
    const read = async () =>
      (
        await hub
          .as('intake-almaty', 'SHELTER')
          .query(
            `query ($id: ID!) { referral(id: $id) { victim { incidents(first: 1) { edges { node { account version earlierToldOf earlierReported } } } } } }`,
            { id: referral },
          )
      ).data.referral.victim;
    expect(await read()).toEqual({
      incidents: {
        edges: [{ node: { account: 'It was a scarf.', version: 2, earlierToldOf: 4, earlierReported: null } }],
      },
    });
    expect((await hub.as('intake-almaty', 'SHELTER').query(VERSIONS, { id })).data.incidentVersions).toEqual([]);
    await scene.withdraw(CRISIS_CENTRE);
    expect((await read())?.incidents ?? null).toBeNull();
  });

  test('tells consent of who is named newly, and of nobody twice', async () => {
    const scene = await Scene.open(hub);
    const { id } = await reported(scene, { named: ['PARTNER'] });
    const told = async () =>
      (await hub.db('referral').query("SELECT FROM outbox WHERE operation = 'perpetratorNamed'")).length;
    await hub.subgraphs.get('referral')!.outbox.stop();
    const before = await told();
    await correct(id, { named: ['PARTNER', 'FATHER'] });
    expect(await told()).toBe(before + 1);
    await correct(id, { expectedVersion: 2, named: ['FATHER'] });
    expect(await told()).toBe(before + 1);
    hub.subgraphs.get('referral')!.outbox.start();
  });
});

describe('repeats', () => {
  test('are what she tells, and the own agency’s reports of the twelve months before; never another agency’s', async () => {
    const scene = await Scene.open(hub);
    expect(await reported(scene, { occurredAt: ago(13 * 31 * 24) })).toMatchObject({ earlierReported: 0 });
    await reported(scene, { occurredAt: ago(90 * 24) });
    const { id } = await reported(scene, { occurredAt: ago(30 * 24) });
    expect(await reported(scene, { earlierToldOf: 7 })).toMatchObject({ earlierToldOf: 7, earlierReported: 2 });
    await hub
      .db('referral')
      .query('UPDATE incident SET agency = $2, unit = NULL WHERE id = $1', [
        id,
        seedId('agency:police-almaty-bostandyk'),
      ]);
    expect(await reported(scene)).toMatchObject({ earlierToldOf: null, earlierReported: 2 });
  });
});
