import type { EntityManager } from 'typeorm';
import { Refusal, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { type Coverage, victimNotFound } from '../consent-client.js';
import { advanceClock } from '../response-clock/clock.js';
import { lockForStep, writeStep } from './act.js';
import type { ReferralForwardInput } from './input.js';
import { partyOf } from './rules.js';
import { sendReferral } from './send.js';
import { ReferralState } from './vocabulary.js';

/** Who passes on what came to it has ended its own part: the one before is told that, and not where she went. */
const PASSED_ON = `completed_at = clock_timestamp(), outcome = 'REFERRED_ON', received_at = COALESCE(received_at, clock_timestamp()),
  accepted_at = COALESCE(accepted_at, clock_timestamp()), started_at = COALESCE(started_at, clock_timestamp()), sender_acts = false`;

/**
 * Sends a referral on to another agency, inside the caller's transaction. The service passes on what came to it (`basedOn`), the sender turns elsewhere
 * when nobody answers or the service does not take her (`replaces`). What travels are the forwarding agency's own records, covered for the new
 * recipient. Returns the new one's id.
 * @param coverage what consent said just before of the new recipient; null when no id of hers is given
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, WRONG_STATE, INVALID, CONSENT_REQUIRED
 */
export async function forwardReferral(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ReferralForwardInput,
  coverage: Coverage | null,
): Promise<string> {
  const step = { SENDER: 'redirect', RECIPIENT: 'passOn' } as const;
  const { id, row, state } = await lockForStep(manager, ctx, step, input);
  if (row.victim_key && !coverage) throw sheMustBeNamed();
  if (coverage && coverage.key !== row.victim_key) throw victimNotFound();
  const bySender = partyOf(row, ctx.requester) === 'SENDER';
  const { victimId, recipient, recipientUnit, categories } = input;
  const forwarded = await sendReferral(
    manager,
    ctx,
    { victimId, recipient, recipientUnit, categories, service: row.service, urgency: input.urgency ?? row.urgency },
    coverage,
    bySender ? { replaces: id } : { basedOn: id },
  );
  // who passes it on has decided, and has not contacted her
  if (!bySender) await advanceClock(manager, id, ReferralState.DECLINED_BY_SERVICE);
  const set = bySender ? 'sender_acts = false' : PASSED_ON;
  await writeStep(
    manager,
    ctx,
    id,
    state,
    state === ReferralState.CANCELLED ? `${set}, cancelled_at = clock_timestamp()` : set,
  );
  return forwarded;
}

function sheMustBeNamed(): Refusal {
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'This referral is about somebody: give your agency’s id for her, so that her consent can be asked.',
      ru: 'Это направление о конкретном человеке: укажите её идентификатор в вашей организации, чтобы проверить согласие.',
      kk: 'Бұл жолдама нақты адам туралы: келісімін тексеру үшін ұйымыңыздағы оның идентификаторын көрсетіңіз.',
    },
    ['victimId'],
  );
}
