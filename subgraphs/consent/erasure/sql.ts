import { Statement } from '../../kit/index.js';
import { held } from './closed.js';
import type { Erasure } from './types.js';

/** The last erasure that she asked for. $1 victim */
export const ERASURE_OF_VICTIM = new Statement<Erasure>(
  'consent.erasureOfVictim',
  `SELECT id, asked_at AS "askedAt", due_at AS "shredsNotBefore", waiting AS "notYetShreddedBy",
     CASE WHEN cancelled_at IS NOT NULL THEN 'CANCELLED' WHEN shredded_at IS NOT NULL AND waiting = '{}' THEN 'SHREDDED'
          WHEN shredded_at IS NOT NULL THEN 'SHREDDING' WHEN ${held('last.victim_key')} THEN 'ON_HOLD' ELSE 'WAITING' END AS state
   FROM (SELECT * FROM erasure WHERE victim_key = $1::uuid ORDER BY asked_at DESC LIMIT 1) last
   CROSS JOIN LATERAL (SELECT ARRAY(SELECT DISTINCT o.destination FROM outbox o
     WHERE o.operation LIKE '%SubjectErase' AND o.payload->>'victim' = last.victim_key::text ORDER BY 1) AS waiting) w`,
);

/** Whose waiting period is over, with nothing that keeps the keys. */
export const DUE = `SELECT victim_key AS key FROM erasure WHERE cancelled_at IS NULL AND shredded_at IS NULL
  AND due_at <= clock_timestamp() AND NOT ${held('erasure.victim_key')} ORDER BY due_at LIMIT 100`;

/** The same for one of them, under her lock. $1 victim */
export const MARK_SHREDDED = `UPDATE erasure SET shredded_at = clock_timestamp() WHERE victim_key = $1
  AND cancelled_at IS NULL AND shredded_at IS NULL AND due_at <= clock_timestamp() AND NOT ${held('erasure.victim_key')} RETURNING id`;
