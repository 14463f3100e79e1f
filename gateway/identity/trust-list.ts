import { compactVerify, createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { AgencyKind, type KeySet, Purpose, Role } from '../../subgraphs/kit/index.js';

const TrustListSchema = z.object({
  /** Grows with every publication */
  version: z.number().int().positive(),
  issuedAt: z.iso.datetime(),
  issuers: z.array(
    z.object({
      issuer: z.string().min(1),
      audience: z.string().min(1),
      jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }),
      /** Only staff of these agencies may come with its tokens; absent for an issuer that vouches for any */
      agencies: z.array(z.string()).optional(),
    }),
  ),
  agencies: z.array(z.object({ id: z.string(), kind: z.enum(AgencyKind), active: z.boolean() })),
  staff: z.array(
    z.object({
      id: z.string(),
      issuer: z.string(),
      subject: z.string(),
      agency: z.string(),
      unit: z.string().nullable(),
      role: z.enum(Role),
    }),
  ),
  /** Machine clients: the hub itself vouches for them */
  clients: z
    .array(z.object({ id: z.string(), jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }) }))
    .default([]),
  /** What an agency has registered and may run, by the SHA-256 of the document */
  operations: z.array(z.object({ agency: z.string(), sha256: z.string() })).default([]),
  agreements: z.array(z.object({ kind: z.enum(AgencyKind), role: z.enum(Role), purposes: z.array(z.enum(Purpose)) })),
});

type Staff = z.infer<typeof TrustListSchema>['staff'][number];

export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  readonly agencies?: readonly string[] | undefined;
}

export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  /** Seconds since the epoch: its own end, or the end of the age that it may have */
  readonly expires: number;
}

/** A verified trust list, indexed for one look-up per question. */
export class TrustList {
  readonly #issuers: Map<string, TrustedIssuer>;
  readonly #kinds: Map<string, AgencyKind>;
  readonly #staff: Map<string, Staff>;
  readonly #purposes: Map<string, ReadonlySet<Purpose>>;
  readonly #clients: Map<string, JWTVerifyGetKey>;
  readonly #operations: ReadonlySet<string>;
  /**
   * Tokens whose signature and claims were found right under this very list, by the SHA-256 of the token. It goes with the list, so nothing
   * outlives the next refresh; whose token it is and what the purpose may be is looked up anew at each request.
   */
  readonly verified = new LRUCache<string, VerifiedToken>({ max: 10_000 });
  readonly version: number;
  /** ms since the epoch */
  readonly issuedAt: number;

  private constructor(list: z.infer<typeof TrustListSchema>) {
    this.version = list.version;
    this.issuedAt = Date.parse(list.issuedAt);
    this.#issuers = new Map(list.issuers.map((i) => [i.issuer, { ...i, keys: keySet(i.jwks) }]));
    this.#kinds = new Map(list.agencies.filter((a) => a.active).map((a) => [a.id, a.kind]));
    this.#staff = new Map(list.staff.map((s) => [JSON.stringify([s.issuer, s.subject]), s]));
    this.#clients = new Map(list.clients.map(({ id, jwks }) => [id, keySet(jwks)]));
    this.#operations = new Set(list.operations.map(({ agency, sha256 }) => `${agency}/${sha256}`));
    this.#purposes = new Map(list.agreements.map((a) => [`${a.kind}/${a.role}`, new Set(a.purposes)]));
  }

  /** @throws when the signature is not the directory's or the content is not a trust list */
  static async verify(jws: string, directoryKeys: KeySet): Promise<TrustList> {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      ({ kid }) => {
        const key = directoryKeys.find(kid ?? '');
        if (!key) throw new Error('The key of the trust list is not one of the directory.');
        return key;
      },
      { algorithms: ['EdDSA'] },
    );
    // the directory signs other things with the same key
    if (protectedHeader.typ !== 'trust-list+json') throw new Error('This is not a trust list.');
    return new TrustList(TrustListSchema.parse(JSON.parse(new TextDecoder().decode(payload))));
  }

  issuer(issuer: string): TrustedIssuer | undefined {
    return this.#issuers.get(issuer);
  }

  staff(issuer: string, subject: string): (Staff & { kind: AgencyKind }) | undefined {
    const staff = this.#staff.get(JSON.stringify([issuer, subject]));
    const kind = staff && this.#kinds.get(staff.agency);
    return staff && kind ? { ...staff, kind } : undefined;
  }

  /** The public keys of a machine client that may sign in now. */
  client(id: string): JWTVerifyGetKey | undefined {
    return this.#clients.get(id);
  }

  /** Whether an agency has registered the document with this SHA-256. */
  mayRun(agency: string, sha256: string): boolean {
    return this.#operations.has(`${agency}/${sha256}`);
  }

  mayState(kind: AgencyKind, role: Role, purpose: Purpose): boolean {
    return this.#purposes.get(`${kind}/${role}`)?.has(purpose) ?? false;
  }
}

function keySet(jwks: { readonly keys: readonly object[] }): JWTVerifyGetKey {
  return createLocalJWKSet(jwks as { keys: JWK[] }) as unknown as JWTVerifyGetKey;
}

export interface TrustListOptions {
  /** Fetches the signed list from the directory */
  readonly fetch: () => Promise<string>;
  /** The directory's public keys, known to this gateway beforehand, as they are now */
  readonly directoryKeys: () => KeySet;
  readonly refreshMs: number;
  /** A list older than this is not used: then nobody is let in */
  readonly maximumAgeMs: number;
}

/** Keeps the last good trust list and refreshes it; fails closed when the list grows too old. */
export class TrustListKeeper {
  #list: TrustList | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: TrustListOptions) {}

  /** The list in force, or null when there is none that is young enough. */
  get current(): TrustList | null {
    return this.#list && Date.now() - this.#list.issuedAt <= this.options.maximumAgeMs ? this.#list : null;
  }

  async start(): Promise<void> {
    await this.refresh();
    this.#timer = setInterval(() => void this.refresh(), this.options.refreshMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** An older list never replaces a newer one: a replayed list cannot bring back dismissed staff. */
  async refresh(): Promise<boolean> {
    try {
      const list = await TrustList.verify(await this.options.fetch(), this.options.directoryKeys());
      if (this.#list && list.version <= this.#list.version) return false;
      this.#list = list;
      return true;
    } catch {
      return false;
    }
  }
}
