import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../../standalone/secrets.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { DataKey } from '../../kit/index.js';
import {
  CENTRE,
  CLERK,
  CLINICIAN,
  DUTY_OFFICER,
  INTAKE,
  inHours,
  OFFICER,
  POLICE,
  Scene,
  SECOND_OFFICER,
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

const record = (change: object, who: Who = OFFICER) => scene.do(who, 'legalBasisRecord', scene.ground(change));

describe('a statutory duty', () => {
  test('opens to the unit that recorded it, for the purpose it was recorded for', async () => {
    await scene.duty();
    const open = ['IDENTITY by STATUTORY_DUTY', 'INCIDENT by STATUTORY_DUTY'];
    expect(await scene.open(OFFICER)).toEqual(open);
    expect(await scene.open(DUTY_OFFICER)).toEqual(open);
    expect(await scene.open(SECOND_OFFICER)).toBeNull();
    expect(await scene.open(['officer-bostandyk', 'POLICE_RESPONSE'], scene.idFor(OFFICER))).toBeNull();
    expect(await scene.open(['officer-almaty', 'EMERGENCY'])).toBeNull();
  });

  test('opens to the whole agency when it has no units', async () => {
    await scene.duty({ categories: ['RISK'] }, CLINICIAN);
    expect(await scene.open(CLINICIAN)).toEqual(['RISK by STATUTORY_DUTY']);
  });

  test('opens nothing after its review is due, or when it was ended', async () => {
    const db = hub.db('consent');
    const change = (sql: string) => db.query(`UPDATE legal_basis SET ${sql} WHERE victim_key = $1`, [scene.key]);
    await scene.duty();
    await change("review_at = recorded_at + interval '1 millisecond'");
    expect(await scene.open(OFFICER)).toBeNull();
    await change("review_at = clock_timestamp() + interval '1 hour', ended_at = clock_timestamp()");
    expect(await scene.open(OFFICER)).toBeNull();
    await change('ended_at = NULL');
    expect(await scene.open(OFFICER)).toHaveLength(2);
  });
});

describe('a ground is refused', () => {
  test.each<[string, object, Who, string, string]>([
    ['where she is', { categories: ['IDENTITY', 'SHELTER'] }, OFFICER, 'NOT_PERMITTED', 'categories'],
    ['what a doctor wrote, by duty', { categories: ['FORENSIC'] }, OFFICER, 'NOT_PERMITTED', 'categories'],
    [
      'how she is reached, by vital interest',
      { kind: 'VITAL_INTEREST', categories: ['CONTACT'], reviewAt: inHours(24) },
      OFFICER,
      'NOT_PERMITTED',
      'categories',
    ],
    ['an agency without such a duty', {}, INTAKE, 'NOT_PERMITTED', 'kind'],
    ['a review too far away', { reviewAt: inHours(30 * 24 + 0.1) }, OFFICER, 'INVALID', 'reviewAt'],
    [
      'a review too far away for vital interest',
      { kind: 'VITAL_INTEREST', categories: ['RISK'], reviewAt: inHours(72.1) },
      OFFICER,
      'INVALID',
      'reviewAt',
    ],
    ['a review in the past', { reviewAt: inHours(-0.1) }, OFFICER, 'INVALID', 'reviewAt'],
    ['no reason', { reason: 'Duty.' }, OFFICER, 'INVALID', 'reason'],
    ['no category', { categories: [] }, OFFICER, 'INVALID', 'categories'],
  ])('for %s, the field named', async (_, change, who, code, field) => {
    const answer = await record(change, who);
    expect(answer).toMatchObject({ legalBasis: null, userErrors: [{ code, field: ['input', field] }] });
    const rows = await hub.db('consent').query('SELECT FROM legal_basis WHERE victim_key = $1', [scene.key]);
    expect(rows).toEqual([]);
  });

  test('of where she is also by a court order, and by the database itself', async () => {
    const order = { kind: 'COURT_ORDER', reviewAt: inHours(80 * 24) };
    expect((await record({ ...order, categories: ['SHELTER'] })).userErrors).toHaveLength(1);
    await scene.duty({ ...order, categories: ['FORENSIC', 'SUPPORT'] });
    expect(await scene.open(OFFICER)).toEqual(['FORENSIC by COURT_ORDER', 'SUPPORT by COURT_ORDER']);
    await expect(
      hub.db('consent').query("UPDATE legal_basis SET categories = '{SHELTER}' WHERE victim_key = $1", [scene.key]),
    ).rejects.toThrow('violates check constraint');
  });

  test('to somebody whose role does not meet her', async () => {
    await expect(record({ kind: 'COURT_ORDER' }, CLERK)).rejects.toThrow('FORBIDDEN');
  });
});

test('the reason is kept encrypted under the key of the agency that gave it', async () => {
  const { legalBasis } = await scene.duty({ reason: 'Соседи вызвали полицию.' });
  const db = hub.db('consent');
  const [row] = await db.query(
    `SELECT l.reason, k.wrapped, l::text AS line FROM legal_basis l
     JOIN data_key k ON k.subject = l.victim_key::text AND k.agency = l.agency WHERE l.id = $1`,
    [legalBasis.id],
  );
  expect(row.line).not.toContain('Соседи');
  expect(row.reason.includes('Соседи')).toBe(false);
  const { agencyKeys } = secretsOf(testServer().secrets, 'consent');
  const key = await DataKey.open(agencyKeys, POLICE, row.wrapped);
  expect(key.open(`legal_basis.reason:${legalBasis.id}`, row.reason)).toBe('Соседи вызвали полицию.');
  await expect(DataKey.open(agencyKeys, CENTRE, row.wrapped)).rejects.toThrow();
});
