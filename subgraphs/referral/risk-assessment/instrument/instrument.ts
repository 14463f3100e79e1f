import { z } from 'zod';
import { RiskLevel } from '../vocabulary.js';

const TextSchema = z.strictObject({ en: z.string().min(1), ru: z.string().min(1), kk: z.string().min(1) });

/** When a rule holds. Items count only when they were answered YES. */
const ConditionSchema = z.union([
  z.strictObject({ any: z.array(z.string()).min(1) }),
  z.strictObject({ atLeast: z.int().min(1), of: z.array(z.string()).min(1) }),
  /** Events that she told of, or that the agency itself took down, in the twelve months before */
  z.strictObject({ eventsIn12Months: z.int().min(1) }),
]);

const RuleSchema = z.strictObject({
  id: z.string().regex(/^[A-Z0-9_]+$/),
  level: z.enum([RiskLevel.ELEVATED, RiskLevel.HIGH]),
  when: ConditionSchema,
  /** The rule in words, as it is named in a result */
  text: TextSchema,
});

/** An instrument as data: a version is never changed, a threshold that differs elsewhere is another version. */
export const InstrumentSchema = z
  .strictObject({
    id: z.string().regex(/^[A-Z0-9_]+$/),
    version: z.string().min(1),
    name: z.string().min(1),
    /** Where the rules come from, when they were put down here, and how sure that is: V read there, S second hand, B not checked */
    source: z.string().min(1),
    recordedAt: z.iso.date(),
    grade: z.enum(['V', 'S', 'B']),
    /** Who has reviewed it for use; null until somebody has */
    reviewedBy: z.string().nullable(),
    /** Ids only: the questions are their owners' and are loaded by who has the licence */
    items: z.array(z.string().min(1)).min(1),
    /** In the order in which they are looked at; the first that holds is the one that is named */
    rules: z.array(RuleSchema).min(1),
  })
  .superRefine(({ items, rules }, problem) => {
    if (new Set(items).size < items.length) problem.addIssue('An item occurs twice.');
    if (new Set(rules.map(({ id }) => id)).size < rules.length) problem.addIssue('A rule occurs twice.');
    for (const { id, when } of rules) {
      const named = 'any' in when ? when.any : 'of' in when ? when.of : [];
      for (const item of named) if (!items.includes(item)) problem.addIssue(`${id} names ${item}, which is no item.`);
      if ('of' in when && when.atLeast > when.of.length) problem.addIssue(`${id} can never hold.`);
    }
  });

export type Instrument = z.infer<typeof InstrumentSchema>;
export type Rule = Instrument['rules'][number];

/** Ids `from` to `to`, as the items of a printed form are numbered. */
export const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
