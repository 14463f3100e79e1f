import { z } from 'zod';

/** The wording of an instrument in one language, as an agency that may use it writes it down: `schema/risk-questions.schema.json`. */
export const RiskQuestionsFile = z.strictObject({
  instrument: z.string().min(1).max(40).describe('Id of the instrument, as riskInstruments names it: LAP, DASH'),
  version: z.string().min(1).max(40).describe('Version of the instrument'),
  language: z.enum(['kk', 'ru', 'en']).describe('Language of the wording, ISO 639-1'),
  licence: z.string().min(3).max(500).describe('By what right it is used: licence, permission, own translation'),
  questions: z
    .array(
      z.strictObject({
        item: z.string().min(1).max(40).describe('Id of the item'),
        question: z.string().min(3).max(1_000).describe('The question as it is asked'),
      }),
    )
    .min(1)
    .max(100)
    .describe('Every item of the instrument once'),
});
export type RiskQuestions = z.infer<typeof RiskQuestionsFile>;

/** Each fault of a text with the place in it, empty when it can be sent; and what it says then. */
export function readQuestions(text: string): { faults: string[]; questions: RiskQuestions | null } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { faults: ['It is not JSON.'], questions: null };
  }
  const { data, error } = RiskQuestionsFile.safeParse(json);
  const faults = error?.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`) ?? [];
  return { faults, questions: data ?? null };
}
