import { Statement } from '../../kit/index.js';
import type { DutyPhone } from './types.js';

/** Those of the whole agency first, then those of its open units: $1 agency, $2 unit or null for all */
export const DUTY_PHONES = new Statement<DutyPhone>(
  'duty_phones',
  `SELECT p.id, p.position, p.phone, p.weekdays, to_char(p.opens, 'HH24:MI') AS opens, to_char(p.closes, 'HH24:MI') AS closes,
     p.unit_id AS "unitId", a.zone, clock_timestamp() AS now
   FROM duty_phone p JOIN agency a ON a.id = p.agency_id
     LEFT JOIN agency_unit u ON u.id = p.unit_id
   WHERE p.agency_id = $1::uuid AND ($2::uuid IS NULL OR p.unit_id = $2) AND u.closed_at IS NULL
   ORDER BY p.unit_id NULLS FIRST, p.position`,
);
