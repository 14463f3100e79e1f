import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { transaction } from '../../kit/index.js';
import { consent } from '../index.js';
import {
  ADVOCATE,
  CENTRE,
  CLINIC,
  HOSPITAL,
  INTAKE,
  OFFICER,
  POLICE,
  SCHEDULER,
  Scene,
  SECOND_OFFICER,
  SECOND_UNIT,
  SHE,
  type Who,
} from '../test/scene.js';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  scene = await Scene.open(hub);
});
afterAll(() => hub.close());

const FULL = { provisional: false, form: 'WRITTEN' };
const toClinic = (change: object = {}) => scene.grant(change);
const toCentre = () =>
  scene.grant({ recipient: CENTRE, purposes: ['SHELTER', 'SUBJECT_REQUEST'], categories: ['IDENTITY', 'CONTACT'] });
const withdraw = (input: object = {}, who: Who = OFFICER) => scene.done(who, 'consentWithdraw', input);

interface Notice {
  readonly id: string;
  readonly victimId: string;
  readonly categories: string[];
}
/** The notices of somebody about her, newest first. */
async function notices(who: Who, handled = false): Promise<Notice[]> {
  const { data } = await hub.as(...who).query(
    `query ($handled: Boolean!) { withdrawalNotices(first: 100, handled: $handled) { edges { node {
       id victimId categories withdrawnAt attempts lastAttemptAt handledAt bookings } } } }`,
    { handled },
  );
  const all: Notice[] = data.withdrawalNotices.edges.map(({ node }: { node: Notice }) => node);
  return all.filter(({ victimId }) => victimId === scene.idFor(who));
}
const looks = () =>
  hub
    .db('consent')
    .query("SELECT agency, staff, category FROM access_log WHERE victim_key = $1 AND kind = 'OWN_RECORD' ORDER BY id", [
      scene.key,
    ]);

describe('withdrawing', () => {
  test('one consent leaves the others, to the same recipient too', async () => {
    const { consent } = await toClinic({ categories: ['IDENTITY'] });
    await toClinic({ categories: ['FORENSIC'] });
    await withdraw({ consentId: consent.id });
    expect(await scene.open(SCHEDULER)).toEqual(['FORENSIC by CONSENT']);
    await withdraw({ consentId: 'x' });
    expect(await scene.open(SCHEDULER)).toEqual(['FORENSIC by CONSENT']);
    await withdraw({ consentId: consent.id, recipient: CENTRE });
    expect(await scene.open(SCHEDULER)).toEqual(['FORENSIC by CONSENT']);
  });

  test('tells each recipient once to stop, and nobody where she said so', async () => {
    await toClinic({ categories: ['IDENTITY', 'FORENSIC', 'INCIDENT'], excluded: ['INCIDENT'] });
    await toClinic({ categories: ['RISK'] });
    await toCentre();
    await withdraw({}, ADVOCATE);
    expect(await notices(SCHEDULER)).toEqual([
      {
        id: expect.any(String),
        victimId: scene.idFor(SCHEDULER),
        categories: ['FORENSIC', 'IDENTITY', 'RISK'],
        withdrawnAt: expect.any(String),
        attempts: 0,
        lastAttemptAt: null,
        handledAt: null,
        bookings: null,
      },
    ]);
    expect(await notices(INTAKE)).toMatchObject([{ categories: ['CONTACT', 'IDENTITY'] }]);
    expect(await notices(OFFICER)).toEqual([]);
    await withdraw();
    expect(await notices(SCHEDULER)).toHaveLength(1);
  });

  test('tells nobody whose consent was over before', async () => {
    const { consent } = await toClinic();
    await hub
      .db('consent')
      .query("UPDATE consent SET expires_at = granted_at + interval '1 ms' WHERE id = $1", [consent.id]);
    await withdraw();
    expect(await notices(SCHEDULER)).toEqual([]);
  });
});

describe('a notice', () => {
  const handle = (noticeId: string, input: object, who: Who = SCHEDULER) =>
    scene.do(who, 'withdrawalNoticeHandle', { noticeId, ...input });
  const REACHED = { outcome: 'REACHED_HER_SAFELY', bookings: 'KEEP' };

  test('waits until she was reached safely, and says what she wants', async () => {
    await toClinic();
    await withdraw();
    const [{ id }] = (await notices(SCHEDULER)) as [Notice];
    const notYet = await handle(id, { outcome: 'NOT_YET' });
    expect(notYet).toEqual({ notice: { id, attempts: 1, handledAt: null, bookings: null }, userErrors: [] });
    expect((await handle(id, REACHED)).notice).toEqual({
      id,
      attempts: 1,
      handledAt: expect.any(String),
      bookings: 'KEEP',
    });
    expect([await notices(SCHEDULER), (await notices(SCHEDULER, true)).map((notice) => notice.id)]).toEqual([[], [id]]);
    expect((await handle(id, REACHED)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'noticeId'] }]);
  });

  test.each([
    ['her wish although she was not reached', { outcome: 'NOT_YET', bookings: 'CANCEL' }],
    ['no wish of hers', { outcome: 'REACHED_HER_SAFELY' }],
  ])('is not handled with %s', async (_, input) => {
    await toClinic();
    await withdraw();
    const [{ id }] = (await notices(SCHEDULER)) as [Notice];
    expect((await handle(id, input)).userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'bookings'] }]);
    expect(await notices(SCHEDULER)).toMatchObject([{ id, attempts: 0 }]);
  });

  test('is for the recipient alone, its unit alone, and nobody behind a wall; each look is logged', async () => {
    await scene.duty();
    const police = { recipient: POLICE, purposes: ['POLICE_RESPONSE'], categories: ['IDENTITY'] };
    await scene.grant({ ...police, ...FULL, recipientUnit: SECOND_UNIT }, ADVOCATE);
    await withdraw({}, ADVOCATE);
    expect(await notices(OFFICER)).toEqual([]);
    expect(await looks()).toEqual([]);
    const [{ id }] = (await notices(SECOND_OFFICER)) as [Notice];
    const staff = seedId('staff:officer-almaty-2');
    expect(await looks()).toEqual([{ agency: POLICE, staff, category: 'REFERRAL' }]);
    for (const who of [OFFICER, SCHEDULER])
      expect((await handle(id, REACHED, who)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const wall = { idempotencyKey: randomUUID(), subjectKind: 'STAFF', subject: staff, reason: 'OTHER' };
    await scene.done(ADVOCATE, 'conflictWallAdd', wall);
    expect(await notices(SECOND_OFFICER)).toEqual([]);
    expect((await handle(id, REACHED, SECOND_OFFICER)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await looks()).toHaveLength(1);
  });

  test('of a list in pages is logged for those that are shown', async () => {
    for (const categories of [['IDENTITY'], ['FORENSIC']]) {
      await toClinic({ categories });
      await withdraw();
    }
    const page = async (after: string | null) =>
      (
        await hub
          .as(...SCHEDULER)
          .query(
            'query ($after: String) { withdrawalNotices(first: 1, after: $after) { edges { node { categories } } pageInfo { hasNextPage endCursor } } }',
            { after },
          )
      ).data.withdrawalNotices;
    const first = await page(null);
    expect(first).toMatchObject({ edges: [{ node: { categories: ['FORENSIC'] } }], pageInfo: { hasNextPage: true } });
    expect(await looks()).toHaveLength(1);
    expect((await page(first.pageInfo.endCursor)).edges).toMatchObject([{ node: { categories: ['IDENTITY'] } }]);
  });
});

describe('what recipients already hold', () => {
  const HELD = 'heldByRecipients { recipient categories lastOpenedAt }';

  test('is told to her, from the access log, before she withdraws and after', async () => {
    await toClinic();
    await scene.grant({ recipient: HOSPITAL, purposes: ['MEDICAL_CARE'], categories: ['RISK'] });
    await toCentre();
    await scene.duty();
    await scene.read(SCHEDULER, 'identity { familyName }');
    await scene.read(OFFICER, 'identity { familyName }');
    await scene.read(OFFICER, 'incidents(first: 1) { edges { node { id } } }');
    const held = [{ recipient: CLINIC, categories: ['IDENTITY'], lastOpenedAt: expect.any(String) }];
    expect(await scene.read(SHE, HELD)).toEqual({ heldByRecipients: held });
    const withdrawn = await withdraw({ recipient: CLINIC }, SHE);
    expect(withdrawn.held).toEqual(held);
    const [{ n }] = await hub
      .db('consent')
      .query("SELECT count(*)::int AS n FROM access_log WHERE victim_key = $1 AND kind = 'ACCESS_LOG'", [scene.key]);
    expect(n).toBe(2);
  });

  test.each<[Who]>([[SCHEDULER], [INTAKE], [ADVOCATE]])('is not told to %j', async (who) => {
    await toClinic();
    await scene.grant({ recipient: CENTRE, purposes: ['SHELTER', 'SUPPORT'], categories: ['IDENTITY'] });
    expect(await scene.read(who, HELD)).toBe('FORBIDDEN');
    expect((await withdraw({}, who)).held).toBeNull();
  });
});

test('a restored database closes again, with its history and its notice, once', async () => {
  const { consent: given } = await toClinic();
  await withdraw();
  const db = hub.db('consent');
  const [closure] = await db.query(
    'SELECT kind, payload, at::text FROM closure WHERE subject = $1 AND written_at IS NOT NULL',
    [scene.key],
  );
  expect(closure.kind).toBe('consent-withdrawn');
  await db.query('DELETE FROM withdrawal_notice WHERE victim_key = $1', [scene.key]);
  await db.query("DELETE FROM consent_event WHERE consent = $1 AND kind = 'WITHDRAWN'", [given.id]);
  await db.query('UPDATE consent SET withdrawn_at = NULL WHERE id = $1', [given.id]);
  expect(await scene.open(SCHEDULER)).not.toBeNull();
  for (let i = 0; i < 2; i++)
    await transaction(db, (manager) => consent.closures!['consent-withdrawn']!(manager, { sequence: '1', ...closure }));
  expect(await scene.open(SCHEDULER)).toBeNull();
  expect(await notices(SCHEDULER)).toHaveLength(1);
  const events = await db.query('SELECT kind FROM consent_event WHERE consent = $1 ORDER BY id', [given.id]);
  expect(events).toEqual([{ kind: 'GRANTED' }, { kind: 'WITHDRAWN' }]);
});
