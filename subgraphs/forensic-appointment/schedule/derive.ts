import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { DERIVE_SHIFTS, RULES_TO_EXPAND } from './derive-sql.js';
import { occurrences, type Recurrence, type WallTime } from './recurrence.js';

interface RuleToExpand extends Recurrence {
  readonly id: string;
  readonly from: WallTime;
  readonly to: WallTime;
  readonly exdates: readonly WallTime[];
  readonly rdates: readonly WallTime[];
}

/**
 * Makes a clinic's shifts what its rules and exceptions say, up to its horizon, in the caller's transaction, which holds the clinic's row. Doing it again
 * changes nothing, unless a day has passed or the database's zone data has changed.
 * @param at as at another instant than now, to see what a change of clocks did
 */
export async function deriveShifts(manager: EntityManager, clinic: string, at: Date | null = null): Promise<void> {
  const rules = await rowsOf<RuleToExpand>(manager, RULES_TO_EXPAND, [clinic, at]);
  const all = rules.flatMap((rule) => startsOf(rule).map((start) => [rule.id, start] as const));
  await rowsOf(manager, DERIVE_SHIFTS, [clinic, all.map(([id]) => id), all.map(([, start]) => start), at]);
}

function startsOf(rule: RuleToExpand): WallTime[] {
  const without = new Set(rule.exdates);
  const more = rule.rdates.filter((at) => at >= rule.from && at < rule.to);
  return [...new Set([...occurrences(rule, rule.from, rule.to), ...more])].filter((at) => !without.has(at));
}
