import type { SubgraphContext } from './context.js';
import type { HubOperation } from './hub-client.js';
import { Refusal, UserErrorCode } from './user-error.js';
import type { Text } from './vocabulary.js';

export interface Recipient {
  readonly recipient: string;
  readonly recipientUnit?: string | null;
  /** A person of it, who works there now */
  readonly recipientStaff?: string | null;
}

/** Implemented by `directory`. */
export const RECIPIENT_KNOWN: HubOperation<
  { input: { agency: string; unit: string | null; staff: string | null } },
  boolean
> = {
  subgraph: 'directory',
  operation: 'recipientKnown',
  document: 'query ($input: RecipientKnownInput!) { recipientKnown(input: $input) }',
};

/** Whether that agency takes part now, and has that unit and that person. @throws Refusal TEMPORARILY_UNAVAILABLE when the directory does not answer in time */
export function recipientKnown(
  ctx: SubgraphContext,
  { recipient, recipientUnit = null, recipientStaff = null }: Recipient,
): Promise<boolean> {
  return ctx.hub
    .call(RECIPIENT_KNOWN, { input: { agency: recipient, unit: recipientUnit, staff: recipientStaff } }, ctx.caller)
    .catch(() => {
      throw new Refusal(UserErrorCode.TEMPORARILY_UNAVAILABLE, {
        en: 'The directory could not be asked just now. Nothing was done. Send it again with the same key.',
        ru: 'Сейчас справочник недоступен. Ничего не сделано. Отправьте ещё раз с тем же ключом.',
        kk: 'Қазір анықтамалық қолжетімсіз. Ештеңе жасалмады. Сол кілтпен қайта жіберіңіз.',
      });
    });
}

/**
 * A consent or a referral to somebody who does not exist would look sent and reach nobody.
 * @throws Refusal INVALID naming the field, TEMPORARILY_UNAVAILABLE when the directory does not answer in time
 */
export async function assertRecipient(
  ctx: SubgraphContext,
  recipient: Recipient,
  field = recipient.recipientUnit ? 'recipientUnit' : 'recipient',
): Promise<void> {
  if (await recipientKnown(ctx, recipient)) return;
  throw new Refusal(UserErrorCode.INVALID, recipient.recipientStaff ? NOBODY_THERE : NO_SUCH_AGENCY, [field]);
}

const NO_SUCH_AGENCY: Text = {
  en: 'There is no such agency, or no such unit of it, that takes part now.',
  ru: 'Такого участвующего учреждения или такого подразделения в нём нет.',
  kk: 'Қатысушы мекемелер арасында мұндай мекеме немесе оның мұндай бөлімшесі жоқ.',
};
const NOBODY_THERE: Text = {
  en: 'Nobody with this id works at that agency now.',
  ru: 'В этом учреждении сейчас нет сотрудника с таким идентификатором.',
  kk: 'Ол мекемеде қазір мұндай идентификаторы бар қызметкер жоқ.',
};
