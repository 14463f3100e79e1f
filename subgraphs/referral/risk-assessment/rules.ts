import { Refusal, UserErrorCode } from '../../kit/index.js';
import type { Instrument, Rule } from './instrument/instrument.js';
import { RiskAnswer, RiskLevel } from './vocabulary.js';

export interface Answered {
  readonly item: string;
  readonly answer: RiskAnswer;
}

/** What is known when an instrument is applied. */
export interface Findings {
  readonly answers: readonly Answered[];
  /** Violent events in the twelve months before: of those there were so many at least; null when nobody knows of any */
  readonly eventsIn12Months: number | null;
  /** Whether she was asked how many there were: what an agency took down by itself says nothing of the others */
  readonly askedOfEvents: boolean;
  /** Professional judgement: may raise the level, never lower it */
  readonly judgement: RiskLevel | null;
}

export interface RiskResult {
  readonly level: RiskLevel;
  /** Id of the rule that gives the level; null when none holds, and {@link JUDGEMENT} when professional judgement raised it */
  readonly rule: string | null;
  readonly yes: number;
  readonly no: number;
  readonly notAnswered: number;
  /** What was not answered could still raise the level: ask again */
  readonly mayBeHigher: boolean;
}

/** Named as the rule when professional judgement is what gives the level. */
export const JUDGEMENT = 'PROFESSIONAL_JUDGEMENT';

const ORDER = [RiskLevel.NOT_SHOWN, RiskLevel.ELEVATED, RiskLevel.HIGH];
const rank = (level: RiskLevel) => ORDER.indexOf(level);
export const isLower = (level: RiskLevel, than: RiskLevel): boolean => rank(level) < rank(than);

/** What an instrument says of the findings. Not answered counts as no yes, and never as a no. */
export function assess(instrument: Instrument, findings: Findings): RiskResult {
  const given = new Map(findings.answers.map(({ item, answer }) => [item, answer]));
  const answerOf = (item: string) => given.get(item) ?? RiskAnswer.NOT_ANSWERED;
  const count = (wanted: RiskAnswer) => instrument.items.filter((item) => answerOf(item) === wanted).length;
  const found = strongest(instrument, (item) => answerOf(item) === RiskAnswer.YES, findings.eventsIn12Months ?? 0);
  const most = strongest(
    instrument,
    (item) => answerOf(item) !== RiskAnswer.NO,
    findings.askedOfEvents ? (findings.eventsIn12Months ?? 0) : Number.POSITIVE_INFINITY,
  );
  const byRule = found?.level ?? RiskLevel.NOT_SHOWN;
  const raised = findings.judgement !== null && rank(findings.judgement) > rank(byRule);
  const level = raised ? findings.judgement! : byRule;
  return {
    level,
    rule: raised ? JUDGEMENT : (found?.id ?? null),
    yes: count(RiskAnswer.YES),
    no: count(RiskAnswer.NO),
    notAnswered: count(RiskAnswer.NOT_ANSWERED),
    mayBeHigher: rank(most?.level ?? RiskLevel.NOT_SHOWN) > rank(level),
  };
}

/** The first rule of the highest level that holds. */
function strongest({ rules }: Instrument, isYes: (item: string) => boolean, events: number): Rule | null {
  const holding = rules.filter(({ when }) => {
    if ('any' in when) return when.any.some(isYes);
    if ('of' in when) return when.of.filter(isYes).length >= when.atLeast;
    return events >= when.eventsIn12Months;
  });
  const highest = Math.max(...holding.map(({ level }) => rank(level)));
  return holding.find(({ level }) => rank(level) === highest) ?? null;
}

/** Why these findings cannot be assessed with this instrument; empty when they can. */
export function refusalsOfFindings(instrument: Instrument, findings: Findings): Refusal[] {
  const refusals: Refusal[] = [];
  const named = findings.answers.map(({ item }) => item);
  if (named.some((item) => !instrument.items.includes(item)) || new Set(named).size < named.length) {
    refusals.push(
      new Refusal(
        UserErrorCode.INVALID,
        {
          en: `Each item of ${instrument.name} once at most: ${instrument.items[0]} to ${instrument.items.at(-1)}.`,
          ru: `Каждый пункт не более одного раза: ${instrument.items[0]}–${instrument.items.at(-1)}.`,
          kk: `Әр тармақ бір реттен артық емес: ${instrument.items[0]}–${instrument.items.at(-1)}.`,
        },
        ['answers'],
      ),
    );
  } else if (
    findings.judgement !== null &&
    isLower(findings.judgement, assess(instrument, { ...findings, judgement: null }).level)
  ) {
    refusals.push(
      new Refusal(
        UserErrorCode.INVALID,
        {
          en: 'Professional judgement may raise the level, never lower it.',
          ru: 'Профессиональная оценка может повысить уровень, но не понизить.',
          kk: 'Кәсіби баға деңгейді көтере алады, бірақ төмендете алмайды.',
        },
        ['judgement', 'level'],
      ),
    );
  }
  return refusals;
}
