import type { ShelterOpeningReason } from '../../generated/graphql';
import type { Text } from '../language/language';

export const OPENING_SET = {
  change: { kk: 'Өзгерту', ru: 'Изменить', en: 'Change' },
  title: { kk: 'Үй қабылдай ма?', ru: 'Принимает ли дом?', en: 'Does the house take people in?' },
  stateMissing: { kk: 'Күйін таңдаңыз', ru: 'Выберите состояние', en: 'Choose the state' },
  why: { kk: 'Неге?', ru: 'Почему?', en: 'Why?' },
  whyMissing: { kk: 'Себебін таңдаңыз', ru: 'Выберите причину', en: 'Choose a reason' },
  howLong: { kk: 'Қанша уақытқа?', ru: 'На сколько?', en: 'For how long?' },
  untilChanged: { kk: 'Өзгерткенше', ru: 'Пока не изменят', en: 'Until it is changed' },
  thenClosed: {
    kk: 'Содан кейін үй өздігінен жабылады.',
    ru: 'После этого дом сам станет закрытым.',
    en: 'After that the house closes by itself.',
  },
  thenOpen: {
    kk: 'Содан кейін үй өздігінен ашылады.',
    ru: 'После этого дом сам станет открытым.',
    en: 'After that the house opens by itself.',
  },
  set: { kk: 'Растау', ru: 'Подтвердить', en: 'Confirm' },
  done: { kk: 'Өзгертілді.', ru: 'Изменено.', en: 'Changed.' },
  until: { kk: 'мерзімі', ru: 'до', en: 'until' },
} satisfies Record<string, Text>;

export const WHY: Readonly<Record<ShelterOpeningReason, Text>> = {
  NO_BEDS: { kk: 'Бәрі бос емес', ru: 'Всё занято', en: 'Every place is taken' },
  NO_STAFF: { kk: 'Қызметкер жетпейді', ru: 'Не хватает людей', en: 'Not enough staff' },
  INFECTION: { kk: 'Жұқпалы ауру', ru: 'Инфекция', en: 'An infection' },
  REPAIR: { kk: 'Жөндеу', ru: 'Ремонт', en: 'Repairs' },
  SECURITY: { kk: 'Қауіпсіздік', ru: 'Безопасность', en: 'Safety of the house' },
  SEASON: { kk: 'Маусым', ru: 'Сезон', en: 'The season' },
  NO_FUNDS: { kk: 'Қаражат жоқ', ru: 'Нет средств', en: 'No money' },
  NOT_CONFIRMED: {
    kk: 'Басқа жүйеден келді: үй әлі растамаған',
    ru: 'Из другой системы: дом ещё не подтвердил',
    en: 'From another system: the house has not confirmed it yet',
  },
  OTHER: { kk: 'Басқа', ru: 'Другое', en: 'Another reason' },
};
