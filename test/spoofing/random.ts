import { createHash } from 'node:crypto';

/** The same seed gives the same choices. */
export class Random {
  #count = 0;

  constructor(readonly seed: number) {}

  /** From 0 up to, not including, 1 */
  next(): number {
    this.#count += 1;
    return createHash('sha256').update(`${this.seed}/${this.#count}`).digest().readUInt32BE() / 2 ** 32;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** Upper and lower case as it comes: header names know no difference. */
  cased(text: string): string {
    return [...text].map((c) => (this.chance(0.5) ? c.toUpperCase() : c.toLowerCase())).join('');
  }
}
