import {
  type Category,
  ConsentGrantDocument,
  type ConsentGrantInput,
  IncidentCorrectDocument,
  IncidentReportDocument,
  type IncidentReportInput,
  LegalBasisRecordDocument,
  type Purpose,
  ReferralForwardDocument,
  ReferralSendDocument,
  type ReferralService,
  type ReferralUrgency,
  RiskAssessDocument,
  type RiskAssessInput,
  VictimRegisterDocument,
} from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { type Problem, stepAnswered } from '../hub/step';
import { change, draft, keyFor } from './draft';

type Problems = readonly Problem[];
const NONE: Problems = [];

/** What an officer's duty opens to the own unit, for as long as the answers take; she sees it. */
const DUTY: readonly Category[] = ['INCIDENT', 'RISK', 'REFERRAL'];
const DUTY_MS = 28 * 86_400_000;

/** The ground as it was sent first: what is sent again under the same key must be the same, whatever the language and the hour then. */
let ground: { readonly key: string; readonly reason: string; readonly reviewAt: string } | undefined;

/** A pseudonym, the officer's duty, and the report: what the hub has acknowledged already is not sent again. */
export async function sendReport(input: Omit<IncidentReportInput, 'idempotencyKey'>, duty: string): Promise<Problems> {
  const known = await hasPseudonym();
  if (known.length > 0) return known;
  const { victimId } = draft.get();
  if (!draft.get().dutyRecorded) {
    const key = keyFor('duty');
    if (ground?.key !== key) ground = { key, reason: duty, reviewAt: new Date(hubNow() + DUTY_MS).toISOString() };
    const { problems } = await stepAnswered(LegalBasisRecordDocument, {
      input: {
        idempotencyKey: key,
        victimId: victimId!,
        kind: 'STATUTORY_DUTY',
        categories: [...DUTY],
        reason: ground.reason,
        reviewAt: ground.reviewAt,
      },
    });
    if (problems.length > 0) return problems;
    change({ dutyRecorded: true });
  }
  const { problems, data } = await stepAnswered(IncidentReportDocument, {
    input: { ...input, victimId, idempotencyKey: keyFor(JSON.stringify(input)) },
  });
  if (data) {
    const { violence, injuries } = draft.get().report;
    change({ incidentId: data.incidentReport.incident!.id, recorded: { violence, injuries, version: 1 } });
  }
  return problems;
}

/** What became known after the report. */
export async function sendCorrection(): Promise<Problems> {
  const { incidentId, recorded, report } = draft.get();
  const { violence, injuries } = report;
  const { problems, data } = await stepAnswered(IncidentCorrectDocument, {
    input: {
      incidentId: incidentId!,
      expectedVersion: recorded!.version,
      reason: 'LEARNT_LATER',
      violence: [...violence],
      injuries: [...injuries],
    },
  });
  if (data) change({ recorded: { violence, injuries, version: data.incidentCorrect.incident!.version } });
  return problems;
}

async function hasPseudonym(): Promise<Problems> {
  if (draft.get().victimId) return NONE;
  const { problems, data } = await stepAnswered(VictimRegisterDocument, {
    input: { idempotencyKey: keyFor('register') },
  });
  if (data) change({ victimId: data.victimRegister.victimId! });
  return problems;
}

export async function sendAnswers(input: Omit<RiskAssessInput, 'idempotencyKey'>): Promise<Problems> {
  const { problems, data } = await stepAnswered(RiskAssessDocument, {
    input: { ...input, idempotencyKey: keyFor(JSON.stringify(input)) },
  });
  if (data) change({ assessed: data.riskAssess.riskAssessment! });
  return problems;
}

interface Referral {
  readonly recipient: string;
  readonly recipientName: string;
  readonly service: ReferralService;
  readonly urgency: ReferralUrgency;
  readonly categories: readonly Category[];
}

/** What she has agreed to, and then the referral with it; never the second without the first. */
export async function sendReferral(
  { recipientName, ...to }: Referral,
  consent: Omit<ConsentGrantInput, 'idempotencyKey' | 'victimId' | 'recipient'>,
): Promise<Problems> {
  const { victimId, forwards } = draft.get();
  const agreed = { ...consent, victimId: victimId!, recipient: to.recipient };
  const granted = await stepAnswered(ConsentGrantDocument, {
    input: { ...agreed, idempotencyKey: keyFor(JSON.stringify(agreed)) },
  });
  if (granted.problems.length > 0) return granted.problems;
  const { service, ...onward } = { ...to, categories: [...to.categories], victimId };
  const idempotencyKey = keyFor(JSON.stringify([service, onward, forwards]));
  const answer = forwards
    ? await stepAnswered(ReferralForwardDocument, {
        input: { ...onward, referralId: forwards.referralId, expectedVersion: forwards.version, idempotencyKey },
      })
    : await stepAnswered(ReferralSendDocument, { input: { ...onward, service, idempotencyKey } });
  if (!answer.data) return answer.problems;
  const { referral, possibleDuplicate } =
    'referralForward' in answer.data ? answer.data.referralForward : answer.data.referralSend;
  change({ sent: { id: referral!.id, code: referral!.code, recipientName, sentBefore: possibleDuplicate !== null } });
  return NONE;
}

/** For what a service may use what it is told: for what she is referred to it, and what belongs to that. */
export const PURPOSES_OF: Readonly<Partial<Record<ReferralService, readonly Purpose[]>>> = {
  SHELTER: ['SHELTER', 'SUPPORT'],
  SUPPORT: ['SUPPORT'],
  FORENSIC_EXAM: ['FORENSIC_EXAM', 'MEDICAL_CARE'],
  MEDICAL_CARE: ['MEDICAL_CARE'],
  LEGAL_AID: ['LEGAL_AID'],
};
