import { Category, logged, notWalled, Statement } from '../../kit/index.js';
import type { RecordErrorReason } from '../entered-in-error/vocabulary.js';
import type {
  IncidentChannel,
  IncidentCorrectionReason,
  InjuryKind,
  PerpetratorRelation,
  ViolenceKind,
} from './vocabulary.js';

export interface IncidentRow {
  readonly id: string;
  readonly victim_key: string | null;
  readonly agency: string;
  readonly occurred_at: Date;
  readonly last_contact_at: Date | null;
  readonly channel: IncidentChannel;
  readonly violence: ViolenceKind[];
  readonly injuries: InjuryKind[];
  readonly named: PerpetratorRelation[];
  readonly weapon: boolean | null;
  readonly children_present: boolean | null;
  readonly children_count: number | null;
  readonly earlier_told_of: number | null;
  /** Own reports of the twelve months before; null for another agency's, and when it names nobody */
  readonly earlier_reported: number | null;
  readonly region_code: string;
  readonly version: number;
  readonly corrected_at: Date | null;
  readonly reported_at: Date;
  readonly error_reason: RecordErrorReason | null;
  readonly error_at: Date | null;
  readonly error_by: string | null;
  /** What the reader may open: its own account, or the copy that a referral brought to it */
  readonly account: Buffer | null;
  readonly account_place: string;
  readonly wrapped: Buffer | null;
}

const FACTS = `i.id, i.victim_key, i.agency, i.occurred_at, i.last_contact_at, i.channel, i.violence, i.injuries, i.named, i.weapon,
  i.children_present, i.children_count, i.earlier_told_of, i.region_code, i.reported_at, i.version, i.corrected_at,
  i.error_reason, i.error_at, i.error_by`;

/** How many reports about her the agency itself took down of the twelve months before this one; never another agency's, and none that was entered in error. */
const EARLIER_REPORTED = `CASE WHEN i.agency = $1::uuid AND i.victim_key IS NOT NULL THEN (SELECT count(*)::int FROM incident e
  WHERE e.victim_key = i.victim_key AND e.agency = i.agency AND e.id <> i.id AND e.error_at IS NULL
    AND e.occurred_at <= i.occurred_at AND e.occurred_at > i.occurred_at - interval '12 months') END AS earlier_reported`;

/** The data key of an account is the victim's, or the incident's own when it names nobody. */
const SUBJECT = `COALESCE(i.victim_key::text, 'incident:' || i.id)`;

const OWN = `SELECT ${FACTS}, ${EARLIER_REPORTED}, i.account, 'incident.account:' || i.id AS account_place, k.wrapped
  FROM incident i LEFT JOIN data_key k ON k.subject = ${SUBJECT} AND k.agency = i.agency::text
  WHERE i.desk = COALESCE($2, $1)::uuid AND ${notWalled('i.victim_key')}`;

/** $7 id */
export const OWN_INCIDENT = new Statement<IncidentRow>(
  'referral.ownIncident',
  logged(Category.INCIDENT, `${OWN} AND i.id = $7::uuid`),
);

/** $7 and $8 keyset, $9 limit */
export const OWN_INCIDENTS = new Statement<IncidentRow>(
  'referral.ownIncidents',
  `${logged(
    Category.INCIDENT,
    `${OWN} AND (i.reported_at, i.id) < ($7::timestamptz, $8::uuid) ORDER BY i.reported_at DESC, i.id DESC LIMIT $9::int`,
    '$9::int',
  )} ORDER BY reported_at DESC, id DESC`,
);

/**
 * For each victim the incidents that the agency itself reported and those that a referral brought to it, newest first; none that was entered in error.
 * $1 agency, $2 victims, $3 and $4 keyset, $5 limit
 */
export const INCIDENTS_OF_VICTIMS = new Statement<IncidentRow>(
  'referral.incidentsOfVictims',
  `SELECT i.*, k.wrapped FROM unnest($2::uuid[]) AS victim(key)
   CROSS JOIN LATERAL (
     SELECT ${FACTS}, ${EARLIER_REPORTED}, CASE WHEN i.agency = $1::uuid THEN i.account ELSE s.account END AS account,
       CASE WHEN i.agency = $1::uuid THEN 'incident.account:' ELSE 'incident_share.account:' END || i.id AS account_place
     FROM incident i LEFT JOIN incident_share s ON s.incident = i.id AND s.agency = $1::uuid
     WHERE i.victim_key = victim.key AND i.error_at IS NULL AND (i.agency = $1::uuid OR s.agency IS NOT NULL)
       AND (i.reported_at, i.id) < ($3::timestamptz, $4::uuid)
     ORDER BY i.reported_at DESC, i.id DESC LIMIT $5::int
   ) i
   LEFT JOIN data_key k ON k.subject = i.victim_key::text AND k.agency = $1::text
   ORDER BY i.reported_at DESC, i.id DESC`,
);

/** For a correction: an incident that the requester's desk took down, locked. $1 to $3 the requester, $4 id. No look: the answer reads it again. */
export const LOCK_OWN_INCIDENT = `SELECT ${FACTS}, i.account, k.wrapped,
    EXISTS (SELECT FROM erased_subject s WHERE s.subject = i.victim_key::text) AS erased
  FROM incident i LEFT JOIN data_key k ON k.subject = ${SUBJECT} AND k.agency = i.agency::text
  WHERE i.desk = COALESCE($2, $1)::uuid AND i.id = $4::uuid AND ${notWalled('i.victim_key')} FOR UPDATE OF i`;

/** What a report said before, as the database's JSON has it. */
export interface IncidentVersionRow {
  readonly version: number;
  readonly occurred_at: string;
  readonly last_contact_at: string | null;
  readonly channel: IncidentChannel;
  readonly violence: ViolenceKind[];
  readonly injuries: InjuryKind[];
  readonly named: PerpetratorRelation[];
  readonly weapon: boolean | null;
  readonly children_present: boolean | null;
  readonly children_count: number | null;
  readonly earlier_told_of: number | null;
  readonly region_code: string;
  /** Hexadecimal, after `\\x` */
  readonly account: string | null;
  readonly corrected_at: string;
  readonly corrected_by: string;
  readonly reason: IncidentCorrectionReason;
}

/** All that an own incident has said before, oldest first: one look at one record. $7 id */
export const OWN_INCIDENT_VERSIONS = new Statement<{
  id: string;
  wrapped: Buffer | null;
  versions: IncidentVersionRow[];
}>(
  'referral.ownIncidentVersions',
  logged(
    Category.INCIDENT,
    `SELECT i.id, i.victim_key, k.wrapped,
       COALESCE((SELECT jsonb_agg(to_jsonb(v) ORDER BY v.version) FROM incident_version v WHERE v.incident = i.id), '[]') AS versions
     FROM incident i LEFT JOIN data_key k ON k.subject = ${SUBJECT} AND k.agency = i.agency::text
     WHERE i.desk = COALESCE($2, $1)::uuid AND i.id = $7::uuid AND ${notWalled('i.victim_key')}`,
  ),
);
