import type { Text } from '../language/language';

export const STAYS = {
  expected: { kk: 'Күтілуде', ru: 'Ожидаются', en: 'Expected' },
  noneExpected: {
    kk: 'Ешкім күтілмейді. Қабылдағандарыңыз осында шығады.',
    ru: 'Никого не ожидают. Здесь появятся те, кого вы примете.',
    en: 'Nobody is expected. Whoever you accept appears here.',
  },
  here: { kk: 'Қазір осында', ru: 'Сейчас здесь', en: 'Here now' },
  noneHere: {
    kk: 'Қазір мұнда ешкім жоқ.',
    ru: 'Сейчас здесь никого нет.',
    en: 'Nobody is here now.',
  },
  arrive: { kk: 'Келді', ru: 'Прибыли', en: 'Arrived' },
  arrived: { kk: 'Келгені жазылды.', ru: 'Прибытие записано.', en: 'The arrival is recorded.' },
  reference: { kk: 'Өз белгіңіз', ru: 'Ваша пометка', en: 'Your reference' },
  referenceHint: {
    kk: 'Мысалы, G-17. Міндетті емес. Атын жазбаңыз.',
    ru: 'Например, G-17. Не обязательно. Без имени.',
    en: 'Such as G-17. Not required. No name.',
  },
  referenceWrong: {
    kk: 'Белгіде латын бас әріптері, сызықша және 1–9 цифр болады, мысалы G-17',
    ru: 'В пометке только латинские заглавные буквы, дефис и от 1 до 9 цифр, например G-17',
    en: 'A reference has capitals, hyphens and one to nine digits, such as G-17',
  },
  notCome: { kk: 'Келмеді', ru: 'Не приехали', en: 'Did not come' },
  notComeSure: {
    kk: 'Олар келмеді: орындар бірден босайды.',
    ru: 'Они не приехали: места сразу освободятся.',
    en: 'They did not come: the places are free at once.',
  },
  released: { kk: 'Орындар босады.', ru: 'Места свободны.', en: 'The places are free.' },
  extend: { kk: 'Ұзарту', ru: 'Продлить', en: 'Add nights' },
  howMany: { kk: 'Тағы неше түн?', ru: 'Ещё сколько ночей?', en: 'How many nights more?' },
  howManyHint: { kk: '1-ден 180-ге дейін', ru: 'От 1 до 180', en: '1 to 180' },
  howManyWrong: {
    kk: '1 мен 180 арасындағы санды жазыңыз',
    ru: 'Введите число от 1 до 180',
    en: 'Enter a number from 1 to 180',
  },
  extended: { kk: 'Ұзартылды.', ru: 'Продлено.', en: 'Nights are added.' },
  depart: { kk: 'Кетті', ru: 'Уехали', en: 'Left' },
  departSure: {
    kk: 'Олар кетті: орындар бірден босайды.',
    ru: 'Они уехали: места сразу освободятся.',
    en: 'They have left: the places are free at once.',
  },
  departed: { kk: 'Кеткені жазылды.', ru: 'Отъезд записан.', en: 'The departure is recorded.' },
  moves: { kk: 'Көшіруге болады', ru: 'Можно перевести', en: 'May move on' },
  movesHint: {
    kk: 'Карантин мерзімі бітті. Ешкім өздігінен көшірілмейді.',
    ru: 'Срок карантина прошёл. Сами никого не переводят: решаете вы.',
    en: 'The quarantine is over. Nobody is moved by itself.',
  },
  moveTo: { kk: 'Көшіру', ru: 'Перевести', en: 'Move to' },
  noFit: {
    kk: 'Қазір сай бөлме жоқ.',
    ru: 'Подходящей комнаты сейчас нет.',
    en: 'No room fits now.',
  },
  moved: { kk: 'Көшірілді.', ru: 'Переведено.', en: 'Moved.' },
  yes: { kk: 'Иә', ru: 'Да', en: 'Yes' },
  since: { kk: 'Келген уақыты', ru: 'Здесь с', en: 'Here since' },
} satisfies Record<string, Text>;
