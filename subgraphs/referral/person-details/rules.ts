import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { isIin } from './iin.js';
import { SafeContactChannel } from './vocabulary.js';

/** What the rules look at; every part may be left out. */
export interface DetailsToRecord {
  readonly identity?: { readonly birthDate?: string | null; readonly iin?: string | null } | null;
  readonly safeContact?: { readonly channel: SafeContactChannel; readonly number?: string | null } | null;
  readonly household?: {
    readonly members: readonly { readonly age?: number | null; readonly ageBand?: unknown }[];
  } | null;
}

const NEEDS_NUMBER: Readonly<Record<SafeContactChannel, boolean>> = {
  PHONE: true,
  MESSENGER: true,
  THROUGH_TRUSTED_PERSON: true,
  IN_PERSON: false,
  NONE: false,
};

/** Everything in the details that cannot be; empty when they can. @param today YYYY-MM-DD, UTC */
export function refusalsOfDetails(details: DetailsToRecord, today: string): Refusal[] {
  const { identity, safeContact, household } = details;
  if (!identity && !safeContact && !household) return [refusal(NOTHING, [])];
  const refusals: Refusal[] = [];
  if (identity?.iin && !isIin(identity.iin)) refusals.push(refusal(WRONG_IIN, ['identity', 'iin']));
  if (identity?.birthDate && identity.birthDate > today)
    refusals.push(refusal(NOT_YET_BORN, ['identity', 'birthDate']));
  if (safeContact && NEEDS_NUMBER[safeContact.channel] && !safeContact.number) {
    refusals.push(refusal(NUMBER_MISSING, ['safeContact', 'number']));
  }
  if (safeContact?.channel === SafeContactChannel.NONE && safeContact.number) {
    refusals.push(refusal(NUMBER_NOT_WANTED, ['safeContact', 'number']));
  }
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
const NUMBER_MISSING: Text = {
  en: 'This way of reaching her needs a number.',
  ru: 'Для этого способа связи нужен номер.',
  kk: 'Бұл байланыс тәсіліне нөмір керек.',
};
const NUMBER_NOT_WANTED: Text = {
  en: 'She must not be contacted: leave the number out, so that nobody calls it.',
  ru: 'С ней нельзя связываться: не указывайте номер, чтобы по нему не позвонили.',
  kk: 'Онымен байланысуға болмайды: ешкім қоңырау шалмауы үшін нөмірді көрсетпеңіз.',
};
const AGE_OR_BAND: Text = {
  en: 'Give either the age or the age band.',
  ru: 'Укажите либо возраст, либо возрастную группу.',
  kk: 'Не жасын, не жас тобын көрсетіңіз.',
};
