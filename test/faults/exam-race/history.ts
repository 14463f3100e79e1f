import { type Taken, takenTwice } from '../taken-twice.js';

/** What a client was told when it asked for something; UNKNOWN when it never learnt. */
export interface Told {
  readonly action: `exam${'Hold' | 'Confirm' | 'Cancel' | 'Reschedule' | 'Override' | 'WaitJoin' | 'WaitLeave'}`;
  /** The appointment that it asked about; null for a new one */
  readonly about: string | null;
  readonly outcome: 'DONE' | 'REFUSED' | 'UNKNOWN';
  /** The appointment as the answer had it */
  readonly answer: { readonly id: string; readonly startsAt: string; readonly examiner: string } | null;
}

/** An appointment as the database has it in the end. */
export interface Kept {
  readonly id: string;
  readonly state: string;
  readonly startsAt: string;
  readonly examiner: string;
  readonly movedFrom: string | null;
  readonly override: boolean;
}

export interface History {
  readonly told: readonly Told[];
  readonly kept: readonly Kept[];
  /** What appointments took of examiners, places, equipment and patients' time, and from when until when it was their own */
  readonly used: readonly Taken[];
}

const STANDING = new Set(['CONFIRMED', 'ARRIVED', 'IN_PROGRESS', 'COMPLETED']);

/** Whatever in a history breaks a promise, in words; empty when it holds. */
export function faultsOf({ told, kept, used }: History): string[] {
  const byId = new Map(kept.map((one) => [one.id, one]));
  const successor = new Map(kept.flatMap((one) => (one.movedFrom ? [[one.movedFrom, one] as const] : [])));
  const asked = (action: Told['action'], id: string) =>
    told.some((each) => each.action === action && each.about === id && each.outcome !== 'REFUSED');
  const faults = takenTwice(used);

  for (const { action, about, outcome, answer } of told) {
    if (answer) {
      const one = byId.get(answer.id);
      if (!one) faults.push(`${answer.id} was told (${action}) and does not exist`);
      else if (one.startsAt !== answer.startsAt || one.examiner !== answer.examiner)
        faults.push(`${answer.id} is at another time than was told (${action})`);
    }
    const confirmed =
      outcome !== 'DONE' ? null : action === 'examConfirm' ? about : action === 'examOverride' ? answer!.id : null;
    if (confirmed && !stands(confirmed)) faults.push(`${confirmed} was told to be confirmed and is lost`);
  }

  for (const one of kept) {
    if (STANDING.has(one.state) && !one.override && !comesFrom(one))
      faults.push(`${one.id} is confirmed and nobody confirmed it`);
  }
  return faults;

  /** It stands, somebody gave it up, or what took its place stands. */
  function stands(id: string): boolean {
    const one = byId.get(id);
    if (!one) return false;
    if (STANDING.has(one.state)) return true;
    if (one.state !== 'CANCELLED') return false;
    const next = successor.get(id);
    return next ? stands(next.id) : asked('examCancel', id);
  }

  /** Somebody confirmed it, or the one that was displaced to here. */
  function comesFrom({ id, movedFrom }: Kept): boolean {
    if (asked('examConfirm', id)) return true;
    const before = movedFrom ? byId.get(movedFrom) : undefined;
    return before !== undefined && (before.override || comesFrom(before));
  }
}
