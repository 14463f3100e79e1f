import { type Language, Statement } from '../../kit/index.js';
import type { DutyPhone } from './types.js';
import type { DutyChannel, DutyRole } from './vocabulary.js';

const HOURS = `p.weekdays, to_char(p.opens, 'HH24:MI') AS opens, to_char(p.closes, 'HH24:MI') AS closes, a.zone, clock_timestamp() AS now`;

/** Those of the whole agency first, then those of its open units: $1 agency, $2 unit or null for all */
export const DUTY_PHONES = new Statement<DutyPhone>(
  'duty_phones',
  `SELECT p.id, p.position, p.phone, p.role, p.channel, p.email AS mail, p.language, p.staff_id AS "staffId", p.agency_id AS "agencyId",
     p.unit_id AS "unitId", p.rota_version AS "rotaVersion", ${HOURS}
   FROM duty_phone p JOIN agency a ON a.id = p.agency_id
     LEFT JOIN agency_unit u ON u.id = p.unit_id
   WHERE p.agency_id = $1::uuid AND ($2::uuid IS NULL OR p.unit_id = $2) AND u.closed_at IS NULL
   ORDER BY p.unit_id NULLS FIRST, array_position(ARRAY['DUTY_OFFICER', 'SUPERVISOR', 'REGIONAL_COORDINATOR'], p.role), p.position`,
);

/** Hours of the phones of an agency's open desks: $1 agency */
export const ROTA = new Statement<{
  role: DutyRole;
  unit: string | null;
  weekdays: number[] | null;
  opens: string | null;
  closes: string | null;
}>(
  'directory.rota',
  `SELECT desk.unit, p.role, p.weekdays, to_char(p.opens, 'HH24:MI') AS opens, to_char(p.closes, 'HH24:MI') AS closes
   FROM (SELECT NULL::uuid AS unit UNION ALL SELECT id FROM agency_unit WHERE agency_id = $1::uuid AND closed_at IS NULL) desk
     LEFT JOIN duty_phone p ON p.agency_id = $1::uuid AND (desk.unit IS NULL OR p.unit_id IS NULL OR p.unit_id = desk.unit)
     LEFT JOIN agency_unit u ON u.id = p.unit_id
   WHERE u.closed_at IS NULL
   ORDER BY desk.unit NULLS FIRST, p.role, p.position`,
);

export interface ContactRow {
  readonly id: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly staff: string | null;
  readonly staffUnit: string | null;
  readonly channel: DutyChannel;
  readonly address: string;
  readonly language: Language;
  readonly weekdays: number[];
  readonly opens: string | null;
  readonly closes: string | null;
  readonly zone: string;
  readonly now: Date;
}

const CONTACT = `p.id, p.agency_id AS agency, p.unit_id AS unit, p.staff_id AS staff, s.unit_id AS "staffUnit", p.channel,
  CASE p.channel WHEN 'EMAIL' THEN p.email ELSE p.phone END AS address, p.language, ${HOURS}`;
/** Somebody who has left is on duty no more. */
const THERE = `LEFT JOIN agency_unit u ON u.id = p.unit_id LEFT JOIN staff_member s ON s.id = p.staff_id
  WHERE a.status = 'ACTIVE' AND u.closed_at IS NULL AND s.deactivated_at IS NULL`;
const MOST = 200;

/** Of the desk, then of the whole agency; for a whole agency those of its units last. $1 agency, $2 unit, $3 role */
export const CONTACTS_OF_DESK = new Statement<ContactRow>(
  'directory.contacts-of-desk',
  `SELECT ${CONTACT} FROM duty_phone p JOIN agency a ON a.id = p.agency_id ${THERE}
     AND p.agency_id = $1::uuid AND p.role = $3 AND ($2::uuid IS NULL OR p.unit_id IS NULL OR p.unit_id = $2)
   ORDER BY p.unit_id IS DISTINCT FROM $2, p.unit_id NULLS FIRST, p.position LIMIT ${MOST}`,
);

/**
 * By which desks are called, of each those of its unit first. None that is one person's, and none of an agency whose kind is to have a house: whoever asked
 * there says where she is. Of others that have one `shelter-capacity` gives no key. $1 keys, $2 agencies, $3 units, each at its place
 */
export const PHONES_OF_DESKS = new Statement<
  Pick<ContactRow, 'weekdays' | 'opens' | 'closes' | 'zone' | 'now'> & { readonly key: string; readonly phone: string }
>(
  'directory.phones-of-desks',
  `SELECT d.key, p.phone, ${HOURS} FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS d (key, agency, unit)
     JOIN agency a ON a.id = d.agency JOIN duty_phone p ON p.agency_id = a.id AND (p.unit_id IS NULL OR p.unit_id = d.unit) ${THERE}
     AND a.kind NOT IN ('SHELTER', 'CRISIS_CENTRE') AND p.role = 'DUTY_OFFICER' AND p.staff_id IS NULL
   ORDER BY d.key, p.unit_id NULLS LAST, p.position`,
);

/** Of every agency of the region. $1 agency whose region it is */
export const COORDINATORS = new Statement<ContactRow>(
  'directory.coordinators',
  `SELECT ${CONTACT} FROM agency here JOIN agency a ON a.region_code = here.region_code
     JOIN duty_phone p ON p.agency_id = a.id AND p.role = 'REGIONAL_COORDINATOR' ${THERE} AND here.id = $1::uuid
   ORDER BY a.id, p.unit_id NULLS FIRST, p.position LIMIT ${MOST}`,
);

/** Of the other agencies of the same kind and region. $1 agency in whose place another is looked for */
export const CONTACTS_ELSEWHERE = new Statement<ContactRow>(
  'directory.contacts-elsewhere',
  `SELECT ${CONTACT} FROM agency here JOIN agency a ON a.region_code = here.region_code AND a.kind = here.kind AND a.id <> here.id AND NOT a.operator
     JOIN duty_phone p ON p.agency_id = a.id AND p.role = 'DUTY_OFFICER' ${THERE} AND here.id = $1::uuid
   ORDER BY p.position, a.id, p.unit_id NULLS FIRST LIMIT ${MOST}`,
);

/** Agencies of the regions that somebody coordinates. $1 member of staff */
export const COORDINATED = new Statement<{ id: string }>(
  'directory.coordinated',
  `SELECT DISTINCT other.id FROM duty_phone p JOIN agency a ON a.id = p.agency_id AND a.status = 'ACTIVE'
     JOIN staff_member s ON s.id = p.staff_id AND s.active
     JOIN agency other ON other.region_code = a.region_code
   WHERE p.role = 'REGIONAL_COORDINATOR' AND p.staff_id = $1::uuid`,
);
