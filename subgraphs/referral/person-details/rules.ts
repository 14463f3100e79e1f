import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { type RuleToRecord, refusalsOfRule } from '../safe-contact/rule-refusals.js';
import { isIin } from './iin.js';

/** What the rules look at; every part may be left out. */
export interface DetailsToRecord {
  readonly identity?: { readonly birthDate?: string | null; readonly iin?: string | null } | null;
  readonly safeContact?: RuleToRecord | null;
  readonly household?: {
    readonly members: readonly { readonly age?: number | null; readonly ageBand?: unknown }[];
  } | null;
}

/** Everything in the details that cannot be; empty when they can. */
export function refusalsOfDetails(details: DetailsToRecord, now: Date): Refusal[] {
  const { identity, safeContact, household } = details;
  if (!identity && !safeContact && !household) return [refusal(NOTHING, [])];
  const refusals: Refusal[] = [];
  if (identity?.iin && !isIin(identity.iin)) refusals.push(refusal(WRONG_IIN, ['identity', 'iin']));
  if (identity?.birthDate && identity.birthDate > now.toISOString().slice(0, 10))
    refusals.push(refusal(NOT_YET_BORN, ['identity', 'birthDate']));
  if (safeContact) refusals.push(...refusalsOfRule(safeContact, now, 'safeContact'));
  household?.members.forEach(({ age, ageBand }, i) => {
    if ((age == null) === (ageBand == null))
      refusals.push(refusal(AGE_OR_BAND, ['household', 'members', String(i), 'age']));
  });
  return refusals;
}

function refusal(text: Text, field: readonly string[]): Refusal {
  return new Refusal(UserErrorCode.INVALID, text, field);
}

const NOTHING: Text = {
  en: 'There is nothing to record. Give who she is, how she may be reached, or who comes with her.',
  ru: 'Нечего записывать. Укажите, кто она, как с ней связаться или кто с ней.',
  kk: 'Жазатын ештеңе жоқ. Оның кім екенін, қалай байланысуға болатынын немесе қасында кім барын көрсетіңіз.',
};
const WRONG_IIN: Text = {
  en: 'The check digit of this IIN is wrong. Look at the number again, or leave it out.',
  ru: 'Контрольная цифра ИИН неверна. Проверьте номер или не указывайте его.',
  kk: 'ЖСН-нің бақылау саны қате. Нөмірді тексеріңіз немесе көрсетпеңіз.',
};
const NOT_YET_BORN: Text = {
  en: 'This date of birth lies in the future.',
  ru: 'Эта дата рождения ещё не наступила.',
  kk: 'Бұл туған күн әлі келген жоқ.',
};
const AGE_OR_BAND: Text = {
  en: 'Give either the age or the age band.',
  ru: 'Укажите либо возраст, либо возрастную группу.',
  kk: 'Не жасын, не жас тобын көрсетіңіз.',
};
