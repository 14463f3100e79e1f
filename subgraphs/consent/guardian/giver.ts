import type { EntityManager } from 'typeorm';
import { type Category, type Purpose, rowsOf } from '../../kit/index.js';
import type { Giver } from './minor-policy.js';

interface Given {
  readonly givenBy?: string | null;
  readonly minorAgreed?: boolean | null;
  readonly categories: readonly Category[];
  readonly purposes: readonly Purpose[];
}

/** Who gives a consent, under her lock: a suspension cannot come between. */
export async function giverOf(manager: EntityManager, victim: string, given: Given): Promise<Giver> {
  const [row] = await rowsOf<Pick<Giver, 'majorityAt' | 'now' | 'guardianStands'>>(
    manager,
    `SELECT v.majority_at AS "majorityAt", clock_timestamp() AS now, EXISTS (
       SELECT FROM guardian g WHERE g.id::text = $2 AND g.victim_key = v.key AND g.suspended_at IS NULL) AS "guardianStands"
     FROM victim v WHERE v.key = $1`,
    [victim, given.givenBy ?? null],
  );
  const { categories, purposes, minorAgreed } = given;
  return { ...row!, categories, purposes, minorAgreed, byGuardian: Boolean(given.givenBy) };
}
