/**
 * How well one can tell by its size to which of two samples a value belongs: the chance that a value of the one is larger than a value of
 * the other (area under the ROC curve, Mann and Whitney). 0.5 is guessing, 0 and 1 are knowing.
 */
export function auc(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, mine: 1 })), ...other.map((value) => ({ value, mine: 0 }))];
  all.sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]!.value === all[from]!.value) to += 1;
    // equal values share the middle of their ranks
    for (let i = from; i < to; i++) ranks += all[i]!.mine * ((from + to + 1) / 2);
    from = to;
  }
  return (ranks - (one.length * (one.length + 1)) / 2) / (one.length * other.length);
}
