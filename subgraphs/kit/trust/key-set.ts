import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A JSON Web Key with the span in which it is used: `nbf` and `exp` in seconds since the epoch, as in RFC 7519; without them always. */
const KEY = {
  kid: z.string().min(1),
  nbf: z.number().int().optional(),
  exp: z.number().int().optional(),
};
const X = z.string().regex(/^[\w-]{43}$/);

/** Public half of an Ed25519 key (RFC 8037). Strict: a private key put here by mistake is refused, not ignored. */
export const PublicKeySchema = z.strictObject({ ...KEY, kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: X });
export const PrivateKeySchema = PublicKeySchema.extend({ d: X });
/** At least 32 bytes */
export const SharedKeySchema = z.strictObject({ ...KEY, kty: z.literal('oct'), k: z.string().regex(/^[\w-]{43,}$/) });

export type PublicKey = z.infer<typeof PublicKeySchema>;
export type PrivateKey = z.infer<typeof PrivateKeySchema>;
export type SharedKey = z.infer<typeof SharedKeySchema>;

export interface UsableKey {
  readonly kid: string;
  readonly key: KeyObject;
}

interface Entry extends UsableKey {
  /** ms since the epoch */
  readonly from: number;
  readonly until: number;
}

/** Keys for one use, several of which are valid at once, so that keys change without a moment in which nobody understands anybody. */
export class KeySet {
  readonly #byKid: ReadonlyMap<string, Entry>;

  constructor(readonly keys: readonly (PublicKey | PrivateKey | SharedKey)[]) {
    this.#byKid = new Map(
      keys.map((jwk) => [
        jwk.kid,
        {
          kid: jwk.kid,
          key: keyObject(jwk),
          from: (jwk.nbf ?? 0) * 1000,
          until: jwk.exp === undefined ? Number.POSITIVE_INFINITY : jwk.exp * 1000,
        },
      ]),
    );
  }

  /** The key to sign with: of those in their span, the one that came last. @throws when there is none */
  newest(now: number = Date.now()): UsableKey {
    let newest: Entry | undefined;
    for (const entry of this.#byKid.values()) {
      if (entry.from <= now && now < entry.until && (!newest || entry.from >= newest.from)) newest = entry;
    }
    if (!newest) throw new Error('There is no key in its span of use: run npm run keys -- list.');
    return newest;
  }

  /** The key to verify with. One that is not yet used is found too: the clocks of two machines differ. */
  find(kid: string, now: number = Date.now()): KeyObject | undefined {
    const entry = this.#byKid.get(kid);
    return entry && now < entry.until ? entry.key : undefined;
  }
}

function keyObject(jwk: PublicKey | PrivateKey | SharedKey): KeyObject {
  if (jwk.kty === 'oct') return createSecretKey(jwk.k, 'base64url');
  return 'd' in jwk ? createPrivateKey({ key: jwk, format: 'jwk' }) : createPublicKey({ key: jwk, format: 'jwk' });
}

export function publicHalf({ d: _, ...key }: PrivateKey): PublicKey {
  return key;
}
