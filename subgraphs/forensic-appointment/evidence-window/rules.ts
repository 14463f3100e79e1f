import { emergencySigns } from './emergency.js';
import {
  type EvidenceChange,
  type EvidenceInjury,
  type EvidenceSpecimen,
  EvidenceState,
  type EvidenceViolenceKind,
  type EvidenceWindow,
  type EvidenceWindowSet,
  type ExamDangerSign,
  ExamPriority,
  earliestHours,
  usefulHours,
} from './vocabulary.js';

export { emergencySigns };

const HOUR_MS = 3_600_000;

/** What is known. Nothing of it is needed: what is left out makes nothing less urgent than it is. */
export interface EvidenceFacts {
  /** The last contact with him: the instant from which every window runs. Null when nobody knows it */
  readonly lastContactAt: Date | null;
  readonly violence: readonly EvidenceViolenceKind[];
  readonly dangerSigns: readonly ExamDangerSign[];
  readonly injuries?: readonly EvidenceInjury[];
  /** Asked about whatever happened */
  readonly specimens?: readonly EvidenceSpecimen[];
  readonly doneSince?: readonly EvidenceChange[];
}

/** A finding that there can be, and where its window stands. */
export interface ClockedFinding {
  readonly window: EvidenceWindow;
  /** Null when no end of its usefulness, or no last contact, is known */
  readonly latestUsefulAt: Date | null;
  /** Null when it shows from the first hour, or no last contact is known */
  readonly earliestUsefulAt: Date | null;
  /** Hours that pass until `latestUsefulAt`, negative beyond it; null when that is */
  readonly hoursLeft: number | null;
  /** Hours that have passed since the last contact; null when nobody knows it */
  readonly elapsed: number | null;
  readonly state: EvidenceState;
  /** What was done since and lowers what is found here. It changes neither state nor priority */
  readonly changes: readonly EvidenceChange[];
}

export interface EvidenceReading {
  /** Not empty: emergency care comes before any slot is looked for */
  readonly emergencySigns: readonly ExamDangerSign[];
  readonly priority: ExamPriority;
  readonly items: readonly ClockedFinding[];
}

const TURN: Readonly<Record<EvidenceState, number>> = { NOW: 0, LATE: 1, SOON: 1, NOT_YET: 2, BEYOND_WINDOW: 3 };
const ending = (item: ClockedFinding): number => item.hoursLeft ?? Number.MAX_VALUE;

/**
 * Where the windows stand at `now`, evidence and health alike, in the order in which to look after them, soonest end first, and how soon the examination is
 * due. It sets priority and never refuses: beyond every window an examination is still ROUTINE, not "too late". A further sign, injury or specimen
 * never lowers the priority. Hours are those that pass, whatever clocks on walls do.
 */
export function evidenceClock(facts: EvidenceFacts, set: EvidenceWindowSet, now: Date): EvidenceReading {
  const { lastContactAt, violence, dangerSigns, injuries = [], specimens = [], doneSince = [] } = facts;
  const signs = emergencySigns(violence, dangerSigns, injuries);
  const items = set.windows
    .filter(
      (window) =>
        window.violence.some((kind) => violence.includes(kind)) ||
        window.injuries.some((injury) => injuries.includes(injury)) ||
        (window.specimen !== null && specimens.includes(window.specimen)),
    )
    .map((window) => clocked(window, lastContactAt, now, set.nowWithinHours, doneSince))
    .sort((a, b) => TURN[a.state] - TURN[b.state] || ending(a) - ending(b));
  return { emergencySigns: signs, priority: priorityOf(signs, items, set.lastHours, lastContactAt !== null), items };
}

function clocked(
  window: EvidenceWindow,
  lastContactAt: Date | null,
  now: Date,
  nowWithinHours: number,
  doneSince: readonly EvidenceChange[],
): ClockedFinding {
  const changes = window.changedBy.filter((change) => doneSince.includes(change));
  const unknown = { latestUsefulAt: null, earliestUsefulAt: null, hoursLeft: null, elapsed: null };
  // doubt means collect: it may have been an hour ago, and it may end within one
  if (!lastContactAt) return { window, ...unknown, state: EvidenceState.NOW, changes };
  const instant = (hours: number) => new Date(lastContactAt.getTime() + hours * HOUR_MS);
  const elapsed = (now.getTime() - lastContactAt.getTime()) / HOUR_MS;
  const [earliest, latest] = [earliestHours(window), usefulHours(window)];
  return {
    window,
    latestUsefulAt: latest === null ? null : instant(latest),
    earliestUsefulAt: earliest > 0 ? instant(earliest) : null,
    hoursLeft: latest === null ? null : latest - elapsed,
    elapsed,
    state: stateAt(window, elapsed, nowWithinHours),
    changes,
  };
}

/** The last hour of a window still belongs to it, and the last hour of a best time to the best time. */
function stateAt(window: EvidenceWindow, elapsed: number, nowWithinHours: number): EvidenceState {
  const { bestHours, atOnce } = window;
  const latest = usefulHours(window);
  if (elapsed < earliestHours(window)) return EvidenceState.NOT_YET;
  if (latest !== null && elapsed > latest) return EvidenceState.BEYOND_WINDOW;
  if (bestHours !== null && elapsed > bestHours) return EvidenceState.LATE;
  const best = bestHours ?? latest ?? Number.POSITIVE_INFINITY;
  return atOnce || best - elapsed <= nowWithinHours ? EvidenceState.NOW : EvidenceState.SOON;
}

function priorityOf(
  signs: readonly ExamDangerSign[],
  items: readonly ClockedFinding[],
  lastHours: number,
  timeKnown: boolean,
): ExamPriority {
  if (signs.length > 0) return ExamPriority.STAT;
  const open = items.filter(({ state }) => state !== EvidenceState.BEYOND_WINDOW);
  if (open.some((i) => i.state === EvidenceState.NOW || (i.hoursLeft !== null && i.hoursLeft <= lastHours)))
    return ExamPriority.ASAP;
  const running = open.some(({ hoursLeft, state }) => hoursLeft !== null || state === EvidenceState.NOT_YET);
  // nobody knows when it was, or what: doubt means soon
  return running || !timeKnown ? ExamPriority.URGENT : ExamPriority.ROUTINE;
}
