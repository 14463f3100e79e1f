import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import type { CustodyAction, CustodyRefusalReason, KitState } from './custody.js';

export interface KitRow {
  readonly id: string;
  readonly victim_key: string | null;
  readonly number: string;
  readonly state: KitState;
  readonly clinicAgency: string;
  readonly appointmentId: string | null;
  readonly selfReferred: boolean;
  readonly convertedAt: Date | null;
  readonly keepUntil: string;
  readonly holder: string;
  readonly awaitedBy: string | null;
  readonly openedAt: Date;
  readonly version: number;
}

const COLUMNS = `k.id, k.victim_key, k.number, k.state, k.clinic_agency AS "clinicAgency", k.appointment_id AS "appointmentId",
  k.self_referred AS "selfReferred", k.converted_at AS "convertedAt", k.keep_until::text AS "keepUntil", k.holder_agency AS holder,
  k.awaited_by AS "awaitedBy", k.opened_at AS "openedAt", k.version`;

/** Own record parameters, then $7 the id. A party is whoever has had it, has it, or is to have it. */
export const OWN_KIT = new Statement<KitRow>(
  'forensic.own-kit',
  logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM evidence_kit k JOIN evidence_kit_party p ON p.kit_id = k.id AND p.agency = $1::text
     WHERE k.id = $7::uuid AND ${notWalled('k.victim_key')}`,
  ),
);

/** As OWN_KIT; $7 the number on its label: who scans it looks at that kit and at no other. */
export const OWN_KIT_BY_NUMBER = new Statement<KitRow>(
  'forensic.own-kit-by-number',
  logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM evidence_kit k JOIN evidence_kit_party p ON p.kit_id = k.id AND p.agency = $1::text
     WHERE k.number = $7::text AND ${notWalled('k.victim_key')}`,
  ),
);

/** Own record parameters, then $7 and $8 the keyset, $9 limit; newest first. */
export const OWN_KITS = new Statement<KitRow>(
  'forensic.own-kits',
  `${logged(
    Category.FORENSIC,
    `SELECT ${COLUMNS} FROM evidence_kit_party p JOIN evidence_kit k ON k.id = p.kit_id
     WHERE p.agency = $1::text AND (p.opened_at, p.kit_id) < ($7::timestamptz, $8::uuid) AND ${notWalled('k.victim_key')}
     ORDER BY p.opened_at DESC, p.kit_id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY "openedAt" DESC, id DESC`,
);

/** $1 victims, $2 and $3 the keyset, $4 limit; newest first. */
export const KITS_OF_VICTIMS = new Statement<KitRow & { victim_key: string }>(
  'forensic.kits-of-victims',
  `SELECT page.* FROM unnest($1::uuid[]) AS v(key) CROSS JOIN LATERAL (
     SELECT ${COLUMNS} FROM evidence_kit k WHERE k.victim_key = v.key AND (k.opened_at, k.id) < ($2::timestamptz, $3::uuid)
     ORDER BY k.opened_at DESC, k.id DESC LIMIT $4::int) page`,
);

export interface StepRow {
  readonly kitId: string;
  readonly step: CustodyAction | 'OPEN' | 'CONVERT';
  readonly byAgency: string;
  readonly byStaff: string;
  readonly withAgency: string | null;
  readonly withStaff: string | null;
  readonly seal: string | null;
  readonly at: Date;
}

/** $1 kits */
export const STEPS_OF_KITS = new Statement<StepRow>(
  'forensic.custody-steps',
  `SELECT kit_id AS "kitId", step, by_agency AS "byAgency", by_staff AS "byStaff", with_agency AS "withAgency", with_staff AS "withStaff", seal, at
   FROM custody_step WHERE kit_id = ANY($1::uuid[]) ORDER BY kit_id, place`,
);

export interface RefusalRow {
  readonly kitId: string;
  readonly step: string;
  readonly reason: CustodyRefusalReason;
  readonly byAgency: string;
  readonly byStaff: string;
  readonly at: Date;
}

/** $1 kits. The first hundred of each: whoever tries one kit over and over hides nothing of another. */
export const REFUSALS_OF_KITS = new Statement<RefusalRow>(
  'forensic.custody-refusals',
  `SELECT r.* FROM unnest($1::uuid[]) AS kit(id) CROSS JOIN LATERAL (
     SELECT kit_id AS "kitId", step, reason, by_agency AS "byAgency", by_staff AS "byStaff", at
     FROM custody_refusal WHERE kit_id = kit.id ORDER BY custody_refusal.id LIMIT 100) r`,
);

/** Locks a kit that the requester ($1 agency, $2 unit, $3 staff) is a party to; $4 its id. Time is read in a later statement. */
export const LOCK_KIT = `SELECT k.id, k.state, k.holder_agency AS holder, k.awaited_by AS "awaitedBy", k.seal, k.version,
    k.clinic_agency AS "clinicAgency", k.self_referred AND k.converted_at IS NULL AS "hersAlone", k.self_referred AS "selfReferred", k.pin,
    k.keep_until <= current_date AS "periodIsOver"
  FROM evidence_kit k JOIN evidence_kit_party p ON p.kit_id = k.id AND p.agency = $1::text
  WHERE k.id = $4::uuid AND ${notWalled('k.victim_key')} FOR UPDATE OF k`;

/** $1 kit, $2 step, $3 and $4 agency and staff, $5 and $6 the second party, $7 seal */
export const ADD_STEP = `INSERT INTO custody_step (kit_id, place, step, by_agency, by_staff, with_agency, with_staff, seal)
  SELECT $1::uuid, 1 + count(*), $2, $3, $4, $5, $6, $7 FROM custody_step WHERE kit_id = $1::uuid`;

/** $1 kit, $2 agency */
export const ADD_PARTY = `INSERT INTO evidence_kit_party (agency, kit_id, opened_at)
  SELECT $2, id, opened_at FROM evidence_kit WHERE id = $1::uuid ON CONFLICT DO NOTHING`;
