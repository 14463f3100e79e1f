import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { advanceClock } from '../response-clock/clock.js';
import type { ReferralActInput } from './input.js';
import { recordIfClosed } from './replay.js';
import { nextState, type Party, partyOf, type ReferralTransition } from './rules.js';
import { LOCK_OWN_REFERRAL, OF_LOCKED, type ReferralRow } from './sql.js';
import type { ReferralDeclineReason, ReferralOutcome, ReferralState } from './vocabulary.js';

/** A transition that is one statement. */
type PlainTransition = Exclude<ReferralTransition, 'ask' | 'answer' | 'take' | 'passOn' | 'redirect'>;

/** What each transition writes beside the state. $3 is the reason, the outcome, or who acts. */
const WRITES: Readonly<Record<PlainTransition, string>> = {
  acknowledge: 'received_at = clock_timestamp()',
  accept:
    'accepted_at = clock_timestamp(), received_at = COALESCE(received_at, clock_timestamp()), recipient_holder = COALESCE(recipient_holder, $3)',
  decline:
    'declined_at = clock_timestamp(), received_at = COALESCE(received_at, clock_timestamp()), decline_reason = $3, sender_acts = true',
  notWanted: 'not_wanted_at = clock_timestamp(), sender_acts = false',
  start: 'started_at = clock_timestamp()',
  complete: 'completed_at = clock_timestamp(), outcome = $3, sender_acts = false',
  cancel: 'cancelled_at = clock_timestamp(), sender_acts = false',
  note: 'sender_acts = false',
};

/**
 * Takes a referral one step on, inside the caller's transaction, its row locked. Returns its id.
 * @param said why it is declined, or how it ended
 * @throws Refusal NOT_FOUND for who is no party or walled off, NOT_PERMITTED, VERSION_CONFLICT, WRONG_STATE
 */
export async function actOnReferral(
  manager: EntityManager,
  ctx: SubgraphContext,
  transition: PlainTransition,
  input: ReferralActInput,
  said: ReferralDeclineReason | ReferralOutcome | null,
): Promise<string> {
  const { id, state } = await lockForStep(manager, ctx, transition, input);
  const third = transition === 'accept' ? ctx.requester.staff : said;
  await writeStep(manager, ctx, id, state, WRITES[transition], third === null ? [] : [third]);
  return id;
}

/** A referral under its lock, and the state that a step leads it to. */
export interface LockedReferral {
  readonly id: string;
  readonly row: ReferralRow;
  readonly state: ReferralState;
}

/**
 * Locks a referral for a step of the requester's, by the state that it is in once it is locked.
 * @throws Refusal as {@link actOnReferral}
 */
export async function lockForStep(
  manager: EntityManager,
  ctx: SubgraphContext,
  transition: ReferralTransition | Readonly<Record<Party, ReferralTransition>>,
  { referralId, expectedVersion }: ReferralActInput,
): Promise<LockedReferral> {
  const { agency, unit, staff } = ctx.requester;
  const [locked] = await rowsOf<{ id: string }>(manager, LOCK_OWN_REFERRAL, [agency, unit, staff, referralId]);
  if (!locked) throw referralNotFound();
  const [row] = await rowsOf<ReferralRow>(manager, OF_LOCKED, [locked.id]);
  if (expectedVersion != null && expectedVersion !== row!.version) throw versionConflict();
  const party = partyOf(row!, ctx.requester);
  const step = typeof transition === 'string' ? transition : transition[party];
  return { id: row!.id, row: row!, state: nextState(step, row!.state, party) };
}

/** Writes a step of a locked referral. @param set assignments; $3 and on are `values` */
export async function writeStep(
  manager: EntityManager,
  ctx: SubgraphContext,
  id: string,
  state: ReferralState,
  set: string,
  values: readonly unknown[] = [],
): Promise<void> {
  // what lapsed and is only noted is written down with it
  await rowsOf(
    manager,
    `UPDATE referral SET state = $2, version = version + 1, expired_at = CASE WHEN $2 = 'EXPIRED' THEN lapses_at END, ${set} WHERE id = $1`,
    [id, state, ...values],
  );
  await advanceClock(manager, id, state);
  await recordIfClosed(ctx, manager, id, state);
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
