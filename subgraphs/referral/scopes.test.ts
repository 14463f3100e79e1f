import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { seedId } from '../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { CASE_PURPOSES, MEETS_HER, type Scopes, testScopes } from '../../test/scopes.js';
import { RULE } from './test/contact.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const idempotencyKey = () => `test ${randomUUID()}`;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** For those who hear from her what happened and who she is. A court takes no reports. */
const HEARS_HER = { may: MEETS_HER, purposes: CASE_PURPOSES } as const;
const CASE_WORK = { may: [...MEETS_HER, 'clerk-almaty'], purposes: CASE_PURPOSES } as const;
const named = () => ({ idempotencyKey: idempotencyKey(), referralId: randomUUID() });
const step = (change: object = {}) => ({ ...CASE_WORK, input: () => ({ referralId: randomUUID(), ...change }) });

const SCOPES: Scopes = {
  incidentReport: {
    ...HEARS_HER,
    input: () => ({
      idempotencyKey: idempotencyKey(),
      victimId: 'nobody',
      occurredAt: hoursAgo(2),
      channel: 'WALK_IN',
      violence: ['PHYSICAL'],
      regionCode: 'KZ-75',
    }),
  },
  incidentCorrect: {
    ...HEARS_HER,
    input: () => ({
      incidentId: randomUUID(),
      expectedVersion: 1,
      reason: 'LEARNT_LATER',
      weapon: true,
    }),
  },
  incidentEnteredInError: { ...HEARS_HER, input: () => ({ incidentId: randomUUID(), reason: 'OTHER_PERSON' }) },
  personDetailsRecord: {
    ...HEARS_HER,
    input: () => ({ idempotencyKey: idempotencyKey(), victimId: 'nobody', safeContact: RULE }),
  },
  contactStart: {
    ...HEARS_HER,
    input: () => ({ idempotencyKey: idempotencyKey(), victimId: 'nobody', channel: 'PHONE', purpose: 'SAFETY_CHECK' }),
  },
  contactRecord: { ...HEARS_HER, input: () => ({ attemptId: randomUUID(), outcome: 'UNSAFE' }) },
  riskAssess: {
    ...HEARS_HER,
    input: () => ({ idempotencyKey: idempotencyKey(), victimId: 'nobody', instrument: 'LAP', answers: [] }),
  },
  riskAssessmentEnteredInError: {
    ...HEARS_HER,
    input: () => ({ riskAssessmentId: randomUUID(), reason: 'OTHER_PERSON' }),
  },
  riskQuestionsLoad: {
    may: ['administrator', 'administrator-police'],
    purposes: 'none',
    told: 'INVALID',
    input: () => ({
      instrument: 'NONE',
      version: '1',
      language: 'kk',
      licence: 'A test of who may.',
      questions: [{ item: 'one', question: 'Is it so?' }],
    }),
  },
  referralSend: {
    ...CASE_WORK,
    input: () => ({
      idempotencyKey: idempotencyKey(),
      victimId: 'nobody',
      recipient: seedId('agency:police-almaty-bostandyk'),
      recipientUnit: null,
      service: 'SUPPORT',
      urgency: 'ROUTINE',
      categories: [],
    }),
  },
  referralAcknowledge: step(),
  referralAccept: step(),
  referralDecline: step({ reason: 'NO_CAPACITY' }),
  referralNotWanted: step(),
  referralStart: step(),
  referralComplete: step({ outcome: 'SERVICE_GIVEN' }),
  referralCancel: step(),
  referralNote: step(),
  referralTake: step(),
  referralRelease: step(),
  referralAsk: { ...CASE_WORK, input: () => ({ ...named(), question: 'CALL_US' }) },
  referralAnswer: step({ answer: 'NOT_KNOWN' }),
  referralForward: {
    ...CASE_WORK,
    input: () => ({ ...named(), recipient: seedId('agency:police-almaty-bostandyk'), categories: [] }),
  },
  referralDraftSave: {
    ...CASE_WORK,
    input: () => ({ idempotencyKey: idempotencyKey(), victimId: 'nobody' }),
  },
  referralDraftDiscard: { ...CASE_WORK, input: () => ({ draftId: randomUUID() }) },
  dutyNoticeAcknowledge: { ...CASE_WORK, input: () => ({ noticeId: randomUUID() }) },
};

testScopes(() => hub, SCOPES);
