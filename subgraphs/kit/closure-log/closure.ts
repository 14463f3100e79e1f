import type { KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';

export const CLOSURE_TYPE = 'dereu-closure+jws';

/** Something that was closed (or opened again, so that the last word counts). Holds pseudonymous keys only. */
export interface Closure {
  /** Number of the row: those about the same subject follow one another, because their writers hold its row lock */
  readonly sequence: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** By the database's clock: ISO 8601, UTC, microseconds */
  readonly at: string;
}

/** A line of the log as it is signed: which subgraph, and the sha256 of the line before it in its file (null for the first). */
export interface ClosureLine extends Closure {
  readonly subgraph: string;
  readonly previous: string | null;
}

/**
 * Closes again what a restore to an older state has opened. Safe to repeat; what is about a subject that this state does not know is nothing
 * to do. Runs under the owner login, in one transaction with every other closure of the log.
 */
export type ClosureReplay = (manager: EntityManager, closure: Closure) => Promise<void>;

export interface ClosureLogOptions {
  /** Outside the database, on a disk that does not go with it */
  readonly directory: string;
  /** The key that this process signs with now */
  readonly signingKey: () => { readonly kid: string; readonly privateKey: KeyObject };
}
