/** What a client was told when it asked for something; UNKNOWN when it never learnt. */
export interface Told {
  readonly action: 'HOLD' | 'CONFIRM' | 'CANCEL' | 'RESCHEDULE' | 'OVERRIDE' | 'JOIN' | 'LEAVE';
  /** The appointment that it asked about; null for a new one */
  readonly about: string | null;
  readonly outcome: 'DONE' | 'REFUSED' | 'UNKNOWN';
  /** The appointment as the answer had it */
  readonly answer: { readonly id: string; readonly startsAt: string; readonly examiner: string } | null;
}

/** An appointment as the database has it in the end. Instants in milliseconds, with fractions. */
export interface Kept {
  readonly id: string;
  readonly state: string;
  readonly startsAt: string;
  readonly examiner: string;
  readonly movedFrom: string | null;
  readonly override: boolean;
}

/** What an appointment took of an examiner, a place, equipment or a patient's time, and from when until when it was its own. */
export interface Used {
  readonly appointment: string;
  readonly resource: string;
  readonly from: number;
  readonly to: number;
  readonly takenAt: number;
  /** Infinity while it is still taken */
  readonly givenBackAt: number;
}

export interface History {
  readonly told: readonly Told[];
  readonly kept: readonly Kept[];
  readonly used: readonly Used[];
  /** That the database has counted */
  readonly deadlocks: number;
}

const STANDING = new Set(['CONFIRMED', 'ARRIVED', 'IN_PROGRESS', 'COMPLETED']);

/** Whatever in a history breaks a promise, in words; empty when it holds. */
export function faultsOf({ told, kept, used, deadlocks }: History): string[] {
  const byId = new Map(kept.map((one) => [one.id, one]));
  const successor = new Map(kept.flatMap((one) => (one.movedFrom ? [[one.movedFrom, one] as const] : [])));
  const asked = (action: Told['action'], id: string) =>
    told.some((each) => each.action === action && each.about === id && each.outcome !== 'REFUSED');
  const faults: string[] = [];

  for (const [one, other] of overlaps(used))
    faults.push(`${one.resource} was taken twice: ${one.appointment}, ${other.appointment}`);

  for (const { action, about, outcome, answer } of told) {
    if (answer) {
      const one = byId.get(answer.id);
      if (!one) faults.push(`${answer.id} was told (${action}) and does not exist`);
      else if (one.startsAt !== answer.startsAt || one.examiner !== answer.examiner)
        faults.push(`${answer.id} is at another time than was told (${action})`);
    }
    const confirmed =
      outcome !== 'DONE' ? null : action === 'CONFIRM' ? about : action === 'OVERRIDE' ? answer!.id : null;
    if (confirmed && !stands(confirmed)) faults.push(`${confirmed} was told to be confirmed and is lost`);
  }

  for (const one of kept) {
    if (STANDING.has(one.state) && !one.override && !comesFrom(one))
      faults.push(`${one.id} is confirmed and nobody confirmed it`);
  }
  if (deadlocks > 0) faults.push(`${deadlocks} deadlocks`);
  return faults;

  /** It stands, somebody gave it up, or what took its place stands. */
  function stands(id: string): boolean {
    const one = byId.get(id);
    if (!one) return false;
    if (STANDING.has(one.state)) return true;
    if (one.state !== 'CANCELLED') return false;
    const next = successor.get(id);
    return next ? stands(next.id) : asked('CANCEL', id);
  }

  /** Somebody confirmed it, or the one that was displaced to here. */
  function comesFrom({ id, movedFrom }: Kept): boolean {
    if (asked('CONFIRM', id)) return true;
    const before = movedFrom ? byId.get(movedFrom) : undefined;
    return before !== undefined && (before.override || comesFrom(before));
  }
}

/** Pairs that had one resource for one time at one instant. */
function overlaps(used: readonly Used[]): [Used, Used][] {
  const found: [Used, Used][] = [];
  const byResource = new Map<string, Used[]>();
  for (const one of used) {
    const others = byResource.get(one.resource) ?? [];
    for (const other of others) {
      const sameTime = one.from < other.to && other.from < one.to;
      const atOnce = one.takenAt < other.givenBackAt && other.takenAt < one.givenBackAt;
      if (one.appointment !== other.appointment && sameTime && atOnce) found.push([one, other]);
    }
    byResource.set(one.resource, [...others, one]);
  }
  return found;
}
