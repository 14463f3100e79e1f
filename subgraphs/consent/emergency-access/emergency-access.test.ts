import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { transaction } from '../../kit/index.js';
import { ADVOCATE, CENTRE, FIRST_UNIT, POLICE, Scene, SHE, type Who } from '../test/scene.js';
import { EMERGENCY_CLOSURES } from './replay.js';
import { threat } from './test/threat.js';

const OFFICER: Who = ['officer-almaty', 'EMERGENCY'];
const SECOND_OFFICER: Who = ['officer-almaty-2', 'EMERGENCY'];
const DUTY_OFFICER: Who = ['duty-officer-almaty', 'EMERGENCY'];
const CLINICIAN: Who = ['clinician-almaty', 'EMERGENCY'];
const OF_CENTRE: Who = ['intake-almaty', 'EMERGENCY'];
const STEWARD: Who = ['steward', 'STEWARDSHIP'];
const OPEN = ['IDENTITY by EMERGENCY_ACCESS', 'INCIDENT by EMERGENCY_ACCESS'];

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  // the rate is per person, and these tests have few
  await hub.db('consent').query('DELETE FROM emergency_access');
  scene = await Scene.open(hub);
});
afterAll(() => hub.close());

const open = (who = OFFICER, change: object = {}) => scene.do(who, 'emergencyAccessOpen', threat(change));
const opened = async (who = OFFICER, change: object = {}) =>
  (await scene.done(who, 'emergencyAccessOpen', threat(change))).emergencyAccess;
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
async function act(who: Who, mutation: string, input: object): Promise<any> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await hub
    .as(...who)
    .query(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { emergencyAccess { id open state overdue } userErrors { code field } } }`,
      { input },
    );
  if (errors) throw new Error(errors[0]!.extensions.code);
  return data[mutation];
}
const confirm = (who: Who, emergencyAccessId: string) => act(who, 'emergencyAccessConfirm', { emergencyAccessId });
const review = (who: Who, emergencyAccessId: string, verdict = 'JUSTIFIED') =>
  act(who, 'emergencyAccessReview', { emergencyAccessId, verdict, reason: 'As the duty log has it.' });
const set = (sql: string) =>
  hub.db('consent').query(`UPDATE emergency_access SET ${sql} WHERE victim_key = $1`, [scene.key]);
const earlier = (interval: string) =>
  set(`opened_at = opened_at - interval '${interval}', expires_at = expires_at - interval '${interval}'`);
const wall = (who: Who) =>
  scene.done(ADVOCATE, 'conflictWallAdd', {
    idempotencyKey: randomUUID(),
    subjectKind: 'STAFF',
    subject: seedId(`staff:${who[0]}`),
    reason: 'KNOWS_PERPETRATOR',
  });
const notFound = { emergencyAccess: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'emergencyAccessId'] }] };

describe('a stated threat to life', () => {
  test('opens at once what is needed, to that person alone, who states an emergency, for an hour, and is logged as what it is', async () => {
    expect(await scene.open(OFFICER)).toBeNull();
    const access = await opened();
    expect(access).toMatchObject({ threat: 'THREAT_TO_KILL', open: true, state: 'UNREVIEWED', overdue: false });
    expect(Date.parse(access.until) - Date.parse(access.openedAt)).toBe(3_600_000);
    expect(Date.parse(access.reviewBy) - Date.parse(access.openedAt)).toBe(24 * 3_600_000);
    expect(await scene.open(OFFICER)).toEqual(OPEN);
    for (const who of [['officer-almaty', 'POLICE_RESPONSE'] as const, DUTY_OFFICER, CLINICIAN])
      expect(await scene.open(who)).toBeNull();
    const read = await hub
      .as(...OFFICER)
      .query('query ($id: ID!) { victim(id: $id) { identity { familyName } } }', { id: scene.idFor(OFFICER) });
    expect(read.errors).toBeUndefined();
    const log = await hub
      .db('consent')
      .query('SELECT category, basis, staff, purpose FROM access_log WHERE victim_key = $1', [scene.key]);
    expect(log).toEqual([
      { category: 'IDENTITY', basis: 'EMERGENCY_ACCESS', staff: seedId('staff:officer-almaty'), purpose: 'EMERGENCY' },
    ]);
  });

  test('sent again with the same key is one, under the rules of now', async () => {
    const input = threat();
    const first = await scene.done(OFFICER, 'emergencyAccessOpen', input);
    expect(await scene.do(OFFICER, 'emergencyAccessOpen', input)).toEqual(first);
    await wall(OFFICER);
    expect(await scene.do(OFFICER, 'emergencyAccessOpen', input)).toMatchObject({
      emergencyAccess: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'victimId'] }],
    });
  });

  test.each([['SHELTER'], ['CONTACT']])(
    'never opens %s: not when asked, not in the table, not from the table',
    async (category) => {
      expect(await open(OFFICER, { categories: ['IDENTITY', category] })).toMatchObject({
        emergencyAccess: null,
        userErrors: [{ code: 'NOT_PERMITTED', field: ['input', 'categories'] }],
      });
      expect(await scene.open(OFFICER)).toBeNull();
      await opened();
      const all = `categories = '{IDENTITY,${category}}'`;
      await expect(set(all)).rejects.toThrow('violates check constraint');
      const db = hub.db('consent');
      await db.query('ALTER TABLE emergency_access DROP CONSTRAINT emergency_never_opens');
      await set(all);
      expect(await scene.open(OFFICER)).toEqual(['IDENTITY by EMERGENCY_ACCESS']);
      await db.query('DELETE FROM emergency_access');
      await db.query(
        "ALTER TABLE emergency_access ADD CONSTRAINT emergency_never_opens CHECK (NOT categories && ARRAY['SHELTER', 'CONTACT'])",
      );
    },
  );

  test('ends by the clock of the database, which lets none last longer', async () => {
    await opened();
    await expect(set("expires_at = opened_at + interval '61 minutes'")).rejects.toThrow('violates check constraint');
    await earlier('59 minutes');
    expect(await scene.open(OFFICER)).toEqual(OPEN);
    await earlier('1 minute');
    expect(await scene.open(OFFICER)).toBeNull();
  });

  test('is not for whom a wall keeps out, who is told what is told of an unknown id', async () => {
    await wall(OFFICER);
    const walled = await open();
    expect(walled.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'victimId'] }]);
    expect(walled).toEqual(await scene.do(OFFICER, 'emergencyAccessOpen', threat({ victimId: 'unknown' })));
    expect(walled).toEqual(await open(SECOND_OFFICER));
  });

  test('a wall that is put up later closes', async () => {
    await opened();
    await wall(OFFICER);
    expect(await scene.open(OFFICER)).toBeNull();
  });

  test.each([
    ['no statement', { statement: 'Danger.' }, 'statement'],
    ['nothing that is needed', { categories: [] }, 'categories'],
    ['the same twice', { categories: ['RISK', 'RISK'] }, 'categories'],
  ])('with %s is refused, the field named', async (_, change, field) => {
    expect((await open(OFFICER, change)).userErrors).toMatchObject([{ code: 'INVALID', field: ['input', field] }]);
  });

  test('what was said of it is kept encrypted', async () => {
    await opened(OFFICER, { statement: 'Сестра слышала выстрел в квартире.' });
    const [{ line }] = await hub.db('consent').query('SELECT e::text AS line FROM emergency_access e');
    expect(line).not.toContain('выстрел');
    expect(line).not.toContain(Buffer.from('выстрел').toString('hex'));
  });
});

describe('one person', () => {
  const refused = { emergencyAccess: null, userErrors: [{ code: 'NOT_PERMITTED', field: null }] };

  test('opens three within a day, also at once, and no more until one is older', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => open()));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(3);
    expect(answers.filter(({ emergencyAccess }) => !emergencyAccess)[0]).toMatchObject(refused);
    expect(await open(DUTY_OFFICER)).toMatchObject({ userErrors: [] });
    await set("confirmed_at = opened_at, confirmed_by_staff = 'another'");
    await earlier('25 hours');
    expect(await open()).toMatchObject({ userErrors: [] });
  });

  test('whose earlier one nobody has looked at for a day opens none until it is reviewed', async () => {
    const { id } = await opened();
    await earlier('23 hours');
    expect(await open()).toMatchObject({ userErrors: [] });
    await earlier('2 hours');
    scene = await Scene.open(hub);
    expect(await open()).toMatchObject(refused);
    expect(await open(DUTY_OFFICER)).toMatchObject({ userErrors: [] });
    await review(STEWARD, id);
    expect(await open()).toMatchObject({ userErrors: [] });
  });

  test('of a unit that has three such opens none either; another unit does', async () => {
    await opened();
    await earlier('25 hours');
    await hub.db('consent').query(
      `INSERT INTO emergency_access (id, victim_key, agency, unit, staff, role, threat, statement, categories, opened_at, expires_at)
       SELECT gen_random_uuid(), victim_key, agency, unit, 'colleague ' || n, role, threat, statement, categories, opened_at, expires_at
       FROM emergency_access, generate_series(1, 2) n`,
    );
    expect(await open(DUTY_OFFICER)).toMatchObject(refused);
    const other = await Scene.open(hub);
    await hub.db('consent').query('UPDATE victim SET registered_by_unit = NULL WHERE key = $1', [other.key]);
    expect(await other.do(SECOND_OFFICER, 'emergencyAccessOpen', threat())).toMatchObject({ userErrors: [] });
    await set("verdict = 'JUSTIFIED', reviewed_at = clock_timestamp()");
    expect(await open(DUTY_OFFICER)).toMatchObject({ userErrors: [] });
  });
});

describe('a second person', () => {
  test('of the same agency confirms it while it lasts; it needs no review then', async () => {
    const { id } = await opened();
    const confirmed = { emergencyAccess: { id, state: 'CONFIRMED', open: true }, userErrors: [] };
    expect(await confirm(DUTY_OFFICER, id)).toMatchObject(confirmed);
    expect(await confirm(DUTY_OFFICER, id)).toMatchObject(confirmed);
    await earlier('25 hours');
    expect(await open()).toMatchObject({ userErrors: [] });
  });

  test('is another person, of that agency, whom no wall keeps out, and is there while it lasts', async () => {
    const own = await opened(DUTY_OFFICER);
    expect(await confirm(DUTY_OFFICER, own.id)).toMatchObject(notFound);
    const { id } = await opened();
    for (const who of [CLINICIAN, OF_CENTRE]) expect(await confirm(who, id)).toMatchObject(notFound);
    expect(await confirm(DUTY_OFFICER, randomUUID())).toMatchObject(notFound);
    await wall(DUTY_OFFICER);
    expect(await confirm(DUTY_OFFICER, id)).toMatchObject(notFound);
    scene = await Scene.open(hub);
    const late = await opened();
    await earlier('1 hour');
    expect(await confirm(DUTY_OFFICER, late.id)).toMatchObject(notFound);
    await expect(set('confirmed_at = opened_at, confirmed_by_staff = staff')).rejects.toThrow(
      'violates check constraint',
    );
  });
});

describe('a review', () => {
  test('that finds no danger closes it at once', async () => {
    const { id } = await opened();
    expect(await review(STEWARD, id, 'NOT_JUSTIFIED')).toMatchObject({
      emergencyAccess: { open: false, state: 'NOT_JUSTIFIED' },
      userErrors: [],
    });
    expect(await scene.open(OFFICER)).toBeNull();
    expect(await confirm(DUTY_OFFICER, id)).toMatchObject(notFound);
    expect(await review(STEWARD, id)).toMatchObject(notFound);
  });

  test('that finds danger leaves it open until its end, also after it was confirmed', async () => {
    const { id } = await opened();
    await confirm(DUTY_OFFICER, id);
    expect(await review(ADVOCATE, id)).toMatchObject({ emergencyAccess: { open: true, state: 'JUSTIFIED' } });
    expect(await scene.open(OFFICER)).toEqual(OPEN);
  });

  test('is never by who opened it, nor by an advocate of the same agency, nor by whom a wall keeps out', async () => {
    const advocates = await opened(['advocate-almaty', 'EMERGENCY']);
    expect(await review(ADVOCATE, advocates.id)).toMatchObject(notFound);
    const colleagues = await opened(OF_CENTRE);
    expect(await review(ADVOCATE, colleagues.id)).toMatchObject(notFound);
    const { id } = await opened();
    await scene.done(['duty-officer-almaty', 'POLICE_RESPONSE'], 'conflictWallAdd', {
      idempotencyKey: randomUUID(),
      subjectKind: 'AGENCY',
      subject: CENTRE,
      reason: 'KNOWS_PERPETRATOR',
    });
    expect(await review(ADVOCATE, id)).toMatchObject(notFound);
    expect(await review(STEWARD, id)).toMatchObject({ userErrors: [] });
    await expect(set('reviewed_by_staff = staff')).rejects.toThrow('violates check constraint');
  });

  test('that closed it closes it again in a database that was restored to the minutes before', async () => {
    const { id } = await opened();
    await review(STEWARD, id, 'NOT_JUSTIFIED');
    const db = hub.db('consent');
    const [{ kind, payload }] = await db.query("SELECT kind, payload FROM closure WHERE payload->>'id' = $1", [id]);
    await set(
      'closed_at = NULL, verdict = NULL, reviewed_at = NULL, reviewed_by_agency = NULL, reviewed_by_staff = NULL',
    );
    expect(await scene.open(OFFICER)).toEqual(OPEN);
    await transaction(db, (manager) =>
      EMERGENCY_CLOSURES[kind]!(manager, { sequence: '1', kind, payload, at: new Date().toISOString() }),
    );
    expect(await scene.open(OFFICER)).toBeNull();
  });
});

describe('the queue', () => {
  async function queue(who: Who, state = 'UNREVIEWED', first = 100): Promise<string[]> {
    const { data, errors } = await hub.as(...who).query(
      `query ($state: EmergencyAccessState!, $first: Int!) { emergencyAccesses(state: $state, first: $first) {
         edges { node { id agency unit staff role threat categories state overdue } } pageInfo { hasNextPage } } }`,
      { state, first },
    );
    if (errors) throw new Error(errors[0]!.extensions.code);
    return data.emergencyAccesses.edges.map(({ node }: { node: { id: string } }) => node.id);
  }

  test('is seen whole by stewards and advocates, by others for their own agency, behind walls, in its states', async () => {
    const police = (await opened()).id;
    const hospital = (await opened(CLINICIAN)).id;
    expect(await queue(STEWARD)).toEqual([hospital, police]);
    expect(await queue(ADVOCATE)).toEqual([hospital, police]);
    expect(await queue(STEWARD, 'UNREVIEWED', 1)).toEqual([hospital]);
    expect(await queue(DUTY_OFFICER)).toEqual([police]);
    expect(await queue(CLINICIAN)).toEqual([hospital]);
    expect(await queue(OF_CENTRE)).toEqual([]);
    await confirm(DUTY_OFFICER, police);
    await review(STEWARD, hospital);
    expect(await queue(STEWARD)).toEqual([]);
    expect(await queue(STEWARD, 'CONFIRMED')).toEqual([police]);
    expect(await queue(STEWARD, 'JUSTIFIED')).toEqual([hospital]);
    expect(await queue(STEWARD, 'NOT_JUSTIFIED')).toEqual([]);
    await wall(DUTY_OFFICER);
    expect(await queue(DUTY_OFFICER, 'CONFIRMED')).toEqual([]);
    await expect(queue(['lawyer-almaty', 'LEGAL_AID'])).rejects.toThrow('FORBIDDEN');
  });
});

describe('she', () => {
  test('sees who opened what, in her list and in her log; nobody else does there', async () => {
    await scene.grant({ recipient: CENTRE, purposes: ['SUBJECT_REQUEST', 'SUPPORT'], categories: ['REFERRAL'] });
    const { id } = await opened();
    await hub.as(...OFFICER).query('query ($id: ID!) { victim(id: $id) { identity { familyName } } }', {
      id: scene.idFor(OFFICER),
    });
    const HERS = `query ($id: ID!) { victim(id: $id) { emergencyAccesses(first: 10) { edges { node { id agency unit staff threat categories } } }`;
    const { data, errors } = await hub
      .as(...SHE)
      .query(`${HERS} accessLog(first: 10) { edges { node { category basis staff } } } } }`, { id: scene.idFor(SHE) });
    expect(errors).toBeUndefined();
    const staff = seedId('staff:officer-almaty');
    expect(data.victim.emergencyAccesses.edges).toEqual([
      {
        node: {
          id,
          agency: POLICE,
          unit: FIRST_UNIT,
          staff,
          threat: 'THREAT_TO_KILL',
          categories: ['IDENTITY', 'INCIDENT'],
        },
      },
    ]);
    expect(data.victim.accessLog.edges).toContainEqual({
      node: { category: 'IDENTITY', basis: 'EMERGENCY_ACCESS', staff },
    });
    const other = await hub.as(...ADVOCATE).query(`${HERS} } }`, { id: scene.idFor(ADVOCATE) });
    expect(other.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
