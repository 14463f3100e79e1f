/** What a race leaves behind, and what may not be in it. Plain functions over a history, so that a broken one can be shown to them. */

import type { Taken } from '../taken-twice.js';

/** A step as the database keeps it: what the placement has from then on. */
export interface Step {
  readonly placement: string;
  /** Microseconds of the database's clock, read under the lock of the unit */
  readonly at: number;
  /** Nights from (inclusive) and until (exclusive), as ISO dates */
  readonly from: string;
  readonly until: string;
  /** None when they are free again */
  readonly beds: readonly string[];
}

/** What a client may be sure of: from an acknowledged yes until it asked for something that could end it. */
export interface Sure {
  readonly placement: string;
  readonly unit: string;
  readonly beds: number;
  readonly from: string;
  readonly until: string;
  /** Milliseconds of the client's clock */
  readonly since: number;
  till: number;
}

/** What a client was told last of a placement that it has not touched since. */
export interface Belief {
  readonly placement: string;
  readonly state: string;
  readonly unit: string;
  readonly until: string;
}

/** What placements had of beds, from each step to their next; of nights. */
export function takenOf(steps: readonly Step[]): Taken[] {
  const inOrder = [...steps].sort((a, b) => a.at - b.at);
  return [...grouped(inOrder, ({ placement }) => placement).values()].flatMap((own) =>
    own.flatMap(({ placement, from, until, at, beds }, i) => {
      const till = own[i + 1]?.at ?? Number.POSITIVE_INFINITY;
      const nights = { from: Date.parse(from), to: Date.parse(until) };
      return beds.map((bed) => ({ resource: bed, by: placement, ...nights, since: at, till }));
    }),
  );
}

/** Units of which clients were sure of more beds, at one instant and for one night, than they have. */
export function overfull(sure: readonly Sure[], bedsOf: ReadonlyMap<string, number>): string[] {
  return [...grouped(sure, ({ unit }) => unit)].flatMap(([unit, all]) =>
    // the number grows only where something begins, in time or in nights
    all.flatMap(({ since }) => {
      const then = all.filter((each) => each.since <= since && since < each.till);
      return then.flatMap(({ from }) => {
        const together = then.filter((each) => each.from <= from && from < each.until);
        const beds = together.reduce((sum, each) => sum + each.beds, 0);
        return beds > bedsOf.get(unit)! ? [`unit ${unit}: ${together.map((each) => each.placement)}`] : [];
      });
    }),
  );
}

/** What was acknowledged and is not there, or is otherwise than was told. */
export function missing(beliefs: readonly Belief[], found: ReadonlyMap<string, Belief>): string[] {
  return beliefs.flatMap((belief) => {
    const row = found.get(belief.placement);
    if (!row) return [`${belief.placement}: ${belief.state} was acknowledged, and it is not there`];
    const same = row.state === belief.state && row.unit === belief.unit && row.until === belief.until;
    return same ? [] : [`${belief.placement}: acknowledged ${JSON.stringify(belief)}, found ${JSON.stringify(row)}`];
  });
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
