import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { type Scopes, testScopes } from '../../test/scopes.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const idempotencyKey = () => `test ${randomUUID()}`;

/** Clinics, and those who hold a time for her. */
const BOOKING = {
  may: [
    'scheduler-almaty',
    'examiner-almaty',
    'officer-almaty',
    'duty-officer-almaty',
    'intake-almaty',
    'advocate-almaty',
    'operator-150',
    'clinician-almaty',
  ],
  purposes: ['FORENSIC_EXAM', 'MEDICAL_CARE', 'POLICE_RESPONSE', 'SUPPORT', 'SHELTER', 'EMERGENCY'],
} as const;

/** Who records what happens at the clinic. */
const AT_CLINIC = {
  may: ['scheduler-almaty', 'examiner-almaty'],
  purposes: ['FORENSIC_EXAM', 'MEDICAL_CARE', 'EMERGENCY'],
} as const;

/** Whoever has a kit in hand. */
const IN_CUSTODY = {
  may: [
    'examiner-almaty',
    'scheduler-almaty',
    'officer-almaty',
    'duty-officer-almaty',
    'clerk-almaty',
    'clinician-almaty',
  ],
  purposes: ['FORENSIC_EXAM', 'MEDICAL_CARE', 'POLICE_RESPONSE', 'COURT'],
} as const;

/** Who may issue permits for a medical visit: the police, and those to whom people go. */
const PERMIT_OFFICE = {
  may: ['officer-almaty', 'duty-officer-almaty', 'scheduler-almaty', 'examiner-almaty', 'clinician-almaty'],
  purposes: ['POLICE_RESPONSE', 'FORENSIC_EXAM', 'MEDICAL_CARE'],
} as const;

const step = (change: object = {}) => ({ input: () => ({ appointmentId: randomUUID(), ...change }) });

const text = { kk: 'мәтін', ru: 'текст', en: 'text' };
/** Of the form of a set, and without a window. */
const noWindows = () => ({
  ...{
    idempotencyKey: idempotencyKey(),
    jurisdiction: 'KZ',
    version: 'none',
    zone: 'Asia/Almaty',
    emergencyNumber: '103',
  },
  ...{ nowWithinHours: 6, lastHours: 24, targetWaitHours: { stat: 2, asap: 6, urgent: 24, routine: 168 } },
  ...{ review: text, emergencyAdvice: text, unknownTime: text, beyondWindow: text },
  ...{ dangerSigns: [], changes: [], advice: [], windows: [] },
});
/** Well formed, at a clinic that there is not. */
const SLOT = Buffer.from(
  [randomUUID(), randomUUID(), '2030-01-01T00:00:00.000Z', 'PHYSICAL_INJURY'].join(' '),
).toString('base64url');

/** Who runs a clinic's week. */
const SCHEDULING = { may: ['scheduler-almaty'], purposes: 'none' } as const;
const toClinic = (more: object) => () => ({ idempotencyKey: idempotencyKey(), clinicId: randomUUID(), ...more });
const RULE = { kind: 'OPEN', startsAt: '2030-01-01T09:00', minutes: 60 };
const PLACE = { kind: 'ROOM', label: 'Room', fitFor: ['TOXICOLOGY'] };
const change = () => ({ id: randomUUID() });

const SCOPES: Scopes = {
  clinicCreate: {
    ...SCHEDULING,
    told: 'INVALID',
    input: () => ({ idempotencyKey: idempotencyKey(), settings: { zone: 'Asia/Atlantis' } }),
  },
  clinicUpdate: { ...SCHEDULING, input: () => ({ ...change(), settings: {} }) },
  examinerAdd: { ...SCHEDULING, input: toClinic({ sex: 'FEMALE', skills: ['GENERAL'], languages: ['kk'] }) },
  examinerUpdate: { ...SCHEDULING, input: change },
  examPlaceAdd: { ...SCHEDULING, input: toClinic(PLACE) },
  examPlaceUpdate: { ...SCHEDULING, input: change },
  examEquipmentAdd: { ...SCHEDULING, input: toClinic({ kind: 'CAMERA', label: 'Camera' }) },
  examEquipmentUpdate: { ...SCHEDULING, input: change },
  scheduleRuleAdd: { ...SCHEDULING, input: toClinic(RULE) },
  scheduleRuleChange: { ...SCHEDULING, input: change },
  scheduleRuleEnd: { ...SCHEDULING, input: change },
  scheduleExceptionAdd: {
    ...SCHEDULING,
    input: toClinic({ kind: 'CLOSED', reason: 'PREMISES', startsAt: '2030-01-01T09:00', endsAt: '2030-01-01T10:00' }),
  },
  scheduleExceptionRemove: { ...SCHEDULING, input: change },
  examHold: {
    ...BOOKING,
    told: 'NOT_AVAILABLE',
    input: () => ({ idempotencyKey: idempotencyKey(), slotId: 'no slot' }),
  },
  examConfirm: { ...BOOKING, ...step() },
  examReferralLink: { ...BOOKING, ...step({ referralCode: '1234567894' }) },
  examCancel: { ...BOOKING, ...step({ reason: 'SHE_ASKED' }) },
  examArrive: { ...AT_CLINIC, ...step() },
  examStart: { ...AT_CLINIC, ...step() },
  examComplete: { ...AT_CLINIC, ...step() },
  examStop: { ...AT_CLINIC, ...step() },
  examNoShow: { ...AT_CLINIC, ...step() },
  examReschedule: {
    ...BOOKING,
    input: () => ({ idempotencyKey: idempotencyKey(), appointmentId: randomUUID(), slotId: SLOT }),
  },
  examOverride: {
    ...AT_CLINIC,
    input: () => ({
      idempotencyKey: idempotencyKey(),
      appointmentId: randomUUID(),
      kind: 'PHYSICAL_INJURY',
      priority: 'STAT',
      reason: 'MEDICAL_NEED',
    }),
  },
  examWaitJoin: {
    ...BOOKING,
    told: 'INVALID',
    input: () => ({
      idempotencyKey: idempotencyKey(),
      kind: 'PHYSICAL_INJURY',
      clinic: randomUUID(),
      latest: new Date(Date.now() + 86_400_000).toISOString(),
    }),
  },
  examWaitLeave: { ...BOOKING, input: () => ({ waitId: randomUUID() }) },
  examOrderRecord: {
    ...BOOKING,
    input: () => ({
      idempotencyKey: idempotencyKey(),
      appointmentId: randomUUID(),
      authorityKind: 'POLICE',
      number: '17/2026',
      orderedOn: '2026-01-02',
      payer: 'STATE',
    }),
  },
  examOrderEnteredInError: { ...BOOKING, input: () => ({ orderId: randomUUID(), reason: 'OTHER_PERSON' }) },
  evidenceKitOpen: {
    ...AT_CLINIC,
    input: () => ({ idempotencyKey: idempotencyKey(), victimId: 'nobody', selfReferred: false }),
  },
  evidenceKitStep: {
    ...IN_CUSTODY,
    input: () => ({ idempotencyKey: idempotencyKey(), kitId: randomUUID(), action: 'STORE', seal: 'A-1000' }),
  },
  evidenceKitConvert: {
    ...AT_CLINIC,
    input: () => ({ idempotencyKey: idempotencyKey(), kitId: randomUUID(), pin: '00000000' }),
  },
  evidenceWindowsLoad: {
    may: ['administrator', 'administrator-police'],
    purposes: 'none',
    // of any jurisdiction's windows only the hub's own administrator
    told: (account) => (account === 'administrator' ? 'INVALID' : 'NOT_PERMITTED'),
    input: noWindows,
  },
  movementPermitIssue: {
    ...PERMIT_OFFICE,
    input: () => ({
      idempotencyKey: idempotencyKey(),
      validUntil: new Date(Date.now() + 86_400_000).toISOString(),
      startArea: 'KZ-75',
      documentDigits: '0000',
      victimId: 'nobody',
    }),
  },
  movementPermitRevoke: { ...PERMIT_OFFICE, input: () => ({ permitId: randomUUID() }) },
  examFeedCreate: {
    ...AT_CLINIC,
    input: () => ({ idempotencyKey: idempotencyKey(), clinicId: randomUUID() }),
  },
  examFeedRevoke: { ...AT_CLINIC, input: () => ({ feedId: randomUUID() }) },
};

testScopes(() => hub, SCOPES);
