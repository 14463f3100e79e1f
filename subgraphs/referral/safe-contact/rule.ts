import { ContactDecision, SafeContactChannel } from './vocabulary.js';
import { openings, type SafeContactWindow } from './windows.js';

/**
 * How she may be reached, as it is sealed under an agency's key. What was written before hours were exact lacks the optional parts: it
 * stays readable, and permits nothing.
 */
export interface SafeContactRule {
  readonly channel: SafeContactChannel;
  readonly alsoChannels?: readonly SafeContactChannel[];
  readonly number: string | null;
  /** In her words; for people to read, never for the gate */
  readonly safeHours: string | null;
  readonly windows?: readonly SafeContactWindow[];
  readonly zone?: string | null;
  readonly codeName: string | null;
  readonly leaveNoTrace: boolean;
  readonly wording: string | null;
  /** ISO 8601 */
  readonly validUntil?: string | null;
  /** When she was last asked: ISO 8601, by the database's clock */
  readonly askedAt?: string;
  /** Names what she then answered. Copies that referrals bring keep it, so that a suspension reaches all of them */
  readonly asking?: string;
}

/** Whom she lives with and what he knows change: an answer older than this is no answer. */
export const RULE_HOLDS_DAYS = 30;

/** A permission is for now. Who needs longer asks again. */
export const ATTEMPT_MINUTES = 30;

export type Permission =
  | { readonly decision: ContactDecision.PERMITTED; readonly until: Date }
  | {
      readonly decision: Exclude<ContactDecision, ContactDecision.PERMITTED>;
      /** When it will next be safe, if the rule still holds then */
      readonly next: Date | null;
    };

const refused = (decision: Exclude<ContactDecision, ContactDecision.PERMITTED>, next: Date | null = null) =>
  ({ decision, next }) as const;

/**
 * THE decision whether she may be contacted: her rule, this moment, this channel, and nothing else. Whoever asks, for whatever purpose, however urgent, gets
 * the same answer. What is not said is not allowed.
 */
export function permits(rule: SafeContactRule | null, at: Date, channel: SafeContactChannel): Permission {
  if (!rule) return refused(ContactDecision.NO_RULE);
  if (rule.channel === SafeContactChannel.NONE) return refused(ContactDecision.CHANNEL_NOT_ALLOWED);
  const { windows, zone } = rule;
  const ends = endOf(rule);
  const now = at.getTime();
  if (!windows?.length || !zone || !(now < ends)) return refused(ContactDecision.ASK_AGAIN);
  if (![rule.channel, ...(rule.alsoChannels ?? [])].includes(channel))
    return refused(ContactDecision.CHANNEL_NOT_ALLOWED);
  const all = openings(windows, zone, now);
  const open = all.filter(({ start, end }) => start <= now && now < end);
  if (open.length > 0) {
    const until = Math.min(Math.max(...open.map(({ end }) => end)), ends, now + ATTEMPT_MINUTES * 60_000);
    return { decision: ContactDecision.PERMITTED, until: new Date(until) };
  }
  const next = all.find(({ start }) => now < start && start < ends);
  return refused(ContactDecision.NOT_NOW, next ? new Date(next.start) : null);
}

/** When the rule must be asked again: not a number when nobody knows when it was asked, and then it holds at no time. */
function endOf({ askedAt, validUntil }: SafeContactRule): number {
  if (!askedAt) return Number.NaN;
  const asked = Date.parse(askedAt) + RULE_HOLDS_DAYS * 86_400_000;
  return validUntil ? Math.min(asked, Date.parse(validUntil)) : asked;
}
