import { Statement } from '../database.js';

/** Ids seen at this process within `spanMs` at least and twice as long at most: the younger half is kept when the older is dropped. */
export class UsedOnce {
  #young = new Set<string>();
  #old = new Set<string>();
  #turned = Date.now();

  constructor(private readonly spanMs: number) {}

  /** False when the id was used before. */
  use(id: string, now = Date.now()): boolean {
    if (now - this.#turned >= this.spanMs) {
      this.#old = now - this.#turned >= 2 * this.spanMs ? new Set() : this.#young;
      this.#young = new Set();
      this.#turned = now;
    }
    if (this.#young.has(id) || this.#old.has(id)) return false;
    this.#young.add(id);
    return true;
  }
}

/** Claims an id for all processes of a subgraph: no row when another one has used it. $1 id, $2 expiry in ms since the epoch */
export const CLAIM_ASSERTION = new Statement<{ id: string }>(
  'kit.claim-assertion',
  'INSERT INTO used_assertion (id, expires_at) VALUES ($1, to_timestamp($2::double precision / 1000)) ON CONFLICT DO NOTHING RETURNING id',
);

/** Run once an hour by whoever does the background work; running it twice does no harm. */
export const FORGET_ASSERTIONS =
  "DELETE FROM used_assertion WHERE expires_at < clock_timestamp() - interval '1 minute'";
