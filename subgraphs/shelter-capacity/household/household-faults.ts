import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';
import { ADULT_YEARS, type Household } from './fit.js';

const MORE_MEN: Text = {
  en: 'There are more men than adults.',
  ru: 'Мужчин больше, чем взрослых.',
  kk: 'Ерлер саны ересектер санынан көп.',
};
const AGES_OF_ALL: Text = {
  en: 'Give an age band for each adult, or for none.',
  ru: 'Укажите возраст каждого взрослого или никого.',
  kk: 'Әр ересектің жасын көрсетіңіз немесе ешкімдікін көрсетпеңіз.',
};
const OLDER_CHILD: Text = {
  en: 'This child is older than every adult of the household.',
  ru: 'Этот ребёнок старше всех взрослых семьи.',
  kk: 'Бұл бала отбасының барлық ересегінен үлкен.',
};

/** What cannot be true of a household, each with its field; what each value may be is checked before. */
export function householdFaults({ adults, adultMen, adultAges, children }: Household): Refusal[] {
  const invalid = (text: Text, ...field: string[]): Refusal => new Refusal(UserErrorCode.INVALID, text, field);
  const oldest = adultAges?.length
    ? Math.max(...adultAges.map((band) => ADULT_YEARS[band][1]))
    : Number.POSITIVE_INFINITY;
  return [
    ...(adultMen > adults ? [invalid(MORE_MEN, 'adultMen')] : []),
    ...(adultAges?.length && adultAges.length !== adults ? [invalid(AGES_OF_ALL, 'adultAges')] : []),
    ...children.flatMap(({ age }, i) => (age >= oldest ? [invalid(OLDER_CHILD, 'children', String(i), 'age')] : [])),
  ];
}
