import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import {
  ADVOCATE,
  DUTY_OFFICER,
  document,
  FIRST_UNIT,
  inHours,
  OFFICER,
  POLICE,
  SCHEDULER,
  Scene,
  SECOND_UNIT,
} from '../test/scene.js';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  scene = await Scene.open(hub);
  await scene.duty();
  await scene.grant();
});
afterAll(() => hub.close());

const wall = (subjectKind: string, subject: string, change: object = {}) => ({
  idempotencyKey: randomUUID(),
  subjectKind,
  subject,
  reason: 'KNOWS_PERPETRATOR',
  ...change,
});
const add = (subjectKind: string, subject: string, who = ADVOCATE) =>
  scene.done(who, 'conflictWallAdd', wall(subjectKind, subject));
const lift = (wallId: string, who = ADVOCATE) => scene.do(who, 'conflictWallLift', { wallId });
const copies = async (subgraph: string): Promise<number> =>
  (await hub.db(subgraph).query('SELECT count(*)::int AS n FROM conflict_wall WHERE victim_key = $1', [scene.key]))[0]
    .n;
const OTHERS = ['referral', 'forensic-appointment', 'shelter-capacity'];
const staff = ([account]: readonly [string, string]) => seedId(`staff:${account}`);

describe('a wall', () => {
  test.each<[string, string, boolean, boolean]>([
    ['STAFF', staff(OFFICER), false, true],
    ['STAFF', staff(SCHEDULER), true, true],
    ['UNIT', FIRST_UNIT, false, false],
    ['UNIT', SECOND_UNIT, true, true],
    ['AGENCY', POLICE, false, false],
  ])('against %s %s', async (kind, subject, officer, dutyOfficer) => {
    await add(kind, subject);
    expect((await scene.open(OFFICER)) !== null).toBe(officer);
    expect((await scene.open(DUTY_OFFICER)) !== null).toBe(dutyOfficer);
  });

  test.each<[string, string]>([
    ['STAFF', POLICE],
    ['UNIT', staff(OFFICER)],
    ['AGENCY', FIRST_UNIT],
    ['STAFF', randomUUID()],
    ['STAFF', 'officer-almaty'],
  ])('against a %s that there is not is refused, for it would keep nobody out', async (kind, subject) => {
    const answer = await scene.do(ADVOCATE, 'conflictWallAdd', wall(kind, subject));
    expect(answer).toMatchObject({
      conflictWall: null,
      userErrors: [{ code: 'INVALID', field: ['input', 'subject'] }],
    });
    expect(await copies('consent')).toBe(0);
  });

  test('holds however the id is spelt', async () => {
    const { conflictWall } = await add('STAFF', staff(OFFICER).toUpperCase());
    expect(conflictWall).toMatchObject({ subject: staff(OFFICER) });
    expect(await scene.open(OFFICER)).toBeNull();
    expect((await lift(conflictWall.id.toUpperCase())).userErrors).toEqual([]);
  });

  test('is not put up while the directory cannot be asked who that is, and nothing is half-done', async () => {
    const directory = hub.db('directory');
    await directory.query('ALTER TABLE staff_member RENAME TO staff_member_gone');
    const answer = await scene.do(ADVOCATE, 'conflictWallAdd', wall('STAFF', staff(OFFICER)));
    await directory.query('ALTER TABLE staff_member_gone RENAME TO staff_member');
    expect(answer.userErrors).toMatchObject([{ code: 'TEMPORARILY_UNAVAILABLE' }]);
    expect(await copies('consent')).toBe(0);
  });

  test('is about one victim only', async () => {
    await add('STAFF', staff(OFFICER));
    const other = await Scene.open(hub);
    await other.duty();
    expect(await other.open(OFFICER)).toHaveLength(2);
  });

  test("closes the walled person's own lists and single records at once, and lifting opens them again", async () => {
    const officer = hub.as(...OFFICER);
    const { data } = await officer.query(
      'mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code } } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          victimId: scene.idFor(OFFICER),
          occurredAt: inHours(-1),
          channel: 'CALL_102',
          violence: ['PHYSICAL'],
          regionCode: 'KZ-75',
        },
      },
    );
    const id = data.incidentReport.incident.id as string;
    const own = async (client = officer) => {
      const ask = () =>
        client.query('query ($id: ID!) { incident(id: $id) { id } incidents(first: 100) { edges { node { id } } } }', {
          id,
        });
      let read = await ask();
      // on a busy machine the gateway may deny everything until it has heard which walls are taken over
      while (read.errors?.some(({ extensions }) => extensions.code === 'UNAVAILABLE')) read = await ask();
      const listed = read.data.incidents.edges.some((edge: { node: { id: string } }) => edge.node.id === id);
      return { single: read.data.incident !== null, listed };
    };
    expect(await own()).toEqual({ single: true, listed: true });
    const { conflictWall, notYetEnforcedBy } = await add('STAFF', staff(OFFICER));
    expect(notYetEnforcedBy).toEqual([]);
    expect(await own()).toEqual({ single: false, listed: false });
    expect(await own(hub.as(...DUTY_OFFICER))).toEqual({ single: true, listed: true });
    expect(await lift(conflictWall.id)).toMatchObject({ conflictWall: { standing: false }, notYetEnforcedBy: [] });
    expect(await own()).toEqual({ single: true, listed: true });
  });

  test('added twice, or by several at once, is one wall: one lift is enough', async () => {
    const first = await add('STAFF', staff(OFFICER));
    const again = await Promise.all([1, 2, 3].map(() => add('STAFF', staff(OFFICER))));
    for (const each of again) expect(each.conflictWall).toEqual(first.conflictWall);
    for (const subgraph of ['consent', ...OTHERS]) expect(await copies(subgraph)).toBe(1);
    await lift(first.conflictWall.id);
    expect(await scene.open(OFFICER)).toHaveLength(2);
    for (const subgraph of OTHERS) expect(await copies(subgraph)).toBe(0);
  });

  test('that was lifted can be put up again', async () => {
    const first = await add('STAFF', staff(OFFICER));
    await lift(first.conflictWall.id);
    const second = await add('STAFF', staff(OFFICER));
    expect(second.conflictWall.id).not.toBe(first.conflictWall.id);
    expect(await scene.open(OFFICER)).toBeNull();
  });

  test('is lifted only once, and only at the victim that it stands for: one answer', async () => {
    const { conflictWall } = await add('STAFF', staff(OFFICER));
    const other = await Scene.open(hub);
    const refused = { conflictWall: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'wallId'] }] };
    expect(await other.do(ADVOCATE, 'conflictWallLift', { wallId: conflictWall.id })).toMatchObject(refused);
    expect(await scene.open(OFFICER)).toBeNull();
    expect(await lift(conflictWall.id)).toMatchObject({ userErrors: [] });
    expect(await lift(conflictWall.id)).toMatchObject(refused);
    expect(await lift('x')).toMatchObject(refused);
  });
});

describe('whom a wall keeps out', () => {
  test('can do nothing about her, and is told what is told of an unknown id', async () => {
    await add('STAFF', staff(OFFICER));
    const inputs = {
      consentGrant: scene.terms(),
      consentWithdraw: {},
      legalBasisRecord: scene.ground(),
    };
    for (const [mutation, input] of Object.entries(inputs)) {
      const fresh = () => ({ ...input, ...('idempotencyKey' in input ? { idempotencyKey: randomUUID() } : {}) });
      const walled = await scene.do(OFFICER, mutation, fresh());
      const unknown = await scene.do(OFFICER, mutation, { ...fresh(), victimId: 'unknown' });
      expect(walled.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'victimId'] }]);
      expect(walled).toEqual(unknown);
    }
    expect(await scene.open(SCHEDULER)).not.toBeNull();
  });

  test('cannot lift it, nor put up another', async () => {
    const { conflictWall } = await add('STAFF', staff(DUTY_OFFICER));
    const answer = await hub
      .as(...DUTY_OFFICER)
      .query(document('conflictWallLift'), { input: { victimId: scene.idFor(DUTY_OFFICER), wallId: conflictWall.id } });
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const another = await scene.do(DUTY_OFFICER, 'conflictWallAdd', wall('STAFF', staff(ADVOCATE)));
    expect(another.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await add('STAFF', staff(ADVOCATE));
    expect((await lift(conflictWall.id)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await scene.open(DUTY_OFFICER)).toBeNull();
  });

  test('is not found again by sending an earlier mutation once more', async () => {
    const terms = scene.terms();
    await scene.done(OFFICER, 'consentGrant', terms);
    await add('STAFF', staff(OFFICER));
    expect(await scene.do(OFFICER, 'consentGrant', terms)).toMatchObject({
      consent: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });
});

describe('the other parts of the hub', () => {
  const outbox = () => hub.subgraphs.get('consent')!.outbox;

  test('are named while they have not taken a wall over, and take it over later, in order', async () => {
    const shelter = hub.db('shelter-capacity');
    await shelter.query('ALTER TABLE conflict_wall RENAME TO conflict_wall_gone');
    const { conflictWall, notYetEnforcedBy } = await add('STAFF', staff(OFFICER));
    const standing = await scene.open(OFFICER);
    await lift(conflictWall.id);
    const second = await add('UNIT', FIRST_UNIT);
    await shelter.query('ALTER TABLE conflict_wall_gone RENAME TO conflict_wall');
    expect(notYetEnforcedBy).toEqual(['shelter-capacity']);
    expect(standing).toBeNull();
    while (!(await outbox().flush()));
    for (const subgraph of OTHERS) {
      const rows = await hub
        .db(subgraph)
        .query('SELECT id, subject_kind, subject FROM conflict_wall WHERE victim_key = $1', [scene.key]);
      expect(rows).toEqual([{ id: second.conflictWall.id, subject_kind: 'UNIT', subject: FIRST_UNIT }]);
    }
  });

  test('that receive a message twice keep one wall, and none after two lifts', async () => {
    const { conflictWall } = await add('STAFF', staff(OFFICER));
    const send = async (standing: boolean) => {
      const input = { id: conflictWall.id, victim: scene.key, subjectKind: 'STAFF', subject: staff(OFFICER), standing };
      await hub.db('consent').query(
        `INSERT INTO outbox (destination, operation, payload)
         SELECT d, $2, $3 FROM unnest($1::text[]) d, generate_series(1, 2)`,
        [['referral'], 'referralConflictWallApply', JSON.stringify(input)],
      );
      while (!(await outbox().flush()));
    };
    await send(true);
    expect(await copies('referral')).toBe(1);
    await send(false);
    expect(await copies('referral')).toBe(0);
  });
});

describe('"he is police there"', () => {
  const identifyBy = inHours(48);
  const narrow = (wallId: string, who: readonly [string, string], change: object = {}) =>
    scene.do(ADVOCATE, 'conflictWallNarrow', { idempotencyKey: randomUUID(), wallId, staff: staff(who), ...change });
  const standing = async () =>
    (
      await hub
        .as(...ADVOCATE)
        .query('query ($input: ConflictWallsInput!) { conflictWalls(input: $input) { subject identifyBy standing } }', {
          input: { victimId: scene.idFor(ADVOCATE) },
        })
    ).data.conflictWalls;

  test('walls the unit until he is identified, then him alone, with no moment between', async () => {
    const { conflictWall: wide } = await scene.done(
      ADVOCATE,
      'conflictWallAdd',
      wall('UNIT', FIRST_UNIT, { reason: 'IS_PERPETRATOR', identifyBy }),
    );
    expect(await scene.open(DUTY_OFFICER)).toBeNull();
    expect(await standing()).toEqual([{ subject: FIRST_UNIT, identifyBy, standing: true }]);
    const seen: number[] = [];
    let done = false;
    const watched = (async () => {
      while (!done) for (const subgraph of ['consent', ...OTHERS]) seen.push(await openTo(subgraph, OFFICER));
    })();
    const { conflictWall: one, notYetEnforcedBy } = await narrow(wide.id, OFFICER);
    done = true;
    await watched;
    expect(Math.max(...seen)).toBe(0);
    expect(notYetEnforcedBy).toEqual([]);
    expect(one).toMatchObject({ subject: staff(OFFICER), standing: true });
    expect(await standing()).toEqual([{ subject: staff(OFFICER), identifyBy: null, standing: true }]);
    expect(await scene.open(OFFICER)).toBeNull();
    expect(await scene.open(DUTY_OFFICER)).toHaveLength(2);
    for (const subgraph of OTHERS) expect(await copies(subgraph)).toBe(1);
  });

  /** 1 when a subgraph knows no wall against him at that moment */
  const openTo = async (subgraph: string, who: readonly [string, string]): Promise<number> => {
    const lifted = subgraph === 'consent' ? 'AND lifted_at IS NULL' : '';
    const [{ open }] = await hub
      .db(subgraph)
      .query(
        `SELECT (count(*) = 0)::int AS open FROM conflict_wall WHERE victim_key = $1 AND subject IN ($2, $3) ${lifted}`,
        [scene.key, staff(who), FIRST_UNIT],
      );
    return open;
  };

  test('sending it again with the same key has no second effect', async () => {
    const { conflictWall } = await add('UNIT', FIRST_UNIT);
    const key = { idempotencyKey: randomUUID() };
    const first = await narrow(conflictWall.id, OFFICER, key);
    expect(await narrow(conflictWall.id, OFFICER, key)).toEqual(first);
    expect(await standing()).toHaveLength(1);
  });

  test('narrows only a wall of hers that stands against a unit or an agency, to somebody whom there is', async () => {
    const { conflictWall: wide } = await add('UNIT', FIRST_UNIT);
    const { conflictWall: one } = await add('STAFF', staff(SCHEDULER));
    const notFound = { conflictWall: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'wallId'] }] };
    expect(await narrow(one.id, OFFICER)).toMatchObject(notFound);
    expect(await narrow(randomUUID(), OFFICER)).toMatchObject(notFound);
    const unknown = await narrow(wide.id, OFFICER, { staff: randomUUID() });
    expect(unknown.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'staff'] }]);
    scene = await Scene.open(hub);
    expect(await narrow(wide.id, OFFICER)).toMatchObject(notFound);
    expect(await standing()).toEqual([]);
  });

  test('is not said of one member of staff, who is identified already', async () => {
    const answer = await scene.do(ADVOCATE, 'conflictWallAdd', wall('STAFF', staff(OFFICER), { identifyBy }));
    expect(answer.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'identifyBy'] }]);
  });

  test('does not weaken a wall that was put up for good; that one takes its place', async () => {
    const { conflictWall } = await add('UNIT', FIRST_UNIT);
    await scene.done(ADVOCATE, 'conflictWallAdd', wall('UNIT', FIRST_UNIT, { identifyBy }));
    expect(await standing()).toEqual([{ subject: FIRST_UNIT, identifyBy: null, standing: true }]);
    await lift(conflictWall.id);
    await scene.done(ADVOCATE, 'conflictWallAdd', wall('UNIT', FIRST_UNIT, { identifyBy }));
    await add('UNIT', FIRST_UNIT);
    expect(await standing()).toMatchObject([{ identifyBy: null }]);
  });

  test('her walls are told to an advocate who may name her, and to nobody else', async () => {
    await add('STAFF', staff(ADVOCATE), DUTY_OFFICER);
    expect(await standing()).toEqual([]);
    const officer = await hub
      .as(...OFFICER)
      .query('query ($input: ConflictWallsInput!) { conflictWalls(input: $input) { id } }', {
        input: { victimId: scene.idFor(OFFICER) },
      });
    expect(officer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
