import {
  type HubOperation,
  hubError,
  type Purpose,
  Refusal,
  type SubgraphContext,
  UserErrorCode,
} from '../kit/index.js';
import { REFERRING_PURPOSES } from './parties.js';

/** Implemented by `consent`: the internal key behind an id of the requester's agency; null when there is nobody it may name so. */
const VICTIM_RESOLVE: HubOperation<{ input: { victimId: string } }, string | null> = {
  subgraph: 'consent',
  operation: 'victimResolve',
  document: 'query ($input: VictimResolveInput!) { victimResolve(input: $input) }',
};

/**
 * The internal key to link a stay with; null when no id was given, so that a stay never depends on `consent`.
 * @throws Refusal NOT_FOUND (unknown, another agency's and walled are one answer), TEMPORARILY_UNAVAILABLE
 */
export async function victimKey(ctx: SubgraphContext, victimId: string | null | undefined): Promise<string | null> {
  if (!victimId) return null;
  let key: string | null;
  try {
    key = await ctx.hub.call(VICTIM_RESOLVE, { input: { victimId } }, ctx.caller);
  } catch {
    throw new Refusal(
      UserErrorCode.TEMPORARILY_UNAVAILABLE,
      {
        en: 'The record cannot be linked now; nothing was done. Try again, or go on with a guest reference alone.',
        ru: 'Сейчас связать с записью нельзя; ничего не сделано. Повторите или продолжите только с номером гостя.',
        kk: 'Қазір жазбамен байланыстыру мүмкін емес; ештеңе жасалмады. Қайталаңыз немесе тек қонақ нөмірімен жалғастырыңыз.',
      },
      ['victimId'],
    );
  }
  if (key) return key;
  throw new Refusal(
    UserErrorCode.NOT_FOUND,
    { en: 'There is no record with this id.', ru: 'Записи с таким номером нет.', kk: 'Мұндай нөмірмен жазба жоқ.' },
    ['victimId'],
  );
}

/**
 * The internal key of her whose walls are to be looked at, for a request that names nobody to anybody; null when no id was given. She is meant by it, so
 * a purpose is needed.
 * @throws PURPOSE_REQUIRED, FORBIDDEN; Refusal as {@link victimKey}
 */
export async function wallsOf(ctx: SubgraphContext, victimId: string | null | undefined): Promise<string | null> {
  if (!victimId) return null;
  const { purpose } = ctx.purposeful;
  if (!(REFERRING_PURPOSES as readonly Purpose[]).includes(purpose)) throw hubError('FORBIDDEN');
  return victimKey(ctx, victimId);
}
