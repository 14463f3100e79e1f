import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { document, inHours, MUTATIONS, Scene, type Who } from './test/scene.js';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
  scene = await Scene.open(hub);
});
afterAll(() => hub.close());

const MEETS_HER: readonly Who[] = [
  ['officer-almaty', 'POLICE_RESPONSE'],
  ['duty-officer-almaty', 'POLICE_RESPONSE'],
  ['scheduler-almaty', 'FORENSIC_EXAM'],
  ['examiner-almaty', 'MEDICAL_CARE'],
  ['intake-almaty', 'SHELTER'],
  ['advocate-almaty', 'SUPPORT'],
  ['operator-150', 'SUPPORT'],
  ['clinician-almaty', 'MEDICAL_CARE'],
  ['social-worker-almaty', 'SUPPORT'],
  ['lawyer-almaty', 'LEGAL_AID'],
];
const CLERK: Who = ['clerk-almaty', 'COURT'];
const DOES_NOT: readonly Who[] = [CLERK, ['steward', 'STEWARDSHIP']];
/** Their roles may state no purpose at all. */
const WITHOUT_PURPOSE = ['administrator', 'administrator-police', 'integrator-police'];
/** She herself asks, the advocate with her. */
const BESIDE_HER: Who = ['advocate-almaty', 'SUBJECT_REQUEST'];
const EVERYBODY = [...MEETS_HER, ...DOES_NOT];
const roles = (...accounts: string[]) => MEETS_HER.filter(([account]) => accounts.includes(account));

const MAY: Readonly<Record<string, readonly Who[]>> = {
  victimRegister: MEETS_HER,
  consentGrant: MEETS_HER,
  consentConfirm: roles('advocate-almaty'),
  consentRenew: MEETS_HER.filter(([account]) => !account.includes('officer')),
  consentWithdraw: MEETS_HER,
  withdrawalNoticeHandle: [...MEETS_HER, CLERK],
  guardianRecord: MEETS_HER,
  guardianSuspensionLift: roles('advocate-almaty'),
  legalBasisRecord: MEETS_HER,
  legalBasisReview: MEETS_HER,
  legalBasisEnd: MEETS_HER,
  conflictWallAdd: roles(
    'duty-officer-almaty',
    'intake-almaty',
    'advocate-almaty',
    'operator-150',
    'clinician-almaty',
    'lawyer-almaty',
  ),
  conflictWallNarrow: roles('advocate-almaty'),
  conflictWallLift: roles('advocate-almaty'),
  // an advocate, and only with her: whatever else he states is refused
  subjectCodeIssue: [BESIDE_HER],
  subjectCodeRevoke: [BESIDE_HER],
};

/** A valid input about nobody: who may do it is told that there is nobody, who may not is told that. */
const INPUTS: Readonly<Record<string, () => object>> = {
  victimRegister: () => ({ idempotencyKey: randomUUID() }),
  consentGrant: () => ({ ...scene.terms(), victimId: 'nobody' }),
  consentConfirm: () => ({ consentId: randomUUID(), expiresAt: inHours(1), victimId: 'nobody' }),
  consentWithdraw: () => ({ victimId: 'nobody' }),
  consentRenew: () => ({
    idempotencyKey: randomUUID(),
    consentId: randomUUID(),
    expiresAt: inHours(1),
    language: 'kk',
    interpreter: 'NONE',
    consequencesExplained: true,
    victimId: 'nobody',
  }),
  withdrawalNoticeHandle: () => ({ noticeId: randomUUID(), outcome: 'NOT_YET' }),
  guardianRecord: () => ({ idempotencyKey: randomUUID(), relation: 'MOTHER', victimId: 'nobody' }),
  guardianSuspensionLift: () => ({
    guardianId: randomUUID(),
    decidedBy: 'COURT',
    decision: 'Number 1/2026',
    decidedAt: inHours(-1),
    victimId: 'nobody',
  }),
  legalBasisReview: () => ({
    idempotencyKey: randomUUID(),
    legalBasisId: randomUUID(),
    reason: 'It still holds.',
    reviewAt: inHours(10),
    victimId: 'nobody',
  }),
  legalBasisEnd: () => ({ legalBasisId: randomUUID(), victimId: 'nobody' }),
  legalBasisRecord: () => ({
    ...scene.ground({ kind: 'VITAL_INTEREST', categories: ['RISK'], reviewAt: inHours(10) }),
    victimId: 'nobody',
  }),
  conflictWallAdd: () => ({
    idempotencyKey: randomUUID(),
    subjectKind: 'STAFF',
    subject: randomUUID(),
    reason: 'OTHER',
    victimId: 'nobody',
  }),
  conflictWallNarrow: () => ({
    idempotencyKey: randomUUID(),
    wallId: randomUUID(),
    staff: randomUUID(),
    victimId: 'nobody',
  }),
  conflictWallLift: () => ({ wallId: randomUUID(), victimId: 'nobody' }),
  subjectCodeIssue: () => ({ idempotencyKey: randomUUID(), language: 'kk', victimId: 'nobody' }),
  subjectCodeRevoke: () => ({ victimId: 'nobody' }),
};

async function outcome(mutation: string, account: string, purpose?: string): Promise<string> {
  const { data, errors } = await hub.as(account, purpose).query(document(mutation), { input: INPUTS[mutation]!() });
  return errors?.[0]?.extensions.code ?? data[mutation].userErrors[0]?.code ?? 'DONE';
}

describe.each(MUTATIONS)('%s', (mutation) => {
  test('is for the roles that it is for', async () => {
    const asked = [...new Set([...EVERYBODY, ...MAY[mutation]!])];
    const outcomes = await Promise.all(
      asked.map(async ([account, purpose]) => [account, await outcome(mutation, account, purpose)]),
    );
    const allowed = mutation === 'victimRegister' ? 'DONE' : 'NOT_FOUND';
    const expected = asked.map((who) => [who[0], MAY[mutation]!.includes(who) ? allowed : 'FORBIDDEN']);
    expect(outcomes).toEqual(expected);
  });

  test('is refused without a purpose, and to those who may not state any', async () => {
    for (const [account] of MAY[mutation]!) expect(await outcome(mutation, account)).toBe('PURPOSE_REQUIRED');
    for (const account of WITHOUT_PURPOSE) expect(await outcome(mutation, account)).toBe('FORBIDDEN');
  });
});
