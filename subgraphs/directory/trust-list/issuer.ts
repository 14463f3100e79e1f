import type { JWK } from 'jose';
import type { DataSource } from 'typeorm';

export interface Issuer {
  /** The `iss` of its tokens */
  readonly issuer: string;
  /** The `aud` that its tokens must carry */
  readonly audience: string;
  readonly jwks: { readonly keys: readonly JWK[] };
  /** Id of the one agency that it may vouch for; absent or null: any */
  readonly agency?: string | null;
}

/** Members of a JWK that only its owner may have: RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * Trusts an OpenID provider, or replaces its keys, audience and agency.
 * @throws when a key has a private or symmetric part: the list is for everybody to read
 */
export async function upsertIssuer(db: DataSource, { issuer, audience, jwks, agency }: Issuer): Promise<void> {
  if (jwks.keys.some((key) => PRIVATE_MEMBERS.some((member) => member in key))) {
    throw new Error(`The keys of ${issuer} must be public ones: a private or symmetric key was given.`);
  }
  await db.query(
    `INSERT INTO issuer (issuer, audience, jwks, agency_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (issuer) DO UPDATE SET audience = excluded.audience, jwks = excluded.jwks, agency_id = excluded.agency_id`,
    [issuer, audience, JSON.stringify({ keys: jwks.keys }), agency ?? null],
  );
}
