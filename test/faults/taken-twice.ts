/** What somebody had of something: for which time, and from when until when it was theirs. Numbers of one clock each, instants or nights. */
export interface Taken {
  /** A bed, an examiner, a place, a unit of equipment, a patient's time */
  readonly resource: string;
  readonly by: string;
  readonly from: number;
  /** The first that is not theirs */
  readonly to: number;
  readonly since: number;
  /** Infinity while it is still theirs */
  readonly till: number;
}

/** Whatever two had of one resource for one time at one instant, in words. */
export function takenTwice(all: readonly Taken[]): string[] {
  const found: string[] = [];
  const earlier = new Map<string, Taken[]>();
  for (const one of all) {
    const others = earlier.get(one.resource) ?? [];
    for (const other of others) {
      const sameTime = one.from < other.to && other.from < one.to;
      const atOnce = one.since < other.till && other.since < one.till;
      if (one.by !== other.by && sameTime && atOnce)
        found.push(`${one.resource} was taken twice: ${other.by} and ${one.by}`);
    }
    earlier.set(one.resource, [...others, one]);
  }
  return found;
}
