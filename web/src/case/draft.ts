import type {
  ConsentGrantInput,
  ConsentInterpreter,
  ConsentLanguage,
  ConsentWitness,
  IncidentChannel,
  IncidentCorrectInput,
  IncidentReportInput,
  InjuryKind,
  PerpetratorRelation,
  ReferralForwardInput,
  ReferralSendInput,
  ReferralService,
  ReferralUrgency,
  RiskAnswer,
  RiskAssessMutation,
  ViolenceKind,
} from '../../generated/graphql';
import { wishAnew } from '../beds/wish';
import { hubNow } from '../hub/connection';
import { forgetIntentions } from '../hub/step';
import { standing } from '../session/session';
import { store } from '../store';

export const STEPS = ['report', 'questions', 'to', 'read', 'code'] as const;
export type StepName = (typeof STEPS)[number];

/** What is taken down of one case. It is in the memory of this page and nowhere else. */
export interface Draft {
  /** Which case of this page it is: an answer to what was asked for another one is not of this */
  readonly number: number;
  readonly step: StepName;
  readonly report: Report;
  /** What the hub has acknowledged, so that it is not sent again */
  readonly victimId: string | null;
  readonly dutyRecorded: boolean;
  /** The report as it was sent first, until it is known to stand: so much may be at the hub, whether an answer came or not */
  readonly reporting: IncidentReportInput | null;
  /** The report as it is known to stand */
  readonly recorded: { readonly id: string; readonly version: number; readonly said: Said } | null;
  /** A correction of it as it was sent first, until that is known to stand */
  readonly correcting: IncidentCorrectInput | null;
  /** Its id once it stands with all that was added while nobody knew it */
  readonly incidentId: string | null;
  readonly instrument: string | null;
  readonly answers: Readonly<Record<string, RiskAnswer>>;
  readonly assessed: NonNullable<RiskAssessMutation['riskAssess']['riskAssessment']> | null;
  readonly to: To;
  readonly read: Read;
  readonly asked: Asked | null;
  readonly sent: Sent | null;
  /** Codes of her referrals, by the agency that each went to: what is held there is found by it */
  readonly codes: Readonly<Record<string, string>>;
  /** Times that were held in this case: no other is given a code of hers */
  readonly times: readonly string[];
  /** The referral that a new one goes on from, when a service did not take her */
  readonly forwards: { readonly referralId: string; readonly version: number } | null;
}

/** What a report says, as the hub takes it. */
export type Said = Omit<IncidentReportInput, 'idempotencyKey'>;

export interface Report {
  /** How many hours ago, as it was chosen, and the instant that it then was */
  readonly when: string;
  readonly occurredAt: string;
  /** `same`, `unknown`, or how many hours ago */
  readonly lastContact: string;
  readonly lastContactAt: string | null;
  readonly channel: IncidentChannel;
  readonly violence: readonly ViolenceKind[];
  readonly injuries: readonly InjuryKind[];
  readonly named: readonly PerpetratorRelation[];
  readonly weapon: string;
  readonly children: string;
  readonly childrenCount: number;
  readonly earlier: string;
  readonly account: string;
  /** Null: that of the officer's own agency */
  readonly regionCode: string | null;
}

export interface To {
  readonly service: ReferralService | null;
  readonly recipient: string | null;
  /** Null: by what the questions have shown */
  readonly urgency: ReferralUrgency | null;
  readonly leftOut: readonly string[];
  readonly regionCode: string | null;
}

export interface Read {
  readonly language: ConsentLanguage;
  readonly interpreter: ConsentInterpreter | null;
  /** The text that was read out: she has understood that one, before that witness, and no other */
  readonly text: string;
  readonly witness: ConsentWitness | null;
  readonly explained: boolean;
  readonly expiresAt: string;
  /** What the hub has of hers after she did not agree: nothing came to it, or all was taken back */
  readonly refused: 'NOTHING_SENT' | 'TAKEN_BACK' | null;
}

/** What she has agreed to, from before it is sent until the code is there: so much may stand at the hub, whether an answer came or not. */
export interface Asked {
  readonly consent: ConsentGrantInput;
  readonly consentId: string | null;
  readonly referral: ReferralSendInput | ReferralForwardInput;
  /** Whether the referral was sent too */
  readonly referred: boolean;
  /** She does not agree any more: before she is asked anew, this is ended */
  readonly ending: boolean;
}

export interface Sent {
  readonly id: string;
  readonly code: string;
  readonly recipientName: string;
  readonly sentBefore: boolean;
}

export const hoursAgo = (hours: number): string => new Date(hubNow() - hours * 3_600_000).toISOString();

/** A provisional consent lasts three days at most; a minute is left for the way. */
const PROVISIONAL_MS = 72 * 3_600_000 - 60_000;

export const newReading = (language: ConsentLanguage): Read => ({
  language,
  interpreter: null,
  text: '',
  witness: null,
  explained: false,
  expiresAt: new Date(hubNow() + PROVISIONAL_MS).toISOString(),
  refused: null,
});

const NOBODY: To = { service: null, recipient: null, urgency: null, leftOut: [], regionCode: null };

let cases = 0;

const empty = (): Draft => ({
  number: cases++,
  step: 'report',
  report: {
    when: '0',
    occurredAt: hoursAgo(0),
    lastContact: 'same',
    lastContactAt: null,
    channel: 'CALL_102',
    violence: [],
    injuries: [],
    named: [],
    weapon: 'unknown',
    children: 'unknown',
    childrenCount: 1,
    earlier: '',
    account: '',
    regionCode: null,
  },
  victimId: null,
  dutyRecorded: false,
  reporting: null,
  recorded: null,
  correcting: null,
  incidentId: null,
  instrument: null,
  answers: {},
  assessed: null,
  to: NOBODY,
  read: newReading('kk'),
  asked: null,
  sent: null,
  codes: {},
  times: [],
  forwards: null,
});

export const draft = store<Draft>(empty());
let keys = new Map<string, string>();

export const change = (by: Partial<Draft>) => draft.set({ ...draft.get(), ...by });

/** Forgets the case, and for whom a place was looked for in it. */
export function startAnew(): void {
  keys = new Map();
  forgetIntentions();
  wishAnew();
  draft.set(empty());
}

/** A further referral of the same person: another one, even to the same service. */
export const referAgain = () => {
  keys = new Map();
  change({ to: { ...NOBODY, regionCode: draft.get().to.regionCode }, sent: null, forwards: null });
  goTo('to');
};

/** What was assessed counts no more: the same answers once more are another assessment. */
export const assessAnew = () => {
  keys = new Map();
  change({ assessed: null, answers: {} });
};

/** A referral that a service did not take: to whom else. */
export function referElsewhere(victimId: string, service: ReferralService, forwards: Draft['forwards']): void {
  startAnew();
  change({ victimId, dutyRecorded: true, to: { ...NOBODY, service }, forwards, step: 'to' });
}

/** The key of what is to be done, the same until the case is over: what was lost on the way is sent again under it, and has one effect. */
export function keyFor(intention: string): string {
  const key = keys.get(intention) ?? crypto.randomUUID();
  keys.set(intention, key);
  return key;
}

/** It was undone: the same again is another one. */
export function forgetKeys(undone: readonly string[]): void {
  for (const [intention, key] of keys) if (undone.includes(key)) keys.delete(intention);
}

export const isBegun = (): boolean => {
  const { report, victimId, sent } = draft.get();
  return !sent && (victimId !== null || report.violence.length > 0 || report.account !== '');
};

/** Each step is one of the browser's history, under the same address: Back leads to the step before, not out of the case. */
export function goTo(step: StepName): void {
  history.pushState({ step: STEPS.indexOf(step) }, '', location.hash);
  change({ step });
}

export function steppedBack(): void {
  const { sent, step } = draft.get();
  // what was sent is not gone back behind
  if (sent) return;
  const { step: at = STEPS.indexOf(step) - 1 } = (history.state ?? {}) as { readonly step?: number };
  const to = STEPS[Math.max(0, at)]!;
  if (isReachable(to)) change({ step: to });
}

/** An entry of the history may be of a case that is over. */
function isReachable(step: StepName): boolean {
  const { victimId, to } = draft.get();
  if (step === 'report') return true;
  return step !== 'code' && victimId !== null && (step !== 'read' || to.recipient !== null);
}

// whoever is signed out leaves nothing behind, and nobody leaves what is not sent yet by a slip of the thumb
standing.onChange(() => {
  if (standing.get().is === 'out') startAnew();
});
addEventListener('beforeunload', (event) => {
  if (standing.get().is === 'in' && isBegun()) event.preventDefault();
});
