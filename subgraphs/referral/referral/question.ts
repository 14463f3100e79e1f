import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { type Coverage, victimNotFound } from '../consent-client.js';
import { lockForStep, writeStep } from './act.js';
import type { ReferralAnswerInput, ReferralAskInput } from './input.js';
import { lapsePeriods, lapsesAt } from './lapse-times.js';
import { bringAlong, coveredVictim } from './send.js';

/**
 * Asks the sender something, inside the caller's transaction. Returns the referral's id. One question at a time; the clock runs on meanwhile.
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, WRONG_STATE, INVALID
 */
export async function askSender(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ReferralAskInput,
): Promise<string> {
  const { id, row, state } = await lockForStep(manager, ctx, 'ask', input);
  if (openQuestion(row.questions)) throw alreadyAsked();
  const categories = input.categories ?? [];
  if (categories.length > 0 && !row.victim_key) throw ofNobody();
  await rowsOf(
    manager,
    'INSERT INTO referral_question (referral, question, categories, asked_by) VALUES ($1, $2, $3, $4)',
    [id, input.question, categories, ctx.requester.staff],
  );
  const set = 'sender_acts = true, received_at = COALESCE(received_at, clock_timestamp())';
  await writeStep(manager, ctx, id, state, set);
  return id;
}

/**
 * Answers the open question, inside the caller's transaction, and brings along what she lets travel beside what had. Returns the referral's id. The
 * referral then lapses as late as if it had been sent now; what is owed by when stays as it was.
 * @param coverage what consent said just before; null when nothing goes along
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, WRONG_STATE, CONSENT_REQUIRED
 */
export async function answerRecipient(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ReferralAnswerInput,
  coverage: Coverage | null,
): Promise<string> {
  const { id, row, state } = await lockForStep(manager, ctx, 'answer', input);
  const question = openQuestion(row.questions);
  if (!question) throw nothingAsked();
  const categories = input.categories ?? [];
  if (categories.length > 0 && !coverage) throw sheMustBeNamed();
  if (coverage) {
    if (coverage.key !== row.victim_key) throw victimNotFound();
    const victim = coveredVictim(coverage, { recipientUnit: row.recipient_unit });
    await bringAlong(manager, ctx, { referral: id, victim, from: row.from_agency, to: row.recipient, categories });
  }
  await rowsOf(
    manager,
    'UPDATE referral_question SET answer = $2, answered_by = $3, answered_at = clock_timestamp() WHERE id = $1',
    [question.id, input.answer, ctx.requester.staff],
  );
  const set = `sender_acts = false, lapses_at = ${lapsesAt('$3')},
    categories = ARRAY(SELECT DISTINCT c FROM unnest(categories || $4::text[]) AS c ORDER BY c)`;
  await writeStep(manager, ctx, id, state, set, [lapsePeriods(ctx.settings, row.urgency), categories]);
  return id;
}

const openQuestion = <Q extends { readonly answered_at: string | null }>(questions: readonly Q[] | null) =>
  questions?.find(({ answered_at }) => answered_at === null);

function alreadyAsked(): Refusal {
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'A question is open already. Wait for its answer, or call the sender.',
      ru: 'Один вопрос уже задан. Дождитесь ответа или позвоните отправителю.',
      kk: 'Бір сұрақ қойылған. Жауабын күтіңіз немесе жіберушіге қоңырау шалыңыз.',
    },
    ['question'],
  );
}

function ofNobody(): Refusal {
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'This referral names nobody: there is no record to ask for.',
      ru: 'Это направление без имени: нет записи, которую можно запросить.',
      kk: 'Бұл жолдамада ешкім аталмаған: сұрайтын жазба жоқ.',
    },
    ['categories'],
  );
}

function nothingAsked(): Refusal {
  return new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'The service has asked nothing, or has its answer already.',
      ru: 'Служба ничего не спрашивала или уже получила ответ.',
      kk: 'Қызмет ештеңе сұраған жоқ немесе жауабын алып қойған.',
    },
    ['answer'],
  );
}

function sheMustBeNamed(): Refusal {
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Give your agency’s id for her, so that her consent to what goes along can be asked.',
      ru: 'Укажите её идентификатор в вашей организации, чтобы проверить согласие на передаваемое.',
      kk: 'Жіберілетінге келісімін тексеру үшін ұйымыңыздағы оның идентификаторын көрсетіңіз.',
    },
    ['victimId'],
  );
}
