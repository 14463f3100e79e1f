import type { JWK } from 'jose';
import type { AgencyKind, Purpose, Role } from '../../kit/index.js';

/** Whom the gateway believes and what they may ask for. The payload of the signed trust list. */
export interface TrustList {
  /** Grows with every publication: a list with a lower number is older and must not replace one with a higher number. */
  readonly version: number;
  /** ISO 8601 instant, UTC, of the snapshot that this list was read from */
  readonly issuedAt: string;
  readonly issuers: readonly TrustedIssuer[];
  /** Every agency; only staff of active ones are listed */
  readonly agencies: readonly { readonly id: string; readonly kind: AgencyKind; readonly active: boolean }[];
  readonly units: readonly { readonly id: string; readonly agency: string }[];
  /** Active staff of active agencies, whose issuer may vouch for their agency. (issuer, subject) occurs once. */
  readonly staff: readonly TrustedStaffMember[];
  /** Machine clients of active agencies: their staff member has the issuer `urn:dereu:hub` and the client's id as subject */
  readonly clients: readonly { readonly id: string; readonly jwks: { readonly keys: readonly JWK[] } }[];
  /** What an agency has registered and may run: the SHA-256, in hexadecimal, of the document byte for byte */
  readonly operations: readonly { readonly agency: string; readonly sha256: string }[];
  readonly agreements: readonly {
    readonly kind: AgencyKind;
    readonly role: Role;
    readonly purposes: readonly Purpose[];
  }[];
}

export interface TrustedIssuer {
  /** The `iss` of its tokens */
  readonly issuer: string;
  /** The `aud` that its tokens must carry */
  readonly audience: string;
  /** Public keys only */
  readonly jwks: { readonly keys: readonly JWK[] };
  /** Ids of the agencies that it may vouch for; absent: any */
  readonly agencies?: readonly string[];
}

export interface TrustedStaffMember {
  readonly id: string;
  readonly issuer: string;
  /** The `sub` of the tokens of this staff member */
  readonly subject: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly role: Role;
}
