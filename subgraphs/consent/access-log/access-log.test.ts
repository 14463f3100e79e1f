import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { ADVOCATE, CENTRE, INTAKE, OFFICER, POLICE, SCHEDULER, Scene, SHE, type Who } from '../test/scene.js';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
  scene = await Scene.open(hub);
  await scene.duty();
  await scene.grant();
  await scene.grant({
    recipient: CENTRE,
    purposes: ['SHELTER', 'SUPPORT', 'SUBJECT_REQUEST'],
    categories: ['IDENTITY', 'SHELTER'],
  });
});
afterAll(() => hub.close());

interface Entry {
  readonly kind: string;
  readonly category: string | null;
  readonly purpose: string;
  readonly agency: string;
}

const log = async (who: Who = SHE, first = 100): Promise<Entry[] | string | undefined> => {
  const { data, errors } = await hub.as(...who).query(
    `query ($id: ID!, $first: Int!) { victim(id: $id) { accessLog(first: $first) {
         edges { node { kind category purpose agency } } } } }`,
    { id: scene.idFor(who), first },
  );
  return errors?.[0]?.extensions.code ?? data.victim?.accessLog.edges.map((edge: { node: Entry }) => edge.node);
};
const readings = async () =>
  hub
    .db('consent')
    .query(
      "SELECT agency, staff, role, purpose, request_id <> '' AS request FROM access_log WHERE kind = 'ACCESS_LOG' ORDER BY id",
    );

describe('her access log', () => {
  test.each<[Who]>([[OFFICER], [SCHEDULER], [INTAKE], [ADVOCATE]])('is not for %j', async (who) => {
    expect(await scene.open(who)).not.toBeNull();
    expect(await log(who)).toBe('FORBIDDEN');
    expect(await readings()).toEqual([]);
  });

  test('lists every look that opened something, with agency, purpose and category, newest first', async () => {
    const look = (who: Who) =>
      hub
        .as(...who)
        .query('query ($id: ID!) { victim(id: $id) { identity { familyName } } }', { id: scene.idFor(who) });
    await look(OFFICER);
    await look(SCHEDULER);
    const entries = (await log()) as Entry[];
    expect(entries.slice(0, 2)).toMatchObject([
      { kind: 'DISCLOSURE', category: 'IDENTITY', purpose: 'FORENSIC_EXAM' },
      { kind: 'DISCLOSURE', category: 'IDENTITY', purpose: 'POLICE_RESPONSE', agency: POLICE },
    ]);
  });

  test('says that it was read, and by whom', async () => {
    const before = (await readings()).length;
    await log();
    expect((await log()) as Entry[]).toEqual(
      expect.arrayContaining([{ kind: 'ACCESS_LOG', category: null, purpose: 'SUBJECT_REQUEST', agency: CENTRE }]),
    );
    const rows = await readings();
    expect(rows).toHaveLength(before + 2);
    expect(rows.at(-1)).toEqual({
      agency: CENTRE,
      staff: seedId('staff:advocate-almaty'),
      role: 'ADVOCATE',
      purpose: 'SUBJECT_REQUEST',
      request: true,
    });
  });

  test('is hers alone: another victim has another one', async () => {
    const own = (await log()) as Entry[];
    const other = await Scene.open(hub);
    await other.grant({ recipient: CENTRE, purposes: ['SUBJECT_REQUEST'], categories: ['IDENTITY'] });
    const { data } = await hub
      .as(...SHE)
      .query('query ($id: ID!) { victim(id: $id) { accessLog(first: 100) { edges { node { id } } } } }', {
        id: other.idFor(SHE),
      });
    expect(data.victim.accessLog.edges).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });

  test('of somebody of whom nothing is open is not there', async () => {
    const other = await Scene.open(hub);
    const { data } = await hub
      .as(...SHE)
      .query('query ($id: ID!) { victim(id: $id) { accessLog(first: 1) { edges { cursor } } } }', {
        id: other.idFor(SHE),
      });
    expect(data).toEqual({ victim: null });
  });
});

test('a look is written before it is answered: when it cannot be logged, nothing is opened', async () => {
  const db = hub.db('consent');
  await db.query('ALTER TABLE access_log ADD CONSTRAINT full_up CHECK (id < 0) NOT VALID');
  const { data, errors } = await hub
    .as(...OFFICER)
    .query('query ($id: ID!) { victim(id: $id) { identity { familyName } } }', { id: scene.idFor(OFFICER) });
  const entries = await log();
  await db.query('ALTER TABLE access_log DROP CONSTRAINT full_up');
  expect(data).toEqual({ victim: null });
  expect(errors?.[0]?.extensions.code).toBe('INTERNAL');
  expect(entries).toBe('INTERNAL');
});
