import { createPublicKey, randomUUID } from 'node:crypto';
import { type JWTVerifyGetKey, SignJWT } from 'jose';
import { HUB_ISSUER, hubError, type KeySet } from '../../subgraphs/kit/index.js';
import type { TrustedIssuer } from '../identity/trust-list.js';

export interface TokenOptions {
  /** The gateway's own Ed25519 keys, which all gateways of a hub have: signed with the newest, taken by each that has not ended */
  readonly keys: () => KeySet;
  /** Under which address clients reach this gateway; the one it listens on when left out */
  readonly publicUrl?: string;
}

/** How long an access token of the hub is valid, in seconds. */
export const ACCESS_TOKEN_SECONDS = 300;

/** RFC 9068. What else the gateway signs with the same key says another. */
const TYPE = 'at+jwt';

/** The hub as an issuer of tokens: what a gateway signs, every gateway of the hub takes. */
export function hubAsIssuer({ keys }: TokenOptions): TrustedIssuer {
  // looked at anew for each token: keys change while the gateway runs
  const find: JWTVerifyGetKey = ({ kid, typ, alg }) => {
    const key = kid === undefined ? undefined : keys().find(kid);
    if (!key || typ !== TYPE || alg !== 'EdDSA') throw hubError('UNAUTHENTICATED');
    return createPublicKey(key);
  };
  return { issuer: HUB_ISSUER, audience: HUB_ISSUER, keys: find };
}

/** An access token for a machine client. What it may do is looked up in the trust list whenever it is used. */
export function accessToken({ keys }: TokenOptions, client: string): Promise<string> {
  const { kid, key } = keys().newest();
  return new SignJWT({ client_id: client })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: TYPE })
    .setIssuer(HUB_ISSUER)
    .setAudience(HUB_ISSUER)
    .setSubject(client)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
    .sign(key);
}
