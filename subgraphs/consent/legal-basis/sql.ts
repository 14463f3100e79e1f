import { Statement } from '../../kit/index.js';
import type { LegalBasis } from './types.js';

/** A ground as it is shown; the reason with the data key of the reader's agency ($1), when that agency recorded it. */
export interface LegalBasisRow extends Omit<LegalBasis, 'reason' | 'reviews'> {
  readonly sealed: Buffer | null;
  readonly wrapped: Buffer | null;
}

const SHOWN = `SELECT l.id, l.kind, l.agency, l.purpose, l.categories, l.recorded_at AS "recordedAt", l.review_at AS "reviewAt",
    l.ended_at AS "endedAt", CASE WHEN k.wrapped IS NOT NULL THEN l.reason END AS sealed, k.wrapped
  FROM legal_basis l LEFT JOIN data_key k ON k.subject = l.victim_key::text AND k.agency = l.agency AND l.agency = $1::text`;

/** $1 agency, $2 id */
export const LEGAL_BASIS = new Statement<LegalBasisRow>('consent.legalBasis', `${SHOWN} WHERE l.id = $2::uuid`);

/**
 * Grounds other than consent, newest first: all of them when she herself asks, else those of the agency. $1 agency, $2 whether she herself asks,
 * $3 victim, $4 and $5 keyset, $6 limit
 */
export const LEGAL_BASES_OF_VICTIM = new Statement<LegalBasisRow>(
  'consent.legalBasesOfVictim',
  `${SHOWN} WHERE l.victim_key = $3::uuid AND ($2::boolean OR l.agency = $1::text)
     AND (date_trunc('milliseconds', l.recorded_at), l.id) < ($4::timestamptz, $5::uuid)
   ORDER BY date_trunc('milliseconds', l.recorded_at) DESC, l.id DESC LIMIT $6::int`,
);

export interface ReviewRow {
  readonly id: string;
  readonly basis: string;
  readonly at: Date;
  readonly reviewAt: Date;
  readonly sealed: Buffer | null;
  readonly wrapped: Buffer | null;
}

/** Reviews of grounds, oldest first. $1 agency, $2 grounds */
export const REVIEWS = new Statement<ReviewRow>(
  'consent.legalBasisReviews',
  `SELECT r.id::text, r.legal_basis AS basis, r.at, r.review_at AS "reviewAt", CASE WHEN k.wrapped IS NOT NULL THEN r.reason END AS sealed, k.wrapped
   FROM legal_basis_review r JOIN legal_basis l ON l.id = r.legal_basis
   LEFT JOIN data_key k ON k.subject = l.victim_key::text AND k.agency = l.agency AND l.agency = $1::text
   WHERE r.legal_basis = ANY($2::uuid[]) ORDER BY r.legal_basis, r.id`,
);
