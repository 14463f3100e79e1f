import type { EntityManager } from 'typeorm';
import { Refusal, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { lockForStep, writeStep } from './act.js';
import type { ReferralActInput, ReferralTakeInput } from './input.js';
import { partyOf } from './rules.js';

/**
 * The requester takes a referral for the own side, inside the caller's transaction. Returns its id. Nobody can be given one: whom a wall keeps out would
 * not see it, and saying so would tell of the wall.
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT, WRONG_STATE
 */
export async function takeReferral(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ReferralTakeInput,
): Promise<string> {
  const { id, row, state } = await lockForStep(manager, ctx, 'take', input);
  const { column, holder } = ownSide(ctx, row);
  if (holder && holder !== ctx.requester.staff && !input.takeOver) throw takenAlready();
  await writeStep(manager, ctx, id, state, `${column} = $3`, [ctx.requester.staff]);
  return id;
}

/** Gives a referral back to the own unit, whoever of it has taken it. As {@link takeReferral}. */
export async function releaseReferral(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ReferralActInput,
): Promise<string> {
  const { id, row, state } = await lockForStep(manager, ctx, 'take', input);
  await writeStep(manager, ctx, id, state, `${ownSide(ctx, row).column} = NULL`);
  return id;
}

function ownSide(
  ctx: SubgraphContext,
  row: Parameters<typeof partyOf>[0] & {
    readonly from_holder: string | null;
    readonly recipient_holder: string | null;
  },
) {
  return partyOf(row, ctx.requester) === 'SENDER'
    ? { column: 'from_holder', holder: row.from_holder }
    : { column: 'recipient_holder', holder: row.recipient_holder };
}

function takenAlready(): Refusal {
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'A colleague has taken it. Say `takeOver` if you take it over.',
      ru: 'Его уже взял ваш коллега. Укажите `takeOver`, если берёте его на себя.',
      kk: 'Оны әріптесіңіз алып қойған. Өзіңізге алсаңыз, `takeOver` көрсетіңіз.',
    },
    ['takeOver'],
  );
}
