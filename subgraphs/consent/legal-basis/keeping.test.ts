import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { transaction } from '../../kit/index.js';
import { consent } from '../index.js';
import {
  CENTRE,
  CLINICIAN,
  DUTY_OFFICER,
  HOSPITAL,
  inHours,
  OFFICER,
  POLICE,
  Scene,
  SECOND_OFFICER,
  SHE,
  type Who,
} from '../test/scene.js';

let hub: TestHub;
let scene: Scene;
let legalBasisId: string;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  scene = await Scene.open(hub);
  legalBasisId = (await scene.duty({ reviewAt: inHours(24) })).legalBasis.id;
});
afterAll(() => hub.close());

const review = (change: object = {}, who: Who = OFFICER) =>
  scene.do(who, 'legalBasisReview', {
    idempotencyKey: randomUUID(),
    legalBasisId,
    reason: 'The case is still open.',
    reviewAt: inHours(29 * 24),
    ...change,
  });
const end = (who: Who = OFFICER) => scene.do(who, 'legalBasisEnd', { legalBasisId });
const NONE = [{ code: 'NOT_FOUND', field: ['input', 'legalBasisId'] }];

describe('a review', () => {
  test('extends a ground, with its reason, which is sealed', async () => {
    const reviewAt = inHours(29 * 24);
    const answer = await review({ reviewAt }, DUTY_OFFICER);
    expect(answer).toEqual({
      legalBasis: { id: legalBasisId, reviewAt, reviews: [{ reason: 'The case is still open.', reviewAt }] },
      userErrors: [],
    });
    const [{ reason }] = await hub
      .db('consent')
      .query('SELECT reason FROM legal_basis_review WHERE legal_basis = $1', [legalBasisId]);
    expect(Buffer.from(reason).toString('latin1')).not.toContain('case');
  });

  test.each([
    ['more days than its kind has', { reviewAt: inHours(30.1 * 24) }, 'INVALID', 'reviewAt'],
    ['an instant that is past', { reviewAt: inHours(-1) }, 'INVALID', 'reviewAt'],
    ['no real reason', { reason: 'Same.' }, 'INVALID', 'reason'],
    ['an unknown ground', { legalBasisId: 'x' }, 'NOT_FOUND', 'legalBasisId'],
  ])('is refused for %s', async (_, change, code, field) => {
    expect((await review(change)).userErrors).toMatchObject([{ code, field: ['input', field] }]);
  });

  test('and an end are for the unit that recorded it', async () => {
    await scene.grant({ recipient: HOSPITAL, purposes: ['MEDICAL_CARE'], categories: ['RISK'] });
    expect((await review({}, CLINICIAN)).userErrors).toMatchObject(NONE);
    expect((await end(CLINICIAN)).userErrors).toMatchObject(NONE);
    expect((await review({}, SECOND_OFFICER)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await scene.open(OFFICER)).toHaveLength(2);
  });

  test('does not revive what is due or ended', async () => {
    await hub
      .db('consent')
      .query("UPDATE legal_basis SET review_at = recorded_at + interval '1 ms' WHERE id = $1", [legalBasisId]);
    expect((await review()).userErrors).toMatchObject(NONE);
    legalBasisId = (await scene.duty()).legalBasis.id;
    await end();
    expect((await review()).userErrors).toMatchObject(NONE);
  });
});

describe('an ended ground', () => {
  test('opens nothing at the next read, once', async () => {
    expect(await end()).toEqual({ legalBasis: { id: legalBasisId, endedAt: expect.any(String) }, userErrors: [] });
    expect(await scene.open(OFFICER)).toBeNull();
    expect((await end()).userErrors).toMatchObject(NONE);
  });

  test('is ended again in a restored database', async () => {
    await end();
    const db = hub.db('consent');
    const [closure] = await db.query('SELECT kind, payload, at::text FROM closure WHERE subject = $1', [scene.key]);
    const ended = 'SELECT ended_at, ended_by_agency FROM legal_basis WHERE id = $1';
    const before = await db.query(ended, [legalBasisId]);
    await db.query('UPDATE legal_basis SET ended_at = NULL, ended_by_agency = NULL WHERE id = $1', [legalBasisId]);
    expect(await scene.open(OFFICER)).not.toBeNull();
    await transaction(db, (manager) => consent.closures!['legal-basis-ended']!(manager, { sequence: '1', ...closure }));
    expect(await scene.open(OFFICER)).toBeNull();
    const [after] = await db.query(ended, [legalBasisId]);
    expect(after).toMatchObject({ ended_by_agency: before[0].ended_by_agency });
  });
});

test('she is shown all of them as what they are, an agency its own, with its words', async () => {
  await scene.duty({ kind: 'VITAL_INTEREST', categories: ['RISK'], reviewAt: inHours(10) }, CLINICIAN);
  await scene.grant({ recipient: CENTRE, purposes: ['SUBJECT_REQUEST'], categories: ['IDENTITY'] });
  await end();
  const LIST = 'legalBases(first: 10) { edges { node { kind agency purpose categories endedAt reason } } }';
  const list = async (who: Who) =>
    (await scene.read(who, LIST)).legalBases.edges.map(({ node }: { node: object }) => node);
  const clinicians = {
    kind: 'VITAL_INTEREST',
    agency: HOSPITAL,
    purpose: 'MEDICAL_CARE',
    categories: ['RISK'],
    endedAt: null,
  };
  const polices = {
    kind: 'STATUTORY_DUTY',
    agency: POLICE,
    purpose: 'POLICE_RESPONSE',
    categories: ['IDENTITY', 'INCIDENT'],
    endedAt: expect.any(String),
  };
  expect(await list(SHE)).toEqual([
    { ...clinicians, reason: null },
    { ...polices, reason: null },
  ]);
  expect(await list(CLINICIAN)).toEqual([{ ...clinicians, reason: 'Report to 102, duty to respond.' }]);
});
