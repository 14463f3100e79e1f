import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { MEETS_HER, type Scopes, testScopes } from '../../test/scopes.js';
import { threat } from './emergency-access/test/threat.js';
import { ADVOCATE, CLERK, CLINICIAN, ground, INTAKE, inHours, OFFICER, SHE, STEWARD, terms } from './test/scene.js';
import { asked, needed } from './test/stewardship.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** About nobody, new at each call. */
const of = (change: object = {}) => ({ idempotencyKey: randomUUID(), victimId: 'nobody', ...change });

const ADVOCATES = { may: ['advocate-almaty'] } as const;
/** She herself asks, the advocate with her: whatever else he states is refused. */
const BESIDE_HER = { ...ADVOCATES, purposes: ['SUBJECT_REQUEST'] } as const;
/** Those who answer emergencies, but officers: they do not vouch for one another. */
const SECOND_PERSON = [
  'duty-officer-almaty',
  'examiner-almaty',
  'intake-almaty',
  'advocate-almaty',
  'operator-150',
  'clinician-almaty',
];
const HOLDS = { may: ['clerk-almaty', 'steward'], purposes: ['COURT', 'STEWARDSHIP'] } as const;

const SCOPES: Scopes = {
  victimRegister: { may: MEETS_HER, told: 'DONE', input: () => ({ idempotencyKey: randomUUID() }) },
  consentGrant: { may: MEETS_HER, input: () => of(terms()) },
  consentConfirm: {
    ...ADVOCATES,
    input: () => ({ victimId: 'nobody', consentId: randomUUID(), expiresAt: inHours(1) }),
  },
  consentRenew: {
    may: MEETS_HER.filter((account) => !account.includes('officer')),
    input: () =>
      of({
        consentId: randomUUID(),
        expiresAt: inHours(1),
        language: 'kk',
        interpreter: 'NONE',
        consequencesExplained: true,
      }),
  },
  consentWithdraw: { may: MEETS_HER, input: () => ({ victimId: 'nobody' }) },
  withdrawalNoticeHandle: {
    may: [...MEETS_HER, 'clerk-almaty'],
    input: () => ({ noticeId: randomUUID(), outcome: 'NOT_YET' }),
  },
  guardianRecord: { may: MEETS_HER, input: () => of({ relation: 'MOTHER' }) },
  guardianSuspensionLift: {
    ...ADVOCATES,
    input: () => ({
      victimId: 'nobody',
      guardianId: randomUUID(),
      decidedBy: 'COURT',
      decision: 'Number 1/2026',
      decidedAt: inHours(-1),
    }),
  },
  legalBasisRecord: {
    may: MEETS_HER,
    // no ground other than hers is recorded where she asks for herself
    told: (_, purpose) => (purpose === 'SUBJECT_REQUEST' ? 'NOT_PERMITTED' : 'NOT_FOUND'),
    input: () => of(ground({ kind: 'VITAL_INTEREST', categories: ['RISK'], reviewAt: inHours(10) })),
  },
  legalBasisReview: {
    may: MEETS_HER,
    input: () => of({ legalBasisId: randomUUID(), reason: 'It still holds.', reviewAt: inHours(10) }),
  },
  legalBasisEnd: { may: MEETS_HER, input: () => ({ victimId: 'nobody', legalBasisId: randomUUID() }) },
  conflictWallAdd: {
    may: [
      'duty-officer-almaty',
      'intake-almaty',
      'advocate-almaty',
      'operator-150',
      'clinician-almaty',
      'lawyer-almaty',
    ],
    input: () => of({ subjectKind: 'STAFF', subject: randomUUID(), reason: 'OTHER' }),
  },
  conflictWallNarrow: { ...ADVOCATES, input: () => of({ wallId: randomUUID(), staff: randomUUID() }) },
  conflictWallLift: { ...ADVOCATES, input: () => ({ victimId: 'nobody', wallId: randomUUID() }) },
  subjectCodeIssue: { ...BESIDE_HER, input: () => of({ language: 'kk' }) },
  subjectCodeRevoke: { ...BESIDE_HER, input: () => ({ victimId: 'nobody' }) },
  emergencyAccessOpen: {
    may: ['officer-almaty', ...SECOND_PERSON],
    purposes: ['EMERGENCY'],
    input: () => threat({ victimId: 'nobody' }),
  },
  emergencyAccessConfirm: {
    may: SECOND_PERSON,
    purposes: ['EMERGENCY'],
    input: () => ({ emergencyAccessId: randomUUID() }),
  },
  emergencyAccessReview: {
    may: ['steward', 'advocate-almaty'],
    input: () => ({ emergencyAccessId: randomUUID(), verdict: 'JUSTIFIED', reason: 'She was in danger.' }),
  },
  victimErase: { ...BESIDE_HER, input: () => asked({ victimId: 'nobody' }) },
  victimEraseCancel: { ...BESIDE_HER, input: () => ({ victimId: 'nobody', inPerson: true }) },
  legalHoldPlace: { ...HOLDS, input: () => needed({ victimId: 'nobody' }) },
  legalHoldLift: { ...HOLDS, input: () => ({ holdId: randomUUID() }) },
  recordJoinPropose: {
    may: ['steward'],
    purposes: ['STEWARDSHIP'],
    input: () => ({ idempotencyKey: randomUUID(), oneId: 'nobody', otherId: 'nobody' }),
  },
  recordJoin: { ...BESIDE_HER, input: () => asked({ joinId: randomUUID() }) },
  recordJoinDecline: { ...BESIDE_HER, input: () => ({ joinId: randomUUID(), inPerson: true }) },
  recordUnjoin: { ...BESIDE_HER, input: () => ({ joinId: randomUUID(), inPerson: true }) },
};

testScopes(() => hub, SCOPES);

test.each([
  ['her erasure', '{ erasure(victimId: "x") { id } }', [SHE]],
  ['proposals to join', '{ recordJoinProposals(victimId: "x") { id } }', [SHE]],
  ['holds', '{ legalHolds(first: 1) { edges { cursor } } }', [CLERK, STEWARD]],
  ['pairs', '{ recordPairCandidates(first: 1) { edges { cursor } } }', [STEWARD]],
])('%s are shown to those whom they concern, and to nobody else', async (_, query, may) => {
  for (const who of [SHE, CLERK, STEWARD, ADVOCATE, OFFICER, INTAKE, CLINICIAN]) {
    const { errors } = await hub.as(...who).query(query);
    expect([who, errors?.[0]?.extensions.code]).toEqual([who, may.includes(who) ? undefined : 'FORBIDDEN']);
  }
});
