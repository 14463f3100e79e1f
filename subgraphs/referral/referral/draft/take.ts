import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../../kit/index.js';
import { OWN_KEPT } from './sql.js';

/**
 * Takes a draft of the requester's desk away, because it becomes a referral or is given up.
 * @param victim whom it must be about, null for nobody; anybody when left out
 * @throws Refusal NOT_FOUND
 */
export async function takeDraft(
  manager: EntityManager,
  ctx: SubgraphContext,
  draft: string,
  victim?: string | null,
): Promise<void> {
  const { agency, unit, staff } = ctx.requester;
  const taken = await rowsOf(
    manager,
    `DELETE FROM referral_draft d WHERE d.id = $4::uuid AND ${OWN_KEPT}
       AND ($5::boolean OR d.victim_key IS NULL OR d.victim_key = $6::uuid) RETURNING id`,
    [agency, unit, staff, draft, victim === undefined, victim ?? null],
  );
  if (taken.length === 0) throw draftNotFound();
}

/** Unknown, of another desk, lapsed, walled off and about somebody else are one answer. */
export function draftNotFound(): Refusal {
  return new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your unit has no such draft, or it was not kept so long.',
      ru: 'У вашего подразделения нет такого черновика, или срок его хранения истёк.',
      kk: 'Бөліміңізде мұндай нобай жоқ немесе оның сақталу мерзімі өткен.',
    },
    ['draftId'],
  );
}
