import type { Category } from '../kit/index.js';

/** What a referral takes along: whose, from which agency to which, and the categories that are covered. */
export interface Carried {
  readonly referral: string;
  readonly victim: string;
  readonly from: string;
  readonly to: string;
  readonly categories: readonly Category[];
}
