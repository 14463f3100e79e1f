/** The most that can be served: every way of giving each request a time of its own that fits, or none. By exhaustion, with a table of the times that are taken. */
export function matchedByExhaustion(fits: readonly (readonly boolean[])[]): number {
  let best = new Map<number, number>([[0, 0]]);
  for (const row of fits) {
    const next = new Map(best);
    for (const [taken, served] of best)
      for (const [slot, fit] of row.entries()) {
        const with_ = taken | (1 << slot);
        if (fit && !(taken & (1 << slot)) && (next.get(with_) ?? -1) < served + 1) next.set(with_, served + 1);
      }
    best = next;
  }
  return Math.max(...best.values());
}
