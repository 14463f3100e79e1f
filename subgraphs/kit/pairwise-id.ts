import { aessiv } from '@noble/ciphers/aes.js';
import { LRUCache } from 'lru-cache';

const utf8 = new TextEncoder();

/**
 * Public identifiers that two agencies cannot join: AES-SIV (RFC 5297) of the internal key with the agency as associated data.
 * The same victim has another id for every agency; another agency's id does not decrypt and is simply not found.
 */
export class PairwiseIds {
  readonly #secret: Uint8Array;
  /** The two directions for one agency and key are a pure function of the secret, slow in JavaScript: kept for those in use */
  readonly #publicIds = new LRUCache<string, string>({ max: 10_000 });
  readonly #keys = new LRUCache<string, string>({ max: 10_000 });

  /** @param secret 64 bytes: two AES-256 keys, as RFC 5297 wants them */
  constructor(secret: Uint8Array) {
    if (secret.length !== 64) throw new Error('The pairwise id key must have 64 bytes.');
    this.#secret = secret;
  }

  toPublic(key: string, agency: string): string {
    const known = this.#publicIds.get(`${agency} ${key}`);
    if (known) return known;
    const plain = Buffer.from(key.replaceAll('-', ''), 'hex');
    const id = Buffer.from(aessiv(this.#secret, utf8.encode(agency)).encrypt(plain)).toString('base64url');
    this.#publicIds.set(`${agency} ${key}`, id);
    return id;
  }

  /** The internal key (a uuid), or null when the id was not made for this agency. */
  toKey(id: string, agency: string): string | null {
    const known = this.#keys.get(`${agency} ${id}`);
    if (known) return known;
    const sealed = Buffer.from(id, 'base64url');
    // base64url decoding overlooks foreign characters: an id has one spelling
    if (sealed.length !== 32 || sealed.toString('base64url') !== id) return null;
    try {
      const hex = Buffer.from(aessiv(this.#secret, utf8.encode(agency)).decrypt(sealed)).toString('hex');
      const key = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      this.#keys.set(`${agency} ${id}`, key);
      return key;
    } catch {
      return null;
    }
  }
}
