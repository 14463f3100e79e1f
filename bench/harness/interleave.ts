/** A B A B …: every contender once, then every contender again, so that a slow minute of the machine meets them all. */
export function interleaved<Contender>(contenders: readonly Contender[], runs: number): Contender[] {
  return Array.from({ length: runs }, () => contenders).flat();
}
