import type { Language, Text } from '../../kit/index.js';
import type { ClockedFinding } from './rules.js';
import { EvidenceState, type EvidenceWindowSet, type ExamDangerSign } from './vocabulary.js';

const LOCALES: Readonly<Record<Language, string>> = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' };

/** What comes before any slot, in words; the number of the ambulance is always there. */
export interface EmergencyCare {
  readonly emergencyCareFirst: boolean;
  readonly emergencyReasons: string[];
  readonly emergencyNumber: string;
  readonly emergencyAdvice: string | null;
}

export function emergencyCare(
  signs: readonly ExamDangerSign[],
  set: EvidenceWindowSet,
  language: Language,
): EmergencyCare {
  return {
    emergencyCareFirst: signs.length > 0,
    emergencyReasons: signs.map((sign) => set.dangerSigns[sign][language]),
    emergencyNumber: set.emergencyNumber,
    emergencyAdvice: signs.length > 0 ? set.emergencyAdvice[language] : null,
  };
}

/** What waiting costs in the stage in which it is: the first one when nobody knows when it began. */
export function whatItCosts({ window, elapsed, state }: ClockedFinding, set: EvidenceWindowSet): Text {
  if (state === EvidenceState.BEYOND_WINDOW) return set.beyondWindow;
  const { stages } = window;
  const stage = stages.find(({ untilHours }) => untilHours === null || (elapsed ?? 0) <= untilHours);
  return (stage ?? stages.at(-1)!).whatItCosts;
}

/** What lowers what is found, and that it is looked for all the same. */
export function whatChangesIt({ changes, elapsed }: ClockedFinding, set: EvidenceWindowSet): Text[] {
  const done = changes.map((change) => set.changes[change]);
  return elapsed === null ? [set.unknownTime, ...done] : done;
}

/** A date and a time of day as clocks show them in a zone. */
export function inZone(instant: Date, zone: string, language: Language): string {
  const options = { timeZone: zone, dateStyle: 'long', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], options).format(instant);
}

/** A name of the zone database. An offset has no clock changes, so it is none. */
export function isZone(zone: string): boolean {
  if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
  try {
    return inZone(new Date(0), zone, 'en') !== '';
  } catch {
    return false;
  }
}
