/** The middle of several runs, and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
}

/** @throws without a value: a measurement that did not happen has no figure */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values), runs: values.length };
}

/** The middle value; the mean of the two in the middle when their number is even. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('No value was measured.');
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * How one contender compares with another, run by run: run n of the one is divided by run n of the other, which came next to it in time, so
 * that what slows the machine for a while slows both sides of a ratio.
 */
export function ratioOf(one: readonly number[], other: readonly number[]): Spread {
  if (one.length !== other.length) throw new Error('The contenders have different numbers of runs.');
  return spreadOf(one.map((value, run) => value / other[run]!));
}
