import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf } from '../../kit/index.js';

export interface Withdrawal {
  readonly victim: string;
  readonly consents: readonly string[];
  readonly at: string;
  readonly agency: string;
  readonly staff: string;
}

/**
 * Closes consents, adds it to their history, and leaves one notice to stop for each recipient (agency, or unit of it) whose consent was in force
 * until then: at the withdrawal, and again after a restore, which has lost the notices too.
 */
export async function closeConsents(
  manager: EntityManager,
  { victim, consents, at, agency, staff }: Withdrawal,
): Promise<void> {
  await rowsOf(
    manager,
    `WITH closed AS (
       UPDATE consent SET withdrawn_at = $3::timestamptz, withdrawn_by_agency = $4::text, withdrawn_by_staff = $5::text
       WHERE victim_key = $1 AND id = ANY($2::uuid[]) AND withdrawn_at IS NULL
       RETURNING id, victim_key, recipient_agency, recipient_unit, categories, excluded, expires_at
     ), event AS (
       INSERT INTO consent_event (consent, kind, agency, staff, expires_at, at)
       SELECT id, 'WITHDRAWN', $4::text, $5::text, expires_at, $3::timestamptz FROM closed
     )
     INSERT INTO withdrawal_notice (victim_key, agency, unit, categories, withdrawn_at)
     SELECT victim_key, recipient_agency, recipient_unit, array_agg(DISTINCT named ORDER BY named), $3::timestamptz
     FROM closed CROSS JOIN unnest(categories) AS named
     WHERE expires_at > $3::timestamptz AND named <> ALL(excluded) GROUP BY victim_key, recipient_agency, recipient_unit`,
    [victim, consents, at, agency, staff],
  );
}

/** Consents given after the backup are not there to be withdrawn: what is lost is closed as well. */
export const CONSENT_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'consent-withdrawn': (manager, closure) => closeConsents(manager, closure.payload as unknown as Withdrawal),
};
