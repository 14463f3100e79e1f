import {
  EvidenceState,
  EvidenceViolenceKind,
  type EvidenceWindow,
  type EvidenceWindowSet,
  ExamDangerSign,
  ExamPriority,
} from './vocabulary.js';

const HOUR_MS = 3_600_000;

export interface EvidenceFacts {
  /** The last contact with him: the instant from which every window runs */
  readonly lastContactAt: Date;
  readonly violence: readonly EvidenceViolenceKind[];
  readonly dangerSigns: readonly ExamDangerSign[];
}

/** A finding that there can be, and where its window stands. */
export interface ClockedFinding {
  readonly window: EvidenceWindow;
  /** Null when no end of its usefulness is known */
  readonly latestUsefulAt: Date | null;
  /** Hours until `latestUsefulAt`, negative beyond it; null when no end is known */
  readonly hoursLeft: number | null;
  readonly state: EvidenceState;
}

export interface EvidenceReading {
  /** Not empty: emergency care comes before any slot is looked for */
  readonly emergencySigns: readonly ExamDangerSign[];
  readonly priority: ExamPriority;
  readonly items: readonly ClockedFinding[];
}

/** The signs that send her to emergency care first. Strangulation is one whether it was named as violence or as a sign. */
export function emergencySigns(
  violence: readonly EvidenceViolenceKind[],
  signs: readonly ExamDangerSign[],
): ExamDangerSign[] {
  const all = new Set(signs);
  if (violence.includes(EvidenceViolenceKind.STRANGULATION)) all.add(ExamDangerSign.STRANGULATION);
  return Object.values(ExamDangerSign).filter((sign) => all.has(sign));
}

const TURN: Readonly<Record<EvidenceState, number>> = { NOW: 0, LATE: 1, SOON: 1, BEYOND_WINDOW: 2 };
const ending = (item: ClockedFinding): number => item.hoursLeft ?? Number.MAX_VALUE;

/**
 * Where the windows stand at `now`, in the order in which to look after them, soonest end first, and how soon the examination is due. It sets priority and never refuses:
 * beyond every window an examination is still ROUTINE, not "too late".
 */
export function evidenceClock(facts: EvidenceFacts, set: EvidenceWindowSet, now: Date): EvidenceReading {
  const signs = emergencySigns(facts.violence, facts.dangerSigns);
  const items = set.windows
    .filter(({ violence }) => violence.some((kind) => facts.violence.includes(kind)))
    .map((window) => clocked(window, facts.lastContactAt, now, set.nowWithinHours))
    .sort((a, b) => TURN[a.state] - TURN[b.state] || ending(a) - ending(b));
  return { emergencySigns: signs, priority: priorityOf(signs, items, set.lastHours), items };
}

function clocked(window: EvidenceWindow, lastContactAt: Date, now: Date, nowWithinHours: number): ClockedFinding {
  const elapsed = (now.getTime() - lastContactAt.getTime()) / HOUR_MS;
  const state = stateAt(window, elapsed, nowWithinHours);
  if (window.usefulHours === null) return { window, latestUsefulAt: null, hoursLeft: null, state };
  const latestUsefulAt = new Date(lastContactAt.getTime() + window.usefulHours * HOUR_MS);
  return { window, latestUsefulAt, hoursLeft: window.usefulHours - elapsed, state };
}

/** The last hour of a window still belongs to it, and the last hour of a best time to the best time. */
function stateAt(window: EvidenceWindow, elapsed: number, nowWithinHours: number): EvidenceState {
  const { bestHours, usefulHours, atOnce } = window;
  if (usefulHours !== null && elapsed > usefulHours) return EvidenceState.BEYOND_WINDOW;
  if (bestHours !== null && elapsed > bestHours) return EvidenceState.LATE;
  const best = bestHours ?? usefulHours ?? Number.POSITIVE_INFINITY;
  return atOnce || best - elapsed <= nowWithinHours ? EvidenceState.NOW : EvidenceState.SOON;
}

function priorityOf(
  signs: readonly ExamDangerSign[],
  items: readonly ClockedFinding[],
  lastHours: number,
): ExamPriority {
  if (signs.length > 0) return ExamPriority.STAT;
  const open = items.filter(({ state }) => state !== EvidenceState.BEYOND_WINDOW);
  if (open.some((i) => i.state === EvidenceState.NOW || (i.hoursLeft !== null && i.hoursLeft <= lastHours)))
    return ExamPriority.ASAP;
  return open.some(({ hoursLeft }) => hoursLeft !== null) ? ExamPriority.URGENT : ExamPriority.ROUTINE;
}
