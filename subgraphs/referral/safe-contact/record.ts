import type { EntityManager } from 'typeorm';
import { Refusal, Refusals, rowsOf, type SubgraphContext, type Text, UserErrorCode } from '../../kit/index.js';
import { openPart } from '../person-details/sealed-details.js';
import { lockDetails, writeVersion } from '../person-details/version.js';
import { firstContactMade } from '../response-clock/clock.js';
import { isUuid } from '../uuid.js';
import { askedRule } from './asking.js';
import type { ContactRecordInput } from './input.js';
import { attemptNotFound } from './refusals.js';
import { suspend } from './replay.js';
import type { SafeContactRule } from './rule.js';
import { refusalsOfRule } from './rule-refusals.js';
import { type AttemptRow, OWN_ATTEMPT_TO_RECORD } from './sql.js';
import { ContactOutcome } from './vocabulary.js';

/** After one of these nobody goes by what she answered before, whoever has a copy of it. */
const SUSPENDS: readonly ContactOutcome[] = [ContactOutcome.UNSAFE, ContactOutcome.SOMEBODY_ELSE_ANSWERED];

/** An attempt whose outcome is known: by this call, or already before it. */
export interface Recorded {
  readonly id: string;
  readonly victim: string;
  readonly now: boolean;
}

/**
 * Records how an attempt ended, inside the caller's transaction. Whoever reached her has asked her again: her answer is part of the
 * outcome. `consent` is not asked: what happened can always be recorded.
 * @throws Refusals INVALID; Refusal NOT_FOUND, VERSION_CONFLICT, NOT_PERMITTED
 */
export async function recordOutcome(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ContactRecordInput,
): Promise<Recorded> {
  assertAnswer(input);
  const { agency, unit, staff } = ctx.requester;
  const own = [agency, unit, staff, isUuid(input.attemptId) ? input.attemptId : null];
  const [found] = await rowsOf<AttemptRow>(manager, OWN_ATTEMPT_TO_RECORD, own);
  if (!found) throw attemptNotFound();
  const answer = input.newRule ? 'CHANGED' : input.ruleUnchanged ? 'UNCHANGED' : null;
  const ended = await rowsOf(
    manager,
    `UPDATE contact_attempt SET outcome = $2, rule_answer = $3, recorded_by = $4, recorded_at = clock_timestamp()
     WHERE id = $1 AND outcome IS NULL RETURNING id`,
    [found.id, input.outcome, answer, staff],
  );
  const recorded = { id: found.id, victim: found.victim_key, now: ended.length > 0 };
  if (!recorded.now) return recorded;
  if (input.outcome === ContactOutcome.REACHED_HER_SAFELY) await firstContactMade(manager, found.victim_key, agency);
  if (SUSPENDS.includes(input.outcome)) await suspend(manager, ctx, found.victim_key, found.asking);
  if (answer) await keepAnswer(manager, ctx, input, found);
  return recorded;
}

/** The rule is asked again each time: an answer goes with REACHED_HER_SAFELY, and with nothing else. */
function assertAnswer({ outcome, ruleUnchanged, newRule }: ContactRecordInput): void {
  const refuse = (text: Text) => new Refusal(UserErrorCode.INVALID, text, [newRule ? 'newRule' : 'ruleUnchanged']);
  const reached = outcome === ContactOutcome.REACHED_HER_SAFELY;
  if (reached && Boolean(ruleUnchanged) === Boolean(newRule)) throw refuse(ASK_EACH_TIME);
  if (!reached && (ruleUnchanged || newRule)) throw refuse(NOBODY_TO_ASK);
  const refusals = newRule ? refusalsOfRule(newRule, new Date(), 'newRule') : [];
  if (refusals.length > 0) throw new Refusals(refusals);
}

/** She said it in this attempt: what has been taken down since stands. A brought rule that she leaves as it is stays a brought one. */
async function keepAnswer(
  manager: EntityManager,
  ctx: SubgraphContext,
  { newRule }: ContactRecordInput,
  attempt: AttemptRow,
): Promise<void> {
  const held = await lockDetails(manager, ctx, attempt.victim_key, ctx.requester.agency);
  const { current } = held;
  const rule = current?.contact ? openPart(current, 'contact', held.key) : null;
  const same = rule?.asking === attempt.asking;
  let content: SafeContactRule;
  if (newRule) {
    if (!same) throw ruleHasChanged();
    content = await askedRule(manager, ctx, newRule, rule, 'newRule', attempt.started_at);
  } else {
    if (!rule || !same || attempt.started_at <= new Date(rule.askedAt!)) return;
    content = { ...rule, askedAt: attempt.started_at.toISOString() };
  }
  const referral = newRule ? null : current!.contact_referral;
  await writeVersion(manager, ctx, held, { contact: { content, referral } });
}

function ruleHasChanged(): Refusal {
  return new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Her rule has been changed since this attempt began. Look at it; record the attempt with the rule unchanged, or her details.',
      ru: 'Её правило изменили после начала попытки. Посмотрите его; запишите попытку без изменения правила или её данные.',
      kk: 'Әрекет басталғаннан бері оның ережесі өзгертілді. Оны қараңыз; әрекетті ереже өзгерместен немесе деректерін жазыңыз.',
    },
    ['newRule'],
  );
}

const ASK_EACH_TIME: Text = {
  en: 'Each time you reach her, ask how she may be reached next. Say that it stays as it is, or give the new rule.',
  ru: 'Каждый раз спрашивайте её, как связываться в следующий раз. Укажите, что всё по-прежнему, или новое правило.',
  kk: 'Әр байланысқанда келесіде қалай хабарласуға болатынын сұраңыз. Өзгеріссіз екенін немесе жаңа ережені көрсетіңіз.',
};
const NOBODY_TO_ASK: Text = {
  en: 'Only she can say how she may be reached, and she was not reached.',
  ru: 'Только она сама может сказать, как с ней связываться, а с ней связаться не удалось.',
  kk: 'Қалай байланысуға болатынын тек өзі айта алады, ал онымен байланыс болмады.',
};
