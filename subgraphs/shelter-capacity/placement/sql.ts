import { Category, logged, Statement } from '../../kit/index.js';
import { CALL_BACK } from './call-back.js';
import type { PlacementRow } from './shown.js';
import { OFFER_NOT_TAKEN, STATE, UNANSWERED, VERSION_TOLD } from './state-sql.js';
import { OPEN } from './walls.js';

const nameOf = (shelter: string): string =>
  `jsonb_build_object('kk', ${shelter}.name_kk, 'ru', ${shelter}.name_ru, 'en', ${shelter}.name_en)`;

/** What is asked for, and where, is beside what is: a sender sees no more than what was asked for once she has come. */
export const COLUMNS = `p.id, p.victim_key, s.id AS "shelterId", ${nameOf('s')} AS name,
  s.agency, s.intake_phone AS "intakePhone", ${UNANSWERED} AS unanswered, u.kind AS "unitKind", ${STATE} AS state, ${OFFER_NOT_TAKEN} AS "offerNotTaken", p.held_until AS "heldUntil",
  coalesce(p.first_night, lower(p.during)) AS "from", upper(p.during) AS until, p.adults, p.children_count AS "childrenCount",
  p.household, p.came, p.version, p.created_at AS "createdAt", p.arrived_at AS "arrivedAt", p.departed_at AS "departedAt",
  p.decline_reason AS "declineReason", p.guest_reference AS "guestReference", p.spoken_at AS "spokenAt", p.spoken_role AS "spokenRole",
  p.spoken_reference AS "spokenReference", ${VERSION_TOLD} AS "versionTold", ${CALL_BACK} AS "callBack",
  jsonb_build_object('shelterId', os.id, 'name', ${nameOf('os')}, 'intakePhone', os.intake_phone, 'unitKind', ou.kind,
    'from', coalesce(lower(p.asked), lower(p.during)), 'until', coalesce(upper(p.asked), upper(p.during))) AS asked`;

export const FROM = `placement p JOIN unit u ON u.id = p.unit_id JOIN shelter s ON s.id = u.shelter_id
  JOIN unit ou ON ou.id = coalesce(p.asked_unit, p.unit_id) JOIN shelter os ON os.id = ou.shelter_id`;

/** $1 agency, $2 unit: the requester's unit has sent it. Written as the index on `placement` has it. */
export const SENT = "p.sender_agency = $1::text AND coalesce(p.sender_unit, '') = coalesce($2::text, '')";

/** The requester is a party to it, and no wall keeps the requester out. */
export const PARTY = `(p.agency = $1::text OR (${SENT})) AND ${OPEN}`;

const after = (at: number): string => `(p.created_at, p.id) < ($${at}::timestamptz, $${at + 1}::uuid)`;
const NEWEST_FIRST = 'ORDER BY "createdAt" DESC, id DESC';

/** Own record parameters; $7 id */
export const PLACEMENT = new Statement<PlacementRow>(
  'shelter-capacity.placement',
  logged(Category.SHELTER, `SELECT ${COLUMNS} FROM ${FROM} WHERE p.id = $7::uuid AND ${PARTY}`),
);

/** What its sender may see without a purpose: a hold that names nobody, and never has. $1 agency, $2 unit, $3 id */
export const HOLD_OF_NOBODY = new Statement<PlacementRow>(
  'shelter-capacity.hold-of-nobody',
  `SELECT ${COLUMNS} FROM ${FROM} WHERE p.id = $3::uuid AND ${SENT} AND num_nonnulls(p.victim_key, p.walls_of) = 0
     AND NOT EXISTS (SELECT FROM placement_unlinked x WHERE x.placement_id = p.id)`,
);

/** What came to the requester's agency. Own record parameters; $7 limit, $8 and $9 keyset, $10 states or null */
export const REQUESTS = new Statement<PlacementRow>(
  'shelter-capacity.requests',
  `${logged(
    Category.SHELTER,
    `SELECT ${COLUMNS} FROM ${FROM} WHERE p.agency = $1::text AND ${OPEN} AND ${after(8)}
       AND ($10::text[] IS NULL OR ${STATE} = ANY($10::text[])) ORDER BY p.created_at DESC, p.id DESC LIMIT $7::int`,
    '$7::int',
  )} ${NEWEST_FIRST}`,
);

/** What the requester's unit has held. Own record parameters; $7 limit, $8 and $9 keyset, $10 states or null: they tell no more than `shownState` */
export const HOLDS = new Statement<PlacementRow>(
  'shelter-capacity.holds',
  `${logged(
    Category.SHELTER,
    `SELECT ${COLUMNS} FROM ${FROM} WHERE ${SENT} AND ${OPEN} AND ${after(8)}
       AND ($10::text[] IS NULL OR CASE ${STATE} WHEN 'DEPARTED' THEN 'ARRIVED' ELSE ${STATE} END = ANY($10::text[]))
       ORDER BY p.created_at DESC, p.id DESC LIMIT $7::int`,
    '$7::int',
  )} ${NEWEST_FIRST}`,
);

/** The placements of many victims at once; `consent` has decided and logged. $1 keys, $2 and $3 keyset, $4 limit for each */
export const STAYS = new Statement<PlacementRow>(
  'shelter-capacity.stays',
  `SELECT stay.* FROM unnest($1::uuid[]) AS victim(key) CROSS JOIN LATERAL (
     SELECT ${COLUMNS} FROM ${FROM} WHERE p.victim_key = victim.key AND ${after(2)}
     ORDER BY p.created_at DESC, p.id DESC LIMIT $4) stay`,
);
