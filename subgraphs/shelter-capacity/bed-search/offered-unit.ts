import { isUUID } from 'class-validator';
import {
  keyed,
  openBytes,
  Refusal,
  type Requester,
  type SubgraphSecrets,
  sealBytes,
  UserErrorCode,
} from '../../kit/index.js';

/** How long an offer of a search can be held: long enough to ask her, and shorter than anybody stays. */
export const OFFERED_FOR = '2 hours';

type Secrets = Pick<SubgraphSecrets, 'idempotency'>;
type Searcher = Pick<Requester, 'agency' | 'staff'>;

/** A unit as somebody names it. */
export interface NamedUnit {
  readonly unit: string;
  /** When a search offered it; null when it is named by its id, as its own agency may */
  readonly offeredAt: Date | null;
}

/**
 * A unit, sealed for who searched: another one each time, so that two searches never tell whether a unit that was taken is free again, and two people cannot
 * compare what they were offered.
 * @param at the database's clock at the search
 */
export function offeredUnit(secrets: Secrets, requester: Searcher, unit: string, at: Date): string {
  const plain = Buffer.alloc(24);
  plain.write(unit.replaceAll('-', ''), 'hex');
  plain.writeBigInt64BE(BigInt(at.getTime()), 16);
  return sealBytes(keyOf(secrets, requester), plain, BOUND_TO).toString('base64url');
}

/**
 * The unit that is named, not looked up yet: whether an offer is too old is the database's clock's to say.
 * @throws Refusal NOT_FOUND for what no search has offered to this requester
 */
export function namedUnit(secrets: Secrets, requester: Searcher, named: string): NamedUnit {
  if (isUUID(named)) return { unit: named, offeredAt: null };
  try {
    const plain = openBytes(keyOf(secrets, requester), Buffer.from(named, 'base64url'), BOUND_TO);
    const unit = plain.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { unit, offeredAt: new Date(Number(plain.readBigInt64BE(16))) };
  } catch {
    throw notOffered();
  }
}

const BOUND_TO = 'bed offer v1';

const keyOf = (secrets: Secrets, { agency, staff }: Searcher): Buffer =>
  keyed(secrets, BOUND_TO, JSON.stringify([agency, staff]));

export const notOffered = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'No search of yours has offered this. Search again.',
      ru: 'Ваш поиск этого не предлагал. Повторите поиск.',
      kk: 'Сіздің іздеуіңіз мұны ұсынған жоқ. Қайта іздеңіз.',
    },
    ['unitId'],
  );

export const offerOver = (): Refusal =>
  new Refusal(
    UserErrorCode.EXPIRED,
    {
      en: 'This offer has served, or is more than two hours old. Search again.',
      ru: 'Предложение уже использовано, или ему больше двух часов. Повторите поиск.',
      kk: 'Ұсыныс пайдаланылып қойған немесе оған екі сағаттан асты. Қайта іздеңіз.',
    },
    ['unitId'],
  );
