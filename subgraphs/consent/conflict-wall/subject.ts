import { type HubOperation, Refusal, type SubgraphContext, type Text, UserErrorCode } from '../../kit/index.js';
import type { WallSubjectKind } from './types.js';

const WALL_SUBJECT_KNOWN: HubOperation<{ input: { kind: WallSubjectKind; id: string } }, boolean> = {
  subgraph: 'directory',
  operation: 'wallSubjectKnown',
  document: 'query ($input: WallSubjectKnownInput!) { wallSubjectKnown(input: $input) }',
};

/** Goes into the definition. */
export const SUBJECT_CALLS = ['directory.wallSubjectKnown'] as const;

const UNKNOWN: Readonly<Record<WallSubjectKind, Text>> = {
  STAFF: {
    en: 'There is no such member of staff. Nobody would be kept out.',
    ru: 'Такого сотрудника нет. Запрет никого бы не остановил.',
    kk: 'Мұндай қызметкер жоқ. Тыйым ешкімді тоқтатпас еді.',
  },
  UNIT: {
    en: 'There is no such unit. Nobody would be kept out.',
    ru: 'Такого подразделения нет. Запрет никого бы не остановил.',
    kk: 'Мұндай бөлімше жоқ. Тыйым ешкімді тоқтатпас еді.',
  },
  AGENCY: {
    en: 'There is no such agency. Nobody would be kept out.',
    ru: 'Такого учреждения нет. Запрет никого бы не остановил.',
    kk: 'Мұндай мекеме жоқ. Тыйым ешкімді тоқтатпас еді.',
  },
};

/**
 * A wall against somebody who does not exist would look as if she were safe.
 * @param field of the input that names the subject
 * @returns the id as everybody spells it
 * @throws Refusal INVALID naming the field, TEMPORARILY_UNAVAILABLE when the directory does not answer in time
 */
export async function knownSubject(
  ctx: SubgraphContext,
  kind: WallSubjectKind,
  given: string,
  field: string,
): Promise<string> {
  const id = given.toLowerCase();
  const known = await ctx.hub.call(WALL_SUBJECT_KNOWN, { input: { kind, id } }, ctx.caller).catch(() => {
    throw new Refusal(UserErrorCode.TEMPORARILY_UNAVAILABLE, {
      en: 'The directory could not be asked just now. No wall was put up. Send it again with the same key.',
      ru: 'Сейчас справочник недоступен. Запрет не поставлен. Отправьте ещё раз с тем же ключом.',
      kk: 'Қазір анықтамалық қолжетімсіз. Тыйым қойылмады. Сол кілтпен қайта жіберіңіз.',
    });
  });
  if (!known) throw new Refusal(UserErrorCode.INVALID, UNKNOWN[kind], [field]);
  return id;
}
