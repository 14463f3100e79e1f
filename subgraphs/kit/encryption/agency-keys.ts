import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Wraps data keys under a key that belongs to one agency. A key service of an agency (KMS, HSM) implements the same calls. */
export interface AgencyKeys {
  wrap(agency: string, dataKey: Buffer): Promise<Buffer>;
  /** @throws when the wrapped key was not made for this agency */
  unwrap(agency: string, wrapped: Buffer): Promise<Buffer>;
  /** HMAC-SHA256 under a key of this agency that serves for nothing else: equal texts can be found, and none can be read or tried elsewhere */
  mac(agency: string, text: string): Promise<Buffer>;
}

/** Agency keys derived from one master secret by HKDF-SHA256: for one operator, and for standalone. */
export class DerivedAgencyKeys implements AgencyKeys {
  readonly #master: Buffer;
  readonly #before: readonly DerivedAgencyKeys[];
  readonly #keys = new Map<string, Buffer>();

  /**
   * @param master at least 32 random bytes
   * @param before masters that are opened under as well
   */
  constructor(master: Buffer, before: readonly Buffer[] = []) {
    if (master.length < 32) throw new Error('The master secret must have at least 32 bytes.');
    this.#master = master;
    this.#before = before.map((each) => new DerivedAgencyKeys(each));
  }

  async wrap(agency: string, dataKey: Buffer): Promise<Buffer> {
    return sealBytes(this.#key(agency), dataKey, agency);
  }

  async unwrap(agency: string, wrapped: Buffer): Promise<Buffer> {
    try {
      return openBytes(this.#key(agency), wrapped, agency);
    } catch (error) {
      for (const keys of this.#before) {
        const opened = await keys.unwrap(agency, wrapped).catch(() => null);
        if (opened) return opened;
      }
      throw error;
    }
  }

  async mac(agency: string, text: string): Promise<Buffer> {
    return createHmac('sha256', this.#key(agency, 'dereu blind index v1')).update(text).digest();
  }

  #key(agency: string, use = 'dereu agency key v1'): Buffer {
    let key = this.#keys.get(`${use} ${agency}`);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.#master, use, agency, 32));
      this.#keys.set(`${use} ${agency}`, key);
    }
    return key;
  }
}

/** AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext; bound to `boundTo`. */
export function sealBytes(key: Buffer, plain: Buffer, boundTo: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws when the key, the binding or a byte of it is wrong */
export function openBytes(key: Buffer, sealed: Buffer, boundTo: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
