import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { SubgraphSecrets } from '../context.js';
import { DerivedAgencyKeys } from '../encryption/agency-keys.js';
import { PairwiseIds } from '../pairwise-id.js';
import { KeySet, PrivateKeySchema, PublicKeySchema, SharedKeySchema } from './key-set.js';

const keysOf = <T extends z.ZodType>(key: T) => z.strictObject({ keys: z.array(key).min(1) });
const Secret = z.string().regex(/^[\w-]{43,}$/);

/** `own.json`: what only this process may know. */
export const OwnKeysSchema = z.strictObject({
  /** Signs assertions; the directory's also its trust list */
  signing: keysOf(PrivateKeySchema),
  /** By subgraph: `consent` has one for each, every other subgraph its own */
  disclosure: z.record(z.string(), keysOf(SharedKeySchema)).default({}),
  /** base64url, at least 32 bytes: HMAC key of stored idempotency inputs */
  idempotency: Secret.optional(),
  /** base64url: the keys of agencies are derived from it. Losing it makes what is encrypted unreadable. */
  agencyMaster: Secret.optional(),
  /** base64url: what a subgraph keeps in its vault is sealed under it, and nothing else. Losing it makes that unreadable. */
  vaultMaster: Secret.optional(),
  /** Those before it, the last first: what is not rewrapped yet, or comes back from a backup, is opened under them, and nothing is sealed */
  vaultMastersBefore: z.array(Secret).optional(),
  /** base64url, 64 bytes; `consent` alone. Losing it makes every public id unknown. */
  pairwise: Secret.optional(),
});

/** `trusted.json`: public keys, by name, of the processes that this one believes. */
export const TrustedKeysSchema = z.record(z.string(), keysOf(PublicKeySchema));

export type OwnKeys = z.infer<typeof OwnKeysSchema>;
export type TrustedKeys = z.infer<typeof TrustedKeysSchema>;

/** The keys of one process, as they are at this moment. */
export interface Keys {
  readonly signing: KeySet;
  /** Whom this process believes */
  readonly trusted: ReadonlyMap<string, KeySet>;
}

/** What a subgraph's resolvers use of its keys. */
export function secretsFrom(own: OwnKeys, trusted: ReadonlyMap<string, KeySet>): SubgraphSecrets {
  const bytes = (value: string | undefined) => Buffer.from(value ?? '', 'base64url');
  return {
    signing: new KeySet(own.signing.keys),
    trusted,
    idempotency: bytes(own.idempotency),
    agencyKeys: new DerivedAgencyKeys(bytes(own.agencyMaster)),
    ...(own.vaultMaster === undefined
      ? {}
      : { vaultKeys: new DerivedAgencyKeys(bytes(own.vaultMaster), (own.vaultMastersBefore ?? []).map(bytes)) }),
    disclosure: Object.fromEntries(Object.entries(own.disclosure).map(([name, { keys }]) => [name, new KeySet(keys)])),
    ...(own.pairwise === undefined ? {} : { pairwise: new PairwiseIds(bytes(own.pairwise)) }),
  };
}

export const trustedFrom = (trusted: TrustedKeys): ReadonlyMap<string, KeySet> =>
  new Map(Object.entries(trusted).map(([name, { keys }]) => [name, new KeySet(keys)]));

const RELOAD_MS = 1_000;

/**
 * The key folder of one process: `own.json` and `trusted.json`. A file that changes is read again within a second, so keys are rotated
 * without a restart; one that cannot be read leaves the keys in force as they are and is reported.
 */
export class KeyFolder implements Keys {
  #own!: OwnKeys;
  #secrets: SubgraphSecrets | undefined;
  #signing!: KeySet;
  #trusted!: ReadonlyMap<string, KeySet>;
  #seen = '';
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    readonly path: string,
    private readonly unreadable: () => void,
  ) {}

  /** @throws with the name of the file when it cannot be read; never with its content */
  static async open(path: string, unreadable: () => void): Promise<KeyFolder> {
    const folder = new KeyFolder(path, unreadable);
    folder.#seen = await folder.#changed();
    await folder.#read();
    folder.#timer = setInterval(() => void folder.reload(), RELOAD_MS);
    folder.#timer.unref();
    return folder;
  }

  get signing(): KeySet {
    return this.#signing;
  }

  get trusted(): ReadonlyMap<string, KeySet> {
    return this.#trusted;
  }

  /** A view that follows the files: hold on to it, not to what it has. */
  get secrets(): SubgraphSecrets {
    const now = () => {
      this.#secrets ??= secretsFrom(this.#own, this.#trusted);
      return this.#secrets;
    };
    return {
      get signing() {
        return now().signing;
      },
      get trusted() {
        return now().trusted;
      },
      get idempotency() {
        return now().idempotency;
      },
      get agencyKeys() {
        return now().agencyKeys;
      },
      get vaultKeys() {
        return now().vaultKeys;
      },
      get disclosure() {
        return now().disclosure;
      },
      get pairwise() {
        return now().pairwise;
      },
    };
  }

  async reload(): Promise<void> {
    try {
      const seen = await this.#changed();
      if (seen === this.#seen) return;
      await this.#read();
      this.#seen = seen;
    } catch {
      this.unreadable();
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #changed(): Promise<string> {
    const files = await Promise.all(
      ['own.json', 'trusted.json'].map((name) =>
        stat(join(this.path, name)).catch(() => {
          throw new Error(`${join(this.path, name)} is missing: run npm run keys -- create.`);
        }),
      ),
    );
    return files.map(({ mtimeMs, ino, size }) => `${mtimeMs}/${ino}/${size}`).join(' ');
  }

  async #read(): Promise<void> {
    const own = OwnKeysSchema.parse(await json(join(this.path, 'own.json')));
    const trusted = trustedFrom(TrustedKeysSchema.parse(await json(join(this.path, 'trusted.json'))));
    this.#signing = new KeySet(own.signing.keys);
    this.#own = own;
    this.#secrets = undefined;
    this.#trusted = trusted;
  }
}

export async function json(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // the parser's own error quotes what it read
    throw new Error(`${file} cannot be read as keys.`);
  }
}
