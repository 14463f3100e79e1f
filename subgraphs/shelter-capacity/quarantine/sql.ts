import { Category, logged, Statement } from '../../kit/index.js';
import type { UnitState } from '../availability/admission.js';
import { shelterDay, today } from '../availability/shelter-day.js';
import { BED_COUNTS, UNIT_STATE } from '../availability/sql.js';
import type { PlacementRow } from '../placement/shown.js';
import { COLUMNS, FROM } from '../placement/sql.js';
import { OPEN } from '../placement/walls.js';
import type { ShelterUnitKind } from '../unit/types.js';
import type { QuarantinePeriod } from './types.js';

const PERIOD = 'id, jurisdiction, days, starts_on AS "startsOn", source, source_date AS "sourceDate"';

/** $1 jurisdiction, $2 days or null, $3 first day, $4 source, $5 its date, $6 agency, $7 staff */
export const SET = `INSERT INTO quarantine_period (jurisdiction, days, starts_on, source, source_date, set_by_agency, set_by_staff)
  VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`;

/** The last that was said for each jurisdiction and day. */
export const PERIODS = new Statement<QuarantinePeriod>(
  'shelter-capacity.quarantine-periods',
  `SELECT DISTINCT ON (jurisdiction, starts_on) ${PERIOD} FROM quarantine_period ORDER BY jurisdiction, starts_on DESC, set_at DESC`,
);

/** What holds today where the shelter `s` is: its region's own period before its country's. Adds `q.days`; no row when there is none. */
const HOLDS_HERE = `JOIN LATERAL (
    SELECT q.days FROM quarantine_period q WHERE q.jurisdiction IN (s.region_code, left(s.region_code, 2))
      AND q.starts_on <= ${shelterDay()}
    ORDER BY length(q.jurisdiction) DESC, q.starts_on DESC, q.set_at DESC LIMIT 1) q ON q.days IS NOT NULL`;

const DUE_ON = `${shelterDay('s.zone', 'p.in_unit_since')} + q.days`;

/** Guests of the requester's agency whose quarantine is over. Own record parameters; $7 limit, $8 and $9 keyset */
export const DUE = new Statement<PlacementRow & { readonly dueOn: string }>(
  'shelter-capacity.transfers-due',
  `${logged(
    Category.SHELTER,
    `SELECT ${COLUMNS}, ${DUE_ON} AS "dueOn" FROM ${FROM} ${HOLDS_HERE}
     WHERE s.agency = $1::text AND u.kind = 'QUARANTINE' AND p.live AND p.state = 'ARRIVED' AND ${OPEN}
       AND ${DUE_ON} <= ${shelterDay()} AND (p.created_at, p.id) < ($8::timestamptz, $9::uuid)
     ORDER BY p.created_at DESC, p.id DESC LIMIT $7::int`,
    '$7::int',
  )} ORDER BY "createdAt" DESC, id DESC`,
);

/** The ordinary units of the shelters of some stays, each as it stands for what is left of the stay, the smallest first. $1 placements */
export const ELSEWHERE = new Statement<
  UnitState & { readonly placement: string; readonly unit: string; readonly kind: ShelterUnitKind }
>(
  'shelter-capacity.transfer-units',
  `SELECT p.id AS placement, u.id AS unit, u.kind, ${UNIT_STATE}
   FROM placement p JOIN unit old ON old.id = p.unit_id JOIN shelter s ON s.id = old.shelter_id
   JOIN unit u ON u.shelter_id = s.id AND u.kind <> 'QUARANTINE'
   ${today()}
   CROSS JOIN LATERAL (SELECT d.today AS starts, greatest(upper(p.during), d.today + 1) AS ends) n ${BED_COUNTS}
   WHERE p.id = ANY($1::uuid[]) ORDER BY p.id, a.total, u.id`,
);
