const DAY_MS = 24 * 3_600_000;
/** Ends of the parts in which a stretch of time is searched, in days: most answers are found in the first */
const PARTS = [0.25, 1, 3, 7, 15, 31, 63];

export interface SearchWindow {
  readonly earliest: Date;
  /** The first instant that is too late */
  readonly latest: Date;
  /** In her region, or in the others */
  readonly near: boolean;
}

export interface Search {
  readonly from: Date;
  readonly to: Date;
  /** When something is lost that could still be taken */
  readonly losses: readonly Date[];
  /** Until when she should be examined */
  readonly due: Date;
  /** Whether slots in her region come first */
  readonly byRegion: boolean;
}

/**
 * The order in which slots serve her, as windows of time in which all slots rank alike but for the sooner one: what would be lost by then, whether it is
 * within what the priority asks for, her region. Both of the former only change as time goes on, so each stretch between two changes is one rank.
 */
export function searchWindows({ from, to, losses, due, byRegion }: Search): SearchWindow[] {
  const changes = [...losses, new Date(due.getTime() + 1)].filter((at) => at > from && at < to);
  const bounds = [from, ...changes.sort((a, b) => a.getTime() - b.getTime()), to];
  return bounds.slice(1).flatMap((end, i) => {
    const parts = partsOf(bounds[i]!, end, from);
    return (byRegion ? [true, false] : [false]).flatMap((near) => parts.map((part) => ({ ...part, near })));
  });
}

function partsOf(from: Date, to: Date, start: Date): { earliest: Date; latest: Date }[] {
  const cuts = PARTS.map((days) => new Date(start.getTime() + days * DAY_MS)).filter((at) => at > from && at < to);
  const bounds = [from, ...cuts, to];
  return bounds.slice(1).flatMap((latest, i) => (latest > bounds[i]! ? [{ earliest: bounds[i]!, latest }] : []));
}
