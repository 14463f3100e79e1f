const DAY_MS = 24 * 3_600_000;
/** Ends of the parts in which a stretch of time is searched, in days: most answers are found in the first */
const PARTS = [1 / 24, 0.25, 1, 3, 7, 15, 31, 63];

/** How far by the country's map: 0 in her region or by a team that comes to it, 1 in a region that borders on it, 2 farther away. */
export type Ring = 0 | 1 | 2;

export interface SearchWindow {
  readonly earliest: Date;
  /** The first instant that is too late */
  readonly latest: Date;
  /** Null: anywhere */
  readonly ring: Ring | null;
}

export interface Search {
  readonly from: Date;
  readonly to: Date;
  /** When something is lost that could still be taken */
  readonly losses: readonly Date[];
  /** Until when she should be examined */
  readonly due: Date;
  /** Whether slots in her region come first, then those in the regions around it */
  readonly byRegion: boolean;
}

/**
 * The order in which slots serve her, as windows of time in which all slots rank alike but for the sooner one: what would be lost by then, whether it is
 * within what the priority asks for, how far it is. Both of the former only change as time goes on, so each stretch between two changes is one rank.
 */
export function searchWindows({ from, to, losses, due, byRegion }: Search): SearchWindow[] {
  const changes = [...losses, new Date(due.getTime() + 1)].filter((at) => at > from && at < to);
  const bounds = [from, ...changes.sort((a, b) => a.getTime() - b.getTime()), to];
  const rings: readonly (Ring | null)[] = byRegion ? [0, 1, 2] : [null];
  return bounds.slice(1).flatMap((end, i) => {
    const parts = partsOf(bounds[i]!, end, from);
    return rings.flatMap((ring) => parts.map((part) => ({ ...part, ring })));
  });
}

function partsOf(from: Date, to: Date, start: Date): { earliest: Date; latest: Date }[] {
  const cuts = PARTS.map((days) => new Date(start.getTime() + days * DAY_MS)).filter((at) => at > from && at < to);
  const bounds = [from, ...cuts, to];
  return bounds.slice(1).flatMap((latest, i) => (latest > bounds[i]! ? [{ earliest: bounds[i]!, latest }] : []));
}
