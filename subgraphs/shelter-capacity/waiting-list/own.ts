import { notWalled, Statement } from '../../kit/index.js';
import { type OfferRow, offersTo, RUNNING_OFFER } from '../bed-broadcast/sql.js';
import { openByUnlinked } from '../placement/walls.js';
import { CAME, OVER, SERVED } from './sql.js';
import { BedNeed, type BedWaitingEntry } from './types.js';

export type WaitingRow = Omit<BedWaitingEntry, 'offers' | 'need'> & {
  readonly need: number;
  readonly offers: OfferRow[];
};

/** 1 is nearest, as the column has it. */
export const rankOf = (need: BedNeed): number => Object.values(BedNeed).indexOf(need) + 1;
export const needOf = (rank: number): BedNeed => Object.values(BedNeed)[rank - 1]!;

const STATE = `CASE WHEN w.cancelled_at IS NOT NULL THEN 'LEFT'
  WHEN EXISTS (SELECT FROM placement p WHERE p.waiting_id = w.id AND ${RUNNING_OFFER}) THEN 'OFFERED'
  WHEN ${SERVED} OR ${CAME} THEN 'PLACED' WHEN ${OVER} THEN 'OVER' ELSE 'WAITING' END`;

const COLUMNS = `w.id, w.region_codes AS "regionCodes", w.need, w.household, w.first_night AS "from", w.nights, ${STATE} AS state,
  w.created_at AS "createdAt", w.expires_at AS "expiresAt", ${offersTo('p.waiting_id = w.id')} AS offers`;

/**
 * $1 agency, $2 unit, $3 staff: the requester's unit has made it, and no wall keeps the requester out, also of her whom a shelter has named since, rightly or not. Written as the
 * index has it.
 */
export const OWN = `w.sender_agency = $1::text AND coalesce(w.sender_unit, '') = coalesce($2::text, '') AND ${notWalled('w.victim_key')}
  AND NOT EXISTS (SELECT FROM placement p WHERE p.waiting_id = w.id AND NOT ${notWalled('p.victim_key')})
  AND ${openByUnlinked('x.waiting_id = w.id')}`;

/** $4 id */
export const ENTRY = new Statement<WaitingRow>(
  'shelter-capacity.waiting-entry',
  `SELECT ${COLUMNS} FROM waiting_entry w WHERE w.id = $4::uuid AND ${OWN}`,
);

/** $4 limit, $5 and $6 keyset, $7 states or null */
export const ENTRIES = new Statement<WaitingRow>(
  'shelter-capacity.waiting-entries',
  `SELECT ${COLUMNS} FROM waiting_entry w WHERE ${OWN} AND (w.created_at, w.id) < ($5::timestamptz, $6::uuid)
     AND ($7::text[] IS NULL OR ${STATE} = ANY ($7::text[]))
   ORDER BY w.created_at DESC, w.id DESC LIMIT $4::int`,
);
