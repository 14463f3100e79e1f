import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../../kit/index.js';
import { victimNotFound } from '../../consent-client.js';
import type { ReferralDraftSaveInput } from './input.js';
import type { DraftSettings } from './settings.js';
import { OWN_KEPT } from './sql.js';
import { draftNotFound } from './take.js';

/**
 * Saves a draft, new or again as a whole, inside the caller's transaction. Returns its id. Nobody is asked or told anything: consent is when it is sent.
 * @param victim internal key; null when it names nobody, or nobody may be named so
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT
 */
export async function saveDraft(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: ReferralDraftSaveInput,
  victim: string | null,
): Promise<string> {
  if (input.victimId && victim === null) throw victimNotFound();
  const { agency, unit, staff } = ctx.requester;
  const { REFERRAL_DRAFT_DAYS: days } = ctx.settings as unknown as DraftSettings;
  const { recipient, recipientUnit, service, urgency, categories } = input;
  const content = [
    victim,
    recipient ?? null,
    recipientUnit ?? null,
    service ?? null,
    urgency ?? null,
    categories ?? [],
    days,
  ];
  if (!input.draftId) {
    const [row] = await rowsOf<{ id: string }>(
      manager,
      `INSERT INTO referral_draft (agency, unit, staff, victim_key, recipient, recipient_unit, service, urgency, categories, kept_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp() + make_interval(days => $10::int)) RETURNING id`,
      [agency, unit, staff, ...content],
    );
    return row!.id;
  }
  const [draft] = await rowsOf<{ version: number }>(
    manager,
    `SELECT d.version FROM referral_draft d WHERE d.id = $4::uuid AND ${OWN_KEPT} FOR UPDATE OF d`,
    [agency, unit, staff, input.draftId],
  );
  if (!draft) throw draftNotFound();
  if (input.expectedVersion != null && input.expectedVersion !== draft.version) throw versionConflict();
  await rowsOf(
    manager,
    `UPDATE referral_draft SET staff = $2, victim_key = $3, recipient = $4, recipient_unit = $5, service = $6, urgency = $7, categories = $8,
       kept_until = clock_timestamp() + make_interval(days => $9::int), version = version + 1, saved_at = clock_timestamp() WHERE id = $1`,
    [input.draftId, staff, ...content],
  );
  return input.draftId;
}

function versionConflict(): Refusal {
  return new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'A colleague has saved this draft in the meantime. Look at it again.',
      ru: 'Ваш коллега уже изменил этот черновик. Посмотрите его снова.',
      kk: 'Бұл нобайды әріптесіңіз өзгертіп қойды. Оны қайта қараңыз.',
    },
    ['expectedVersion'],
  );
}
