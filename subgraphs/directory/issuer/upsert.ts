import type { JWK } from 'jose';
import type { DataSource } from 'typeorm';
import { hasPrivatePart } from '../public-keys.js';

/** A provider as the process that starts the hub knows it. */
export interface KnownIssuer {
  /** The `iss` of its tokens */
  readonly issuer: string;
  /** The `aud` that its tokens must carry */
  readonly audience: string;
  readonly jwks: { readonly keys: readonly JWK[] };
  /** Id of the one agency that it may vouch for; absent or null: any */
  readonly agency?: string | null;
}

/**
 * Trusts an OpenID provider, or replaces its keys, audience and agency.
 * @throws when a key has a private or symmetric part: the list is for everybody to read
 */
export async function upsertIssuer(db: DataSource, { issuer, audience, jwks, agency }: KnownIssuer): Promise<void> {
  if (jwks.keys.some(hasPrivatePart)) {
    throw new Error(`The keys of ${issuer} must be public ones: a private or symmetric key was given.`);
  }
  await db.query(
    `INSERT INTO issuer (issuer, audience, jwks, agency_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (issuer) DO UPDATE SET audience = excluded.audience, jwks = excluded.jwks, agency_id = excluded.agency_id,
       discovered = false, refreshed_at = clock_timestamp(), removed_at = NULL`,
    [issuer, audience, JSON.stringify({ keys: jwks.keys }), agency ?? null],
  );
}
