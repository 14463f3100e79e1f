import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { advanceClock } from '../response-clock/clock.js';
import type { ReferralActInput } from './input.js';
import { recordIfClosed } from './replay.js';
import { nextState, partyOf, type ReferralTransition } from './rules.js';
import { LOCK_OWN_REFERRAL, type ReferralRow } from './sql.js';
import type { ReferralDeclineReason, ReferralOutcome } from './vocabulary.js';

/** What each transition writes beside the state. $3 is the reason or the outcome. */
const WRITES: Readonly<Record<ReferralTransition, string>> = {
  acknowledge: 'received_at = clock_timestamp()',
  accept: 'accepted_at = clock_timestamp(), received_at = COALESCE(received_at, clock_timestamp())',
  decline:
    'declined_at = clock_timestamp(), received_at = COALESCE(received_at, clock_timestamp()), decline_reason = $3',
  notWanted: 'not_wanted_at = clock_timestamp()',
  start: 'started_at = clock_timestamp()',
  complete: 'completed_at = clock_timestamp(), outcome = $3',
  cancel: 'cancelled_at = clock_timestamp()',
};

/**
 * Takes a referral one step on, inside the caller's transaction, its row locked. Returns its id.
 * @param said why it is declined, or how it ended
 * @throws Refusal NOT_FOUND for who is no party or walled off, NOT_PERMITTED, VERSION_CONFLICT, WRONG_STATE
 */
export async function actOnReferral(
  manager: EntityManager,
  ctx: SubgraphContext,
  transition: ReferralTransition,
  input: ReferralActInput,
  said: ReferralDeclineReason | ReferralOutcome | null,
): Promise<string> {
  const { agency, unit, staff } = ctx.requester;
  const [referral] = await rowsOf<ReferralRow>(manager, LOCK_OWN_REFERRAL, [agency, unit, staff, input.referralId]);
  if (!referral) throw referralNotFound();
  if (input.expectedVersion != null && input.expectedVersion !== referral.version) throw versionConflict();
  const state = nextState(transition, referral.state, partyOf(referral, ctx.requester));
  await rowsOf(manager, `UPDATE referral SET state = $2, version = version + 1, ${WRITES[transition]} WHERE id = $1`, [
    referral.id,
    state,
    ...(said === null ? [] : [said]),
  ]);
  await advanceClock(manager, referral.id, state);
  await recordIfClosed(ctx, manager, referral.id, state);
  return referral.id;
}

/** Unknown, of other parties and walled off are one answer. */
export function referralNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such referral in your inbox or outbox.',
      ru: 'Такого направления нет среди ваших входящих и исходящих.',
      kk: 'Мұндай жолдама сіздің кіріс пен шығыс тізіміңізде жоқ.',
    },
    ['referralId'],
  );
}

function versionConflict(): Refusal {
  return new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody has changed this referral in the meantime. Look at it again.',
      ru: 'Кто-то уже изменил это направление. Посмотрите его снова.',
      kk: 'Бұл жолдаманы біреу өзгертіп қойды. Оны қайта қараңыз.',
    },
    ['expectedVersion'],
  );
}
