import type { KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import type { DataSource } from 'typeorm';
import { rowsOf, transaction } from '../../kit/index.js';
import type { TrustList } from './trust-list.js';

/** One statement, hence one snapshot: no member of staff is listed without the agency, nor an agency as it was a moment before. */
const TRUST_LIST = `
  SELECT jsonb_build_object(
    'version', nextval('trust_list_version'),
    'issuedAt', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'issuers', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('issuer', issuer, 'audience', audience,
        'agencies', CASE WHEN agency_id IS NOT NULL THEN jsonb_build_array(agency_id) END)) || jsonb_build_object('jwks', jwks)
        ORDER BY issuer), '[]') FROM issuer WHERE removed_at IS NULL AND issuer <> 'urn:dereu:hub'),
    'agencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'active', status = 'ACTIVE') ORDER BY id), '[]')
      FROM agency),
    'units', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'agency', agency_id) ORDER BY id), '[]') FROM agency_unit),
    'staff', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'issuer', s.issuer, 'subject', s.subject, 'agency', s.agency_id,
        'unit', s.unit_id, 'role', s.role) ORDER BY s.id), '[]')
      FROM staff_member s JOIN agency a ON a.id = s.agency_id JOIN issuer i ON i.issuer = s.issuer
      WHERE s.active AND a.status = 'ACTIVE' AND i.removed_at IS NULL AND (i.agency_id IS NULL OR i.agency_id = s.agency_id)),
    'clients', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'jwks', c.jwks) ORDER BY c.id), '[]')
      FROM client c JOIN staff_member s ON s.id = c.staff_id JOIN agency a ON a.id = s.agency_id WHERE s.active AND a.status = 'ACTIVE'),
    'operations', (SELECT coalesce(jsonb_agg(jsonb_build_object('agency', agency_id, 'sha256', sha256) ORDER BY agency_id, sha256), '[]')
      FROM registered_operation WHERE withdrawn_at IS NULL),
    'agreements', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'role', role, 'purposes', purposes) ORDER BY kind, role), '[]')
      FROM agreement)
  ) AS list`;

/**
 * Reads the trust list and signs it with Ed25519, as a compact JWS. Publications wait for one another, so that a list with a higher
 * `version` was never read before one with a lower.
 */
export async function publishTrustList(
  db: DataSource,
  { kid, key }: { readonly kid: string; readonly key: KeyObject },
): Promise<string> {
  const list = await transaction(db, async (manager): Promise<TrustList> => {
    await rowsOf(manager, "SELECT pg_advisory_xact_lock(hashtext('trust list'))");
    const [row] = await rowsOf<{ list: TrustList }>(manager, TRUST_LIST);
    return row!.list;
  });
  return new CompactSign(new TextEncoder().encode(JSON.stringify(list)))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'trust-list+json', kid })
    .sign(key);
}
