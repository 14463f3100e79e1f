import type { TypedDocumentNode } from '@urql/core';
import {
  type Category,
  ConsentGrantDocument,
  type ConsentGrantInput,
  ConsentWithdrawDocument,
  IncidentCorrectDocument,
  type IncidentCorrectInput,
  IncidentReportDocument,
  type IncidentReportInput,
  LegalBasisRecordDocument,
  type Purpose,
  ReferralCancelDocument,
  ReferralForwardDocument,
  ReferralNotWantedDocument,
  ReferralSendDocument,
  type ReferralService,
  type ReferralUrgency,
  RiskAssessDocument,
  type RiskAssessInput,
  VictimRegisterDocument,
} from '../../generated/graphql';
import type { Fault } from '../hub/client';
import { hubNow } from '../hub/connection';
import { isRefused, mayStand, type Problem, stepAnswered } from '../hub/step';
import { type Asked, change, draft, forgetKeys, keyFor, type Said } from './draft';

type Problems = readonly Problem[];
const NONE: Problems = [];

/** An answer belongs to the case for which it was asked: when that is over, nothing more is done in its name. */
async function told<T extends Readonly<Record<string, unknown>>, V extends Record<string, unknown>>(
  document: TypedDocumentNode<T, V>,
  variables: V,
) {
  const { number } = draft.get();
  const answer = await stepAnswered(document, variables);
  assertStill(number);
  return answer;
}

function assertStill(number: number): void {
  if (draft.get().number !== number) throw new Error('The case is over.');
}

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
    const { problems } = await told(LegalBasisRecordDocument, {
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
  if (!draft.get().recorded) {
    const tried = draft.get().reporting;
    const reporting = tried ?? { ...input, victimId, idempotencyKey: keyFor(JSON.stringify(input)) };
    change({ reporting });
    const reported = await told(IncidentReportDocument, { input: reporting });
    if (!reported.data) {
      if (isAnswered(reported) || (!tried && !mayStand(reported))) change({ reporting: null });
      return reported.problems;
    }
    const { id, version } = reported.data.incidentReport.incident!;
    change({ reporting: null, recorded: { id, version, said: reporting } });
  }
  const left = await correct(input);
  if (left.length === 0) change({ incidentId: draft.get().recorded!.id });
  return left;
}

/** What the officer has changed since it was sent. */
const addedSince = (before: Said, now: Partial<Said>): Partial<Said> =>
  Object.fromEntries(
    Object.entries(now).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Said]),
    ),
  );

/** What became known after the report. */
export function sendCorrection(): Promise<Problems> {
  const { violence, injuries } = draft.get().report;
  return correct({ violence: [...violence], injuries: [...injuries] });
}

/** The correction whose answer was lost, if there is one, as it was sent; then what has changed since, as of the version that then stands. */
async function correct(now: Partial<Said>): Promise<Problems> {
  for (;;) {
    const { recorded, correcting: tried } = draft.get();
    const { id, version, said } = recorded!;
    const added = addedSince(said, now);
    if (!tried && Object.keys(added).length === 0) return NONE;
    const correcting = tried ?? asCorrection(id, version, added);
    change({ correcting });
    const corrected = await told(IncidentCorrectDocument, { input: correcting });
    if (!corrected.data) {
      if (isAnswered(corrected) || (!tried && !mayStand(corrected))) change({ correcting: null });
      return corrected.problems;
    }
    const { idempotencyKey: _key, incidentId: _id, expectedVersion: _version, reason: _reason, ...facts } = correcting;
    change({
      correcting: null,
      recorded: { id, version: corrected.data.incidentCorrect.incident!.version, said: { ...said, ...facts } as Said },
    });
  }
}

function asCorrection(incidentId: string, expectedVersion: number, facts: Partial<Said>): IncidentCorrectInput {
  const input = { incidentId, expectedVersion, reason: 'LEARNT_LATER' as const, ...facts };
  return { ...input, idempotencyKey: keyFor(JSON.stringify(input)) } as IncidentCorrectInput;
}

async function hasPseudonym(): Promise<Problems> {
  if (draft.get().victimId) return NONE;
  const { problems, data } = await told(VictimRegisterDocument, {
    input: { idempotencyKey: keyFor('register') },
  });
  if (data) change({ victimId: data.victimRegister.victimId! });
  return problems;
}

export async function sendAnswers(input: Omit<RiskAssessInput, 'idempotencyKey'>): Promise<Problems> {
  const { problems, data } = await told(RiskAssessDocument, {
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

/** One after the other: what is sent is not taken back while it is on its way. */
let before: Promise<unknown> = Promise.resolve();
function inTurn(work: () => Promise<Problems>): Promise<Problems> {
  const { number } = draft.get();
  const turn = before.then(() => {
    assertStill(number);
    return work();
  });
  before = turn.catch(() => {});
  return turn;
}

/** What she has agreed to, and then the referral with it; never the second without the first. */
export const sendReferral = (
  { recipientName, ...to }: Referral,
  consent: Omit<ConsentGrantInput, 'idempotencyKey' | 'victimId' | 'recipient'>,
): Promise<Problems> =>
  inTurn(async () => {
    const earlier = draft.get().asked;
    if (earlier && (earlier.ending || !isSame(earlier, asking(to, consent)))) {
      const left = await end('SENT_ANEW');
      if (left.length > 0) return left;
    }
    const tried = draft.get().asked;
    const asked = tried ?? asking(to, consent);
    change({ asked });
    const granted = await told(ConsentGrantDocument, { input: asked.consent });
    if (!granted.data) {
      if (!tried && !mayStand(granted)) change({ asked: null });
      return granted.problems;
    }
    change({ asked: { ...asked, consentId: granted.data.consentGrant.consent?.id ?? null, referred: true } });
    const sent = await refer(asked);
    if (!sent.answer) {
      if (!asked.referred && !mayStand(sent)) change({ asked: { ...draft.get().asked!, referred: false } });
      return sent.problems;
    }
    const { referral, possibleDuplicate } = sent.answer;
    const sentBefore = possibleDuplicate !== null;
    const { id, code } = referral!;
    const codes = { ...draft.get().codes, [asked.consent.recipient]: code };
    change({ asked: null, sent: { id, code, recipientName, sentBefore }, codes });
    return NONE;
  });

function asking(
  to: Omit<Referral, 'recipientName'>,
  consent: Omit<ConsentGrantInput, 'idempotencyKey' | 'victimId' | 'recipient'>,
): Asked {
  const { forwards } = draft.get();
  const victimId = draft.get().victimId!;
  const agreed = { ...consent, victimId, recipient: to.recipient };
  const { service, ...onward } = { ...to, categories: [...to.categories], victimId };
  const idempotencyKey = keyFor(JSON.stringify([service, onward, forwards]));
  return {
    consent: { ...agreed, idempotencyKey: keyFor(JSON.stringify(agreed)) },
    consentId: null,
    referral: forwards
      ? { ...onward, referralId: forwards.referralId, expectedVersion: forwards.version, idempotencyKey }
      : { ...onward, service, idempotencyKey },
    referred: false,
    ending: false,
  };
}

const keysOf = ({ consent, referral }: Asked) => [consent.idempotencyKey, referral.idempotencyKey];
const isSame = (one: Asked, other: Asked) => keysOf(one).join() === keysOf(other).join();

async function refer({ referral }: Asked) {
  if ('referralId' in referral) {
    const { data, ...rest } = await told(ReferralForwardDocument, { input: referral });
    return { ...rest, answer: data?.referralForward };
  }
  const { data, ...rest } = await told(ReferralSendDocument, { input: referral });
  return { ...rest, answer: data?.referralSend };
}

/** She does not agree after all. Nothing is wrong only when nothing was sent, or the hub has said that nothing of it stands any more. */
export const takeBack = (): Promise<Problems> => inTurn(() => end('NOT_WANTED'));

const ENDED_BY = { NOT_WANTED: ReferralNotWantedDocument, SENT_ANEW: ReferralCancelDocument };
/** A referral of which something may still come. */
const OPEN: readonly string[] = ['SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS'];

async function end(why: keyof typeof ENDED_BY): Promise<Problems> {
  const { asked } = draft.get();
  if (!asked) return NONE;
  change({ asked: { ...asked, ending: true } });
  const { victimId, recipient } = asked.consent;
  let { consentId } = asked;
  if (!consentId) {
    // under the same key, so that it is answered what became of it, also when it is still on its way
    const again = await told(ConsentGrantDocument, { input: asked.consent });
    if (!isAnswered(again)) return again.problems;
    consentId = again.data?.consentGrant.consent?.id ?? null;
  }
  const withdrawn = await told(ConsentWithdrawDocument, {
    input: { victimId, ...(consentId ? { consentId } : { recipient }) },
  });
  if (!withdrawn.data) return withdrawn.problems;
  if (asked.referred) {
    // without her consent it is not sent now when it was not before
    const again = await refer(asked);
    if (!isAnswered(again)) return again.problems;
    const referral = again.answer?.referral;
    if (referral && OPEN.includes(referral.state)) {
      const ended = await told<Record<string, unknown>, { input: { referralId: string } }>(ENDED_BY[why], {
        input: { referralId: referral.id },
      });
      if (!ended.data) return ended.problems;
    }
  }
  forgetKeys(keysOf(asked));
  change({ asked: null });
  return NONE;
}

/** Done, or refused for good. */
const isAnswered = ({ fault, problems }: { readonly fault?: Fault; readonly problems: Problems }) =>
  !fault && (problems.length === 0 || isRefused(problems));

/** For what a service may use what it is told: for what she is referred to it, and what belongs to that. */
export const PURPOSES_OF: Readonly<Partial<Record<ReferralService, readonly Purpose[]>>> = {
  SHELTER: ['SHELTER', 'SUPPORT'],
  SUPPORT: ['SUPPORT'],
  FORENSIC_EXAM: ['FORENSIC_EXAM', 'MEDICAL_CARE'],
  MEDICAL_CARE: ['MEDICAL_CARE'],
  LEGAL_AID: ['LEGAL_AID'],
};
