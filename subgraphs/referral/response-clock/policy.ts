import { z } from 'zod';
import type { IncidentChannel } from '../incident/vocabulary.js';
import type { ReferralUrgency } from '../referral/vocabulary.js';
import { KZ } from './data/kz.js';
import { ResponseStep } from './vocabulary.js';

/** Whom a rung of the ladder tells that a request waits. */
export type DutyRung = 'DUTY_OFFICER' | 'SUPERVISOR' | 'REGIONAL_COORDINATOR' | 'ANOTHER_AGENCY';

/** How soon a referral is answered, in minutes from its sending. */
export interface ResponseLimits {
  readonly urgency: ReferralUrgency;
  /** For what was taken in this way only; goes before a line without channels */
  readonly channels?: readonly IncidentChannel[];
  readonly minutes: Readonly<Record<ResponseStep, number>>;
  /** Whoever is on duty is told when it is sent, and not only when it was left */
  readonly atOnce: boolean;
}

/** How soon referrals are answered, and who is told when they are not. Data of a jurisdiction, never a constant of the code. */
export interface ResponsePolicy {
  /** Kept with each referral that was sent under it: a version is never edited, another one follows it */
  readonly version: string;
  /** ISO 8601 */
  readonly inForceFrom: string;
  readonly source: string;
  /** When the source was looked at */
  readonly date: string;
  /** V read in the source, S a secondary source, B background knowledge */
  readonly grade: 'V' | 'S' | 'B';
  readonly reviewer: string;
  readonly limits: readonly ResponseLimits[];
  /** Minutes after which one that nobody has answered lapses, and its sender must turn elsewhere; when the answer is late is said above, long before */
  readonly lapses: Readonly<Record<ReferralUrgency, number>>;
  /** For each step whom to tell, and how many minutes after it was due; in this order */
  readonly ladders: Readonly<Record<ResponseStep, readonly { readonly tell: DutyRung; readonly after: number }[]>>;
}

export const RESPONSE_POLICIES = { KZ } as const satisfies Readonly<Record<string, readonly ResponsePolicy[]>>;
export type ResponseJurisdiction = keyof typeof RESPONSE_POLICIES;

export const RESPONSE_SETTINGS = {
  /** Whose policy says how soon a referral is answered */
  RESPONSE_JURISDICTION: z.enum(Object.keys(RESPONSE_POLICIES) as [ResponseJurisdiction]).default('KZ'),
};

/** The newest version that is in force at an instant. @throws for a jurisdiction that has none yet */
export function policyInForce(policies: readonly ResponsePolicy[], at: Date): ResponsePolicy {
  const begun = policies.filter(({ inForceFrom }) => Date.parse(inForceFrom) <= at.getTime());
  const newest = begun.reduce<ResponsePolicy | undefined>(
    (best, each) => (best && Date.parse(best.inForceFrom) > Date.parse(each.inForceFrom) ? best : each),
    undefined,
  );
  if (!newest) throw new Error('No response policy is in force.');
  return newest;
}

/** The line for an urgency and the channel by which it was taken in, if that is known. @throws when there is none */
export function limitsFor(
  { limits, version }: ResponsePolicy,
  urgency: ReferralUrgency,
  channel: IncidentChannel | null,
): ResponseLimits {
  const lines = limits.filter((line) => line.urgency === urgency);
  const line =
    lines.find(({ channels }) => channel !== null && channels?.includes(channel)) ??
    lines.find(({ channels }) => !channels);
  if (!line) throw new Error(`Response policy ${version} has no line for ${urgency}.`);
  return line;
}

/** One telling: whom, and how many minutes after the sending. */
export interface Rung {
  readonly tell: DutyRung;
  readonly minutes: number;
}

/** Every telling about a step, in its order. With `atOnce` the first is at the sending, about the step that comes first. */
export function rungsOf({ ladders }: ResponsePolicy, { minutes, atOnce }: ResponseLimits, step: ResponseStep): Rung[] {
  const late = ladders[step].map(({ tell, after }) => ({ tell, minutes: minutes[step] + after }));
  return atOnce && step === ResponseStep.ACKNOWLEDGE ? [{ tell: 'DUTY_OFFICER', minutes: 0 }, ...late] : late;
}
