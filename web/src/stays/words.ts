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
  extend: { kk: 'Мерзімін өзгерту', ru: 'Изменить срок', en: 'Change the end' },
  until: { kk: 'Кететін күні', ru: 'День отъезда', en: 'Day of departure' },
  untilHint: {
    kk: 'Ерте күнді де таңдауға болады: содан кейін орындар босайды.',
    ru: 'Можно и раньше: с этого дня места свободны.',
    en: 'It may be earlier, too: the places are free from then on.',
  },
  untilWrong: { kk: 'Күнді таңдаңыз', ru: 'Выберите день', en: 'Choose a day' },
  extended: { kk: 'Мерзім өзгертілді.', ru: 'Срок изменён.', en: 'The end is changed.' },
  depart: { kk: 'Кетті', ru: 'Уехали', en: 'Left' },
  departSure: {
    kk: 'Олар кетті: орындар бірден босайды.',
    ru: 'Они уехали: места сразу освободятся.',
    en: 'They have left: the places are free at once.',
  },
  departed: { kk: 'Кеткені жазылды.', ru: 'Отъезд записан.', en: 'The departure is recorded.' },
  wrong: { kk: 'Қате жазылған', ru: 'Записано ошибочно', en: 'Recorded wrongly' },
  wrongSure: {
    kk: 'Олар келмеген: қайтадан күтіледі.',
    ru: 'Они не прибыли: их снова ждут.',
    en: 'They have not arrived: they are expected again.',
  },
  arrivalTakenBack: {
    kk: 'Келгені кері алынды.',
    ru: 'Прибытие отменено.',
    en: 'The arrival is taken back.',
  },
  departureTakenBack: {
    kk: 'Кеткені кері алынды: олар осында.',
    ru: 'Отъезд отменён: они здесь.',
    en: 'The departure is taken back: they are here.',
  },
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
