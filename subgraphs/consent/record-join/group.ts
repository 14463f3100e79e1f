import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';

/**
 * SQL: the keys of all records that she has said are hers as well, and `key` itself. What closes one closes all of them; what opens one
 * opens nothing of the others.
 */
export const groupOf = (key: string): string =>
  `WITH RECURSIVE member(key) AS (SELECT ${key}::uuid UNION
     SELECT CASE WHEN j.one = m.key THEN j.other ELSE j.one END
     FROM member m JOIN record_join j ON j.state = 'JOINED' AND (j.one = m.key OR j.other = m.key))
   SELECT key FROM member`;

/** The other records of her whom `victim` is one of, inside the caller's transaction and under her lock. */
export async function othersOf(manager: EntityManager, victim: string): Promise<string[]> {
  const rows = await rowsOf<{ key: string }>(manager, `${groupOf('$1')} WHERE key <> $1::uuid ORDER BY key`, [victim]);
  return rows.map(({ key }) => key);
}
