import { giverStands, walled } from '../disclosure/open.js';
import { notClosed } from '../erasure/closed.js';

/**
 * SQL of the keys that the requester may name: those that the unit registered; a unit of the same agency that a current consent names; elsewhere the
 * agency that her id was made for, but where her consents have named units of it, those units only. What is under way can be brought to its end
 * after she withdrew. Nobody whom a wall keeps out, and nobody who asked to be erased unless `closed`. $1 agency, $2 unit, $3 staff
 */
export const nameable = ({
  which = 'v.key = $4::uuid',
  closed = false,
  wholeAgency = false,
}: {
  readonly which?: string;
  /** For what is about a closed record */
  readonly closed?: boolean;
  /** For a steward, who opens nothing: one without a unit has to do with every unit of the agency */
  readonly wholeAgency?: boolean;
} = {}): string => `SELECT v.key FROM victim v WHERE ${which}
     AND (CASE WHEN v.registered_by_agency = $1::text
         AND (v.registered_by_unit IS NULL OR v.registered_by_unit = $2::text ${wholeAgency ? 'OR $2::text IS NULL' : ''}) THEN true
       ELSE EXISTS (
         SELECT FROM consent c WHERE c.victim_key = v.key AND c.recipient_agency = $1::text
           AND (c.recipient_unit IS NULL OR c.recipient_unit = $2::text)
           AND (v.registered_by_agency <> $1::text OR (c.withdrawn_at IS NULL AND c.expires_at > clock_timestamp() AND ${giverStands})))
         OR (v.registered_by_agency <> $1::text AND NOT EXISTS (
           SELECT FROM consent c WHERE c.victim_key = v.key AND c.recipient_agency = $1::text)) END)
     AND NOT ${walled('v.key', { agency: '$1::text', unit: '$2::text', staff: '$3::text' })}
     ${closed ? '' : `AND ${notClosed('v.key')}`}`;
