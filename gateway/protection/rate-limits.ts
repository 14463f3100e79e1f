import { createHash, randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { hubError, type LimitKind, type Operating, type Requester } from '../../subgraphs/kit/index.js';
import { sourceNetwork } from './source-network.js';

/** How much may be asked of one gateway process: in a minute, and at the same time. */
export interface RateLimitSettings {
  readonly staffPerMinute: number;
  readonly staffAtOnce: number;
  readonly agencyPerMinute: number;
  readonly agencyAtOnce: number;
  /** Of one address, by whoever has shown no valid token */
  readonly sourcePerMinute: number;
  /** What is typed into pages for which nobody signs in: of one address, and in all */
  readonly sourceTriesPerMinute: number;
  readonly triesPerMinute: number;
}

/**
 * Ten requests a second for a whole minute, and twenty at the same time: a console that refreshes an inbox and opens records needs one or two a
 * second at its busiest. An agency has twenty such people at their limit, or two hundred at a busy pace. Ordinary work never meets these.
 */
export const RATE_LIMITS: RateLimitSettings = {
  staffPerMinute: 600,
  staffAtOnce: 20,
  agencyPerMinute: 12_000,
  agencyAtOnce: 200,
  sourcePerMinute: 300,
  sourceTriesPerMinute: 20,
  triesPerMinute: 600,
};

/** Open streams of events: a person has a console and a telephone, an agency its systems. */
const STREAMS = { staff: 4, agency: 100 } as const;

const MINUTE_S = 60;

/**
 * Limits by caller, before anything is read, parsed or planned. Who has shown a valid token is counted under his own name and his agency's, never
 * by address: a whole station behind one address is not shut out by a neighbour. Counts are this process's own and are gone with it.
 */
export class RateLimits {
  readonly #staff: RateLimiterMemory;
  readonly #agency: RateLimiterMemory;
  readonly #source: RateLimiterMemory;
  readonly #sourceTries: RateLimiterMemory;
  readonly #tries: RateLimiterMemory;
  readonly #told = perMinute(1);
  readonly #underWay = new Map<string, number>();
  /** Addresses are kept only as a hash that nobody outside this process can make */
  readonly #salt = randomBytes(32);

  constructor(
    private readonly settings: RateLimitSettings,
    private readonly operating: Operating,
  ) {
    this.#staff = perMinute(settings.staffPerMinute);
    this.#agency = perMinute(settings.agencyPerMinute);
    this.#source = perMinute(settings.sourcePerMinute);
    this.#sourceTries = perMinute(settings.sourceTriesPerMinute);
    this.#tries = perMinute(settings.triesPerMinute);
  }

  /** @throws RATE_LIMITED when the person, or his agency, asks too much; with `Retry-After` set. What is let in counts until `res` is closed. */
  async requester(requester: Pick<Requester, 'staff' | 'agency' | 'agencyKind'>, res: Response): Promise<void> {
    const { staff, agency, agencyKind } = requester;
    const { staffAtOnce, agencyAtOnce } = this.settings;
    await this.#consume(this.#staff, 'staff_rate', staff, res, agencyKind);
    await this.#enter('staff_at_once', staff, staffAtOnce, res, agencyKind);
    await this.#consume(this.#agency, 'agency_rate', agency, res, agencyKind);
    await this.#enter('agency_at_once', agency, agencyAtOnce, res, agencyKind);
  }

  /** For a stream, which stays open: it takes none of the places of those who ask. @throws as {@link requester} */
  async stream(requester: Pick<Requester, 'staff' | 'agency' | 'agencyKind'>, res: Response): Promise<void> {
    const { staff, agency, agencyKind } = requester;
    await this.#consume(this.#staff, 'staff_rate', staff, res, agencyKind);
    await this.#enter('staff_streams', staff, STREAMS.staff, res, agencyKind);
    await this.#consume(this.#agency, 'agency_rate', agency, res, agencyKind);
    await this.#enter('agency_streams', agency, STREAMS.agency, res, agencyKind);
  }

  /** @throws RATE_LIMITED when too many from this address have shown no valid token */
  source(address: string | undefined, res: Response): Promise<void> {
    return this.#consume(this.#source, 'source_rate', this.#hashed(address), res);
  }

  /** Whether something may be tried on a page without an account. Counted, and never logged: such pages leave no line. */
  async mayTry(address: string | undefined): Promise<boolean> {
    const may = await this.#sourceTries
      .consume(this.#hashed(address))
      .then(() => this.#tries.consume('all'))
      .then(
        () => true,
        () => false,
      );
    if (!may) this.operating.metrics.limited('page_tries');
    return may;
  }

  /** Whether more may be asked from this address, by whoever shows no token, of what leaves no line in the log. */
  async mayAsk(address: string | undefined): Promise<boolean> {
    const may = await this.#source.consume(this.#hashed(address)).then(
      () => true,
      () => false,
    );
    if (!may) this.operating.metrics.limited('source_rate');
    return may;
  }

  async #consume(limiter: RateLimiterMemory, kind: LimitKind, key: string, res: Response, agencyKind?: string) {
    const refused = await limiter.consume(key).then(
      () => null,
      (over: RateLimiterRes) => over,
    );
    if (refused) await this.#refuse(kind, key, Math.ceil(refused.msBeforeNext / 1_000), res, agencyKind);
  }

  async #enter(kind: LimitKind, key: string, most: number, res: Response, agencyKind: string): Promise<void> {
    const place = `${kind}/${key}`;
    const underWay = this.#underWay.get(place) ?? 0;
    if (underWay >= most) await this.#refuse(kind, key, 1, res, agencyKind);
    this.#underWay.set(place, underWay + 1);
    res.once('close', () => {
      const left = this.#underWay.get(place)! - 1;
      if (left > 0) this.#underWay.set(place, left);
      else this.#underWay.delete(place);
    });
  }

  /** Counted each time, told once a minute: who floods the door must not flood the log. */
  async #refuse(limit: LimitKind, key: string, seconds: number, res: Response, agencyKind?: string): Promise<never> {
    this.operating.metrics.limited(limit);
    res.set('retry-after', String(Math.max(1, seconds)));
    await this.#told.consume(`${limit}/${key}`).then(
      () => this.operating.log.warn('rate_limited', { requestId: res.locals.told?.requestId, limit, agencyKind }),
      () => {},
    );
    throw hubError('RATE_LIMITED');
  }

  #hashed(address: string | undefined): string {
    return createHash('sha256').update(this.#salt).update(sourceNetwork(address)).digest('base64url');
  }
}

const perMinute = (points: number) => new RateLimiterMemory({ points, duration: MINUTE_S });
