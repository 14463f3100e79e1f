import { type Language, notWalled, Statement, type Text } from '../../kit/index.js';
import type { BedBroadcast, BedBroadcastOffer, BedBroadcastReceived } from './types.js';

export type OfferRow = Omit<BedBroadcastOffer, 'shelterName' | 'offeredUntil'> & {
  readonly name: Text;
  readonly offeredUntil: string;
};
export type BroadcastRow = Omit<BedBroadcast, 'offers'> & { readonly offers: OfferRow[] };

/** Where the request `b` stands at this moment. */
export const BROADCAST_STATE = `CASE WHEN b.taken_at IS NOT NULL THEN 'TAKEN' WHEN b.cancelled_at IS NOT NULL THEN 'CANCELLED'
  WHEN b.deadline_at <= clock_timestamp() THEN 'CLOSED' ELSE 'OPEN' END`;

/** A hold `p` that is offered and that nobody has taken yet. */
export const RUNNING_OFFER = "p.state = 'HELD' AND p.taken_at IS NULL AND p.held_until > clock_timestamp()";

/** The running offers `p` to a request or an entry, in the order in which they came, as one column. */
export const offersTo = (
  whose: string,
): string => `(SELECT coalesce(jsonb_agg(jsonb_build_object('holdId', p.id, 'shelterId', s.id,
      'name', jsonb_build_object('kk', s.name_kk, 'ru', s.name_ru, 'en', s.name_en), 'regionCode', s.region_code, 'unitKind', u.kind,
      'assessmentFirst', u.assessment_first OR u.season = 'OVERFLOW', 'offeredUntil', p.held_until) ORDER BY p.created_at, p.id), '[]')
    FROM placement p JOIN unit u ON u.id = p.unit_id JOIN shelter s ON s.id = u.shelter_id
    WHERE ${whose} AND ${RUNNING_OFFER})`;

const OFFERS = offersTo('p.broadcast_id = b.id');

export const offersIn = (language: Language, rows: readonly OfferRow[]): BedBroadcastOffer[] =>
  rows.map(({ name, offeredUntil, ...offered }) => ({
    ...offered,
    shelterName: name[language],
    offeredUntil: new Date(offeredUntil),
  }));

/** How those who declined the request `b` have answered; not who they are, nor in which order. */
const DECLINES = `ARRAY(SELECT CASE t.decline_reason WHEN 'NO_CAPACITY' THEN 'NO_CAPACITY' ELSE 'DOES_NOT_FIT' END FROM bed_broadcast_shelter t
  WHERE t.broadcast_id = b.id AND t.declined_at IS NOT NULL ORDER BY 1)`;

const COLUMNS = `b.id, b.region_codes AS "regionCodes", b.household, b.first_night AS "from", b.nights, ${BROADCAST_STATE} AS state,
  b.created_at AS "createdAt", b.deadline_at AS "deadlineAt"`;

/** $1 agency, $2 unit: the requester's unit has sent it. Written as the index has it. */
export const ASKED = "b.sender_agency = $1::text AND coalesce(b.sender_unit, '') = coalesce($2::text, '')";

/** $1 agency, $2 unit, $3 staff, $4 id */
export const BROADCAST = new Statement<BroadcastRow>(
  'shelter-capacity.broadcast',
  `SELECT ${COLUMNS}, ${OFFERS} AS offers, ${DECLINES} AS declines FROM bed_broadcast b WHERE b.id = $4::uuid AND ${ASKED} AND ${notWalled('b.victim_key')}`,
);

/** It is open, or somebody's offer to it still runs: a day at most after its deadline, so that nothing older is looked at. */
const RUNNING = `b.taken_at IS NULL AND b.cancelled_at IS NULL AND (b.deadline_at > clock_timestamp()
  OR b.deadline_at > clock_timestamp() - interval '1 day' AND EXISTS (SELECT FROM placement p WHERE p.broadcast_id = b.id AND ${RUNNING_OFFER}))`;

/** $1 agency, $2 unit, $3 staff, $4 limit, $5 and $6 keyset, $7 only those that run, only the others, or null */
export const BROADCASTS = new Statement<BroadcastRow>(
  'shelter-capacity.broadcasts',
  `SELECT ${COLUMNS}, ${OFFERS} AS offers, ${DECLINES} AS declines FROM bed_broadcast b
   WHERE ${ASKED} AND ${notWalled('b.victim_key')} AND (b.created_at, b.id) < ($5::timestamptz, $6::uuid)
     AND ($7::boolean IS NULL OR $7 = (${RUNNING}))
   ORDER BY b.created_at DESC, b.id DESC LIMIT $4::int`,
);

/** What was sent to the requester's agency, is open, and was not declined. $1 agency, $2 unit, $3 staff, $4 limit, $5 and $6 keyset */
export const INBOX = new Statement<BedBroadcastReceived>(
  'shelter-capacity.broadcast-inbox',
  `WITH sent AS MATERIALIZED (
     SELECT t.broadcast_id AS id, array_agg(t.shelter_id ORDER BY t.shelter_id) AS shelters FROM bed_broadcast_shelter t
     WHERE t.agency = $1::text AND t.deadline_at > clock_timestamp() AND t.declined_at IS NULL GROUP BY t.broadcast_id)
   SELECT ${COLUMNS}, sent.shelters AS "shelterIds",
     ARRAY(SELECT p.id FROM placement p WHERE p.broadcast_id = b.id AND p.agency = $1::text AND ${RUNNING_OFFER} ORDER BY p.created_at) AS "ownOffers"
   FROM sent JOIN bed_broadcast b ON b.id = sent.id
   WHERE ${BROADCAST_STATE} = 'OPEN' AND ${notWalled('b.victim_key')} AND (b.created_at, b.id) < ($5::timestamptz, $6::uuid)
   ORDER BY b.created_at DESC, b.id DESC LIMIT $4::int`,
);

/** What was sent to the requester's agency, of which it has neither offered nor declined. $1 agency, $2 unit, $3 staff */
export const WAITS_FOR_OFFER = `b.id IN (SELECT t.broadcast_id FROM bed_broadcast_shelter t
    WHERE t.agency = $1::text AND t.deadline_at > clock_timestamp() AND t.declined_at IS NULL)
  AND ${BROADCAST_STATE} = 'OPEN' AND ${notWalled('b.victim_key')}
  AND NOT EXISTS (SELECT FROM placement p WHERE p.broadcast_id = b.id AND p.agency = $1::text AND ${RUNNING_OFFER})`;
