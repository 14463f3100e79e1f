import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { composeHub, SUPERGRAPH } from '../scripts/compose.js';
import { seedId } from '../standalone/seed/index.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import {
  ADVOCATE,
  CENTRE,
  CLINIC,
  CLINICIAN,
  HOSPITAL,
  inHours,
  SCHEDULER,
  Scene,
  SHE,
  type Who,
} from '../subgraphs/consent/test/scene.js';
import { dumpOf } from './dump.js';
import { hospitalSocialService } from './hospital-social-service/index.js';
import { openTestHub, type TestHub } from './hub.js';

const NAME = 'hospital-social-service';
const PLANNED = 'Moves to her sister on Friday; the clinic keeps her place in the group.';
const DAY = inHours(24 * 5).slice(0, 10);

const RECORD = `mutation ($input: SupportPlanRecordInput!) { supportPlanRecord(input: $input) {
  supportPlan { id planned nextContactOn agency victim { id } } userErrors { code field message } } }`;
const OF_VICTIM = `query ($id: ID!) { victim(id: $id) { id
  supportPlan { id planned nextContactOn agency } referrals(first: 1) { edges { cursor } } } }`;
const OWN = '{ supportPlans(first: 100) { edges { node { id planned } } pageInfo { hasNextPage endCursor } } }';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  const subgraphs = [...SUBGRAPHS, hospitalSocialService];
  const { files, errors } = await composeHub(subgraphs);
  expect(errors).toEqual([]);
  hub = await openTestHub({ subgraphs, supergraphSdl: files.get(SUPERGRAPH)! });
});
afterAll(() => hub?.close());
beforeEach(async () => {
  scene = await Scene.open(hub);
});

const plan = (change: object = {}) => ({
  idempotencyKey: randomUUID(),
  victimId: scene.idFor(CLINICIAN),
  planned: PLANNED,
  nextContactOn: DAY,
  ...change,
});
const record = async (input: object = plan(), language = 'en') => {
  const { data, errors } = await hub.as(...CLINICIAN, language).query(RECORD, { input });
  if (errors) throw new Error(errors[0]!.extensions.code);
  return data.supportPlanRecord;
};
const recorded = async (change: object = {}) => {
  const { supportPlan, userErrors } = await record(plan(change));
  expect(userErrors).toEqual([]);
  return supportPlan;
};
/** A written consent of hers, taken by her advocate. */
const opens = (categories: string[], purposes = ['SUPPORT', 'SUBJECT_REQUEST'], recipient = CENTRE) =>
  scene.grant({ provisional: false, form: 'WRITTEN', categories, purposes, recipient }, ADVOCATE);
const read = (who: Who) => hub.as(...who).query(OF_VICTIM, { id: scene.idFor(who) });
const own = async (who: Who = CLINICIAN): Promise<string[]> =>
  (await hub.as(...who).query(OWN)).data.supportPlans.edges.map((e: { node: { id: string } }) => e.node.id);
const openedTo = async (who: Who): Promise<string[]> =>
  (
    await hub
      .db('consent')
      .query(
        "SELECT category FROM access_log WHERE victim_key = $1 AND staff = $2 AND kind = 'DISCLOSURE' ORDER BY id",
        [scene.key, seedId(`staff:${who[0]}`)],
      )
  ).map(({ category }: { category: string }) => category);

describe('the field with which a new organisation extends the record', () => {
  test('answers whom she opened its category to, in one query with the rest, and the look is on her log', async () => {
    const { id } = await recorded();
    await opens(['SUPPORT', 'REFERRAL']);
    const { data, errors } = await read(ADVOCATE);
    expect(errors).toBeUndefined();
    expect(data.victim).toEqual({
      id: scene.idFor(ADVOCATE),
      supportPlan: { id, planned: PLANNED, nextContactOn: DAY, agency: HOSPITAL },
      referrals: { edges: [] },
    });
    expect(await openedTo(ADVOCATE)).toEqual(expect.arrayContaining(['SUPPORT', 'REFERRAL']));
  });

  test('is the newest plan, and null where there is none', async () => {
    await opens(['SUPPORT']);
    expect((await read(ADVOCATE)).data.victim.supportPlan).toBeNull();
    await recorded();
    await recorded({ planned: 'Stays with her sister.' });
    expect((await read(ADVOCATE)).data.victim.supportPlan.planned).toBe('Stays with her sister.');
  });

  test('is withheld from whom she opened something else to, without an error and without a look', async () => {
    await recorded();
    await opens(['IDENTITY'], ['FORENSIC_EXAM'], CLINIC);
    const { data, errors } = await read(SCHEDULER);
    expect(errors).toBeUndefined();
    expect(data.victim).toEqual({ id: scene.idFor(SCHEDULER), supportPlan: null, referrals: null });
    expect(await openedTo(SCHEDULER)).toEqual([]);
  });

  test('closes with her consent', async () => {
    await recorded();
    await opens(['SUPPORT']);
    expect((await read(ADVOCATE)).data.victim.supportPlan).not.toBeNull();
    await scene.done(ADVOCATE, 'consentWithdraw', {});
    expect((await read(ADVOCATE)).data.victim).toBeNull();
  });

  test('answers nothing to whoever comes without a disclosure of its category', async () => {
    await recorded();
    const subgraph = hub.subgraphs.get(NAME)!;
    const requester = {
      agency: CENTRE,
      agencyKind: 'CRISIS_CENTRE',
      unit: null,
      staff: randomUUID(),
      role: 'ADVOCATE',
    };
    for (const supportDisclosure of [undefined, '', 'forged']) {
      const { data, errors } = await subgraph.execute({
        document:
          'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Victim { supportPlan { planned } } } }',
        variables: {
          of: [
            { __typename: 'Victim', key: scene.key, ...(supportDisclosure === undefined ? {} : { supportDisclosure }) },
          ],
        },
        caller: {
          requester: { ...requester, purpose: 'SUPPORT', language: 'en' } as never,
          actor: null,
          requestId: 'request-1',
          deadline: Date.now() + 5_000,
        },
      });
      expect(JSON.stringify(data)).not.toContain(PLANNED);
      expect(errors?.[0]?.extensions.code).toBe('DISCLOSURE_INVALID');
    }
  });
});

describe('its own records', () => {
  test("are the hospital's; each look at one reaches her access log", async () => {
    const { id, victim } = await recorded();
    expect(victim).toBeNull();
    expect(await own()).toContain(id);
    await opens(['SUPPORT']);
    const log = async (): Promise<object[]> => {
      const { data } = await hub
        .as(...SHE)
        .query(
          'query ($id: ID!) { victim(id: $id) { accessLog(first: 100) { edges { node { kind category agency } } } } }',
          { id: scene.idFor(SHE) },
        );
      return data.victim.accessLog.edges.map((e: { node: object }) => e.node);
    };
    const look = { kind: 'OWN_RECORD', category: 'SUPPORT', agency: HOSPITAL };
    while ((await log()).filter((entry) => JSON.stringify(entry) === JSON.stringify(look)).length < 2);
    const sources = await hub
      .db('consent')
      .query("SELECT DISTINCT subgraph FROM access_log WHERE victim_key = $1 AND kind = 'OWN_RECORD'", [scene.key]);
    expect(sources).toEqual([{ subgraph: NAME }]);
  });

  test('come page by page, the newest first', async () => {
    const ids = [(await recorded()).id, (await recorded()).id, (await recorded()).id].reverse();
    const page = async (after: string | null) =>
      (
        await hub
          .as(...CLINICIAN)
          .query(
            'query ($after: String) { supportPlans(first: 2, after: $after) { edges { node { id } } pageInfo { endCursor } } }',
            { after },
          )
      ).data.supportPlans;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    const listed = [...first.edges, ...second.edges].map((e: { node: { id: string } }) => e.node.id);
    expect(listed.slice(0, 3)).toEqual(ids);
  });

  test('are for those who plan at a hospital only', async () => {
    for (const who of [ADVOCATE, SCHEDULER, ['social-worker-almaty', 'SUPPORT'] as const]) {
      expect((await hub.as(...who).query(OWN)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      const { errors } = await hub.as(...who).query(RECORD, { input: plan() });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await hub.as('clinician-almaty').query(OWN)).errors?.[0]?.extensions.code).toBe('PURPOSE_REQUIRED');
  });

  test('are refused with the field that is wrong, in the language of whoever asks', async () => {
    const refused = async (change: object, language?: string) => (await record(plan(change), language)).userErrors;
    expect(await refused({ nextContactOn: '2020-01-01' })).toMatchObject([
      {
        code: 'INVALID',
        field: ['input', 'nextContactOn'],
        message: 'This day has passed. Give today or a later day.',
      },
    ]);
    expect(await refused({ nextContactOn: '2020-01-01' }, 'ru')).toMatchObject([{ message: /^Этот день уже прошёл/ }]);
    expect(await refused({ nextContactOn: '9999-01-01' }, 'kk')).toMatchObject([{ message: /^Бұл күнге бір жылдан/ }]);
    expect(await refused({ nextContactOn: '2026-02-30' })).toMatchObject([{ field: ['input', 'nextContactOn'] }]);
    expect(await refused({ planned: '' })).toMatchObject([{ code: 'INVALID', field: ['input', 'planned'] }]);
    expect(await refused({ victimId: 'nobody' })).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'victimId'] }]);
    expect(await refused({ victimId: scene.idFor(ADVOCATE) })).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('are made once with the same key', async () => {
    const input = plan();
    const [first, again] = await Promise.all([record(input), record(input)]);
    expect(again.supportPlan.id).toBe(first.supportPlan.id);
    const other = await record({ ...input, planned: 'Something else.' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  test('are sealed: no table of any database has what is planned, and without the data key nobody reads it', async () => {
    const { id } = await recorded();
    for (const { name } of SUBGRAPHS) {
      for (const [table, text] of await dumpOf(hub.db(name)))
        expect({ name, table, found: text.includes('her sister') }).toEqual({ name, table, found: false });
    }
    const hex = Buffer.from('her sister').toString('hex');
    for (const [, text] of await dumpOf(hub.db(NAME))) {
      expect(text.includes('her sister') || text.includes(hex)).toBe(false);
    }
    await hub.db(NAME).query('DELETE FROM data_key WHERE subject = $1', [scene.key]);
    const { data } = await hub.as(...CLINICIAN).query(OWN);
    const node = data.supportPlans.edges.find((e: { node: { id: string } }) => e.node.id === id).node;
    expect(node.planned).toBeNull();
  });
});

describe('a wall', () => {
  const wall = (subjectKind: string, subject: string) =>
    scene.done(ADVOCATE, 'conflictWallAdd', {
      idempotencyKey: randomUUID(),
      subjectKind,
      subject,
      reason: 'KNOWS_PERPETRATOR',
    });

  test('closes the record, the own list and recording to whom it names, and lifting opens them again', async () => {
    const { id } = await recorded();
    await opens(['SUPPORT'], ['MEDICAL_CARE'], HOSPITAL);
    expect((await read(CLINICIAN)).data.victim.supportPlan.planned).toBe(PLANNED);
    const { conflictWall, notYetEnforcedBy } = await wall('STAFF', seedId('staff:clinician-almaty'));
    expect(notYetEnforcedBy).toEqual([]);
    expect((await read(CLINICIAN)).data.victim).toBeNull();
    expect(await own()).not.toContain(id);
    expect((await record()).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'victimId'] }]);
    await scene.done(ADVOCATE, 'conflictWallLift', { wallId: conflictWall.id });
    expect(await own()).toContain(id);
  });

  test('that stood before the organisation joined is kept by it too', async () => {
    const { id } = await recorded();
    await wall('STAFF', seedId('staff:clinician-almaty'));
    // as it is on the day before: consent knows nobody of this name, and it has no copy
    await hub.db('consent').query('DELETE FROM wall_keeper WHERE subgraph = $1', [NAME]);
    await hub.db(NAME).query('DELETE FROM conflict_wall');
    expect(await own()).toContain(id);
    const consent = hub.subgraphs.get('consent')!;
    consent.start();
    const keepers = "SELECT FROM wall_keeper WHERE subgraph = 'hospital-social-service'";
    while ((await hub.db('consent').query(keepers)).length === 0);
    while (!(await consent.outbox.flush()));
    expect(await own()).not.toContain(id);
  });
});

describe('when its database is broken', () => {
  const broken = async <T>(table: string, work: () => Promise<T>): Promise<T> => {
    await hub.db(NAME).query(`ALTER TABLE ${table} RENAME TO ${table}_gone`);
    try {
      return await work();
    } finally {
      await hub.db(NAME).query(`ALTER TABLE ${table}_gone RENAME TO ${table}`);
    }
  };

  test('its field alone is null, with a masked error, and the rest of the record answers', async () => {
    await recorded();
    await opens(['SUPPORT', 'REFERRAL']);
    const { data, errors } = await broken('support_plan', () => read(ADVOCATE));
    expect(data.victim).toEqual({ id: scene.idFor(ADVOCATE), supportPlan: null, referrals: { edges: [] } });
    expect(errors).toEqual([
      { message: expect.any(String), path: ['victim', 'supportPlan'], extensions: { code: 'INTERNAL' } },
    ]);
    expect((await read(ADVOCATE)).errors).toBeUndefined();
  });

  test('a wall is put up for everybody else, and the answer names who has not taken it over yet', async () => {
    const { id } = await recorded();
    const added = await broken('conflict_wall', () =>
      scene.done(ADVOCATE, 'conflictWallAdd', {
        idempotencyKey: randomUUID(),
        subjectKind: 'STAFF',
        subject: seedId('staff:clinician-almaty'),
        reason: 'OTHER',
      }),
    );
    expect(added.notYetEnforcedBy).toEqual([NAME]);
    while (!(await hub.subgraphs.get('consent')!.outbox.flush()));
    expect(await own()).not.toContain(id);
  });

  test('/ready names it', async () => {
    const response = await broken('migrations', () => fetch(`${hub.gateway.url}/ready`));
    const { parts } = (await response.json()) as { parts: Record<string, string> };
    expect(parts).toMatchObject({ [NAME]: 'not ready', consent: 'ready', referral: 'ready' });
  });
});
