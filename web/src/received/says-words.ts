import type {
  ContactOutcome,
  HouseholdAgeBand,
  HouseholdRelation,
  HouseholdSex,
  SafeContactChannel,
} from '../../generated/graphql';
import type { Text } from '../language/language';

export const SAYS = {
  open: { kk: 'Не келді', ru: 'Что пришло', en: 'What came' },
  logged: {
    kk: 'Осыны көргеніңіз жазылды, ол мұны көре алады.',
    ru: 'Записано, что вы это посмотрели; она это увидит.',
    en: 'It is recorded that you have looked; she can see that.',
  },
  notSent: {
    kk: 'бұл жолдамамен бірге келген жоқ',
    ru: 'с этим направлением это не передано',
    en: 'it did not come with this referral',
  },
  notShared: {
    kk: 'ол мұны сізге ашпаған немесе мерзімі бітті',
    ru: 'она вам это не открыла, или срок истёк',
    en: 'she has not opened it to you, or not any more',
  },
  nobody: {
    kk: 'ешкім аталмаған немесе ештеңе сізге ашық емес',
    ru: 'никто не назван, или ничего вам сейчас не открыто',
    en: 'nobody is named, or nothing is open to you now',
  },
  byRule: {
    kk: 'тек «Онымен байланысу» арқылы, ол рұқсат еткен сағатта',
    ru: 'только через «Связаться с ней», в разрешённые ею часы',
    en: 'only by “Contact her”, at the hours that she allows',
  },
  elsewhere: {
    kk: 'бұл бетте көрсетілмейді',
    ru: 'на этой странице не показывается',
    en: 'this page does not show it',
  },
  born: { kk: 'туған күні', ru: 'дата рождения', en: 'born' },
  weapon: { kk: 'Қару болған', ru: 'Было оружие', en: 'There was a weapon' },
  children: { kk: 'Балалар болған', ru: 'Там были дети', en: 'Children were there' },
  latestThree: {
    kk: 'Тек соңғы 3-і көрсетілді.',
    ru: 'Показаны только последние 3.',
    en: 'Only the latest 3 are shown.',
  },
  latestOne: { kk: 'Тек соңғысы көрсетілді.', ru: 'Показана только последняя.', en: 'Only the latest is shown.' },
  nobodyWith: { kk: 'ешкім', ru: 'никого', en: 'nobody' },
  wheelchair: { kk: 'мүгедектер арбасы', ru: 'кресло-коляска', en: 'wheelchair' },
  pets: { kk: 'жануар', ru: 'животные', en: 'animals' },

  contact: { kk: 'Онымен байланысу', ru: 'Связаться с ней', en: 'Contact her' },
  how: { kk: 'Қалай?', ru: 'Как?', en: 'How?' },
  howMissing: { kk: 'Байланыс тәсілін таңдаңыз', ru: 'Выберите способ связи', en: 'Choose how' },
  mayI: { kk: 'Қазір бола ма?', ru: 'Можно ли сейчас?', en: 'May I now?' },
  still: { kk: 'Рұқсат бітуіне қалды:', ru: 'Разрешено ещё:', en: 'Permitted for:' },
  stillOver: { kk: 'Рұқсат бітті', ru: 'Разрешение закончилось', en: 'The permission is over' },
  word: { kk: 'Ол сізді танитын сөз', ru: 'Слово, по которому она вас узнает', en: 'Word by which she knows you' },
  wording: { kk: 'Басқа біреу алса', ru: 'Если ответит кто-то другой', en: 'If somebody else answers' },
  noTrace: {
    kk: 'Ештеңе қалдырмаңыз: хабарлама да, қайта қоңырау да.',
    ru: 'Не оставляйте следов: ни сообщений, ни повторных звонков.',
    en: 'Leave nothing: no message and no call back.',
  },
  closed: {
    kk: 'Оның жазбасы сізге енді ашық емес. Қалай аяқталғанын жазуға болады.',
    ru: 'Её запись вам больше не открыта. Чем закончилось, записать можно.',
    en: 'Her record is not open to you any more. How it ended can still be recorded.',
  },
  noNumber: { kk: 'нөмір берілмеген', ru: 'номер не указан', en: 'no number is given' },
  began: { kk: 'Басталды', ru: 'Начато', en: 'Began' },
  permittedUntil: { kk: 'Рұқсат мерзімі', ru: 'Разрешено до', en: 'Permitted until' },
  known: { kk: 'Қалай аяқталғанын білемін', ru: 'Я знаю, чем закончилось', en: 'I know how it ended' },
  end: { kk: 'Қалай аяқталды?', ru: 'Чем закончилось?', en: 'How did it end?' },
  endMissing: { kk: 'Қалай аяқталғанын таңдаңыз', ru: 'Выберите, чем закончилось', en: 'Choose how it ended' },
  rule: {
    kk: 'Келесіде қалай байланысамыз?',
    ru: 'Как связываться в следующий раз?',
    en: 'How may she be reached next time?',
  },
  ruleMissing: { kk: 'Одан сұрап, таңдаңыз', ru: 'Спросите её и выберите', en: 'Ask her, and choose' },
  asNow: { kk: 'Қазіргідей', ru: 'Как сейчас', en: 'As now' },
  notAtAll: { kk: 'Өзі хабарласады', ru: 'Она свяжется сама', en: 'She will call us' },
  record: { kk: 'Жазу', ru: 'Записать', en: 'Record it' },
  recorded: { kk: 'Жазылды.', ru: 'Записано.', en: 'Recorded.' },
} satisfies Record<string, Text>;

export const WAYS: Readonly<Partial<Record<SafeContactChannel, Text>>> = {
  PHONE: { kk: 'Қоңырау', ru: 'Звонок', en: 'A call' },
  SMS: { kk: 'SMS', ru: 'SMS', en: 'Text message' },
  MESSENGER: { kk: 'Мессенджер', ru: 'Мессенджер', en: 'Messenger' },
  THROUGH_TRUSTED_PERSON: { kk: 'Сенімді адам арқылы', ru: 'Через доверенное лицо', en: 'Through somebody she trusts' },
  IN_PERSON: { kk: 'Бетпе-бет', ru: 'При встрече', en: 'In person' },
};

export const OUTCOMES: Readonly<Record<ContactOutcome, Text>> = {
  REACHED_HER_SAFELY: { kk: 'Қауіпсіз сөйлестік', ru: 'Поговорили безопасно', en: 'We spoke, safely' },
  NOT_REACHED: { kk: 'Ешкім алмады', ru: 'Никто не ответил', en: 'Nobody answered' },
  SOMEBODY_ELSE_ANSWERED: { kk: 'Басқа біреу алды', ru: 'Ответил кто-то другой', en: 'Somebody else answered' },
  UNSAFE: { kk: 'Қауіпсіз болмады', ru: 'Было небезопасно', en: 'It was not safe' },
  NOT_TRIED: { kk: 'Байланыспадық', ru: 'Не связывались', en: 'We did not try' },
};

export const RELATIONS: Readonly<Record<HouseholdRelation, Text>> = {
  CHILD: { kk: 'баласы', ru: 'ребёнок', en: 'child' },
  PARENT: { kk: 'ата-анасы', ru: 'родитель', en: 'parent' },
  SIBLING: { kk: 'бауыры', ru: 'брат или сестра', en: 'brother or sister' },
  GRANDCHILD: { kk: 'немересі', ru: 'внук или внучка', en: 'grandchild' },
  OTHER_RELATIVE: { kk: 'туысы', ru: 'родственник', en: 'relative' },
  NOT_RELATED: { kk: 'туысы емес', ru: 'не родственник', en: 'not related' },
};

/** A room takes boys up to an age. */
export const SEXES: Readonly<Partial<Record<HouseholdSex, Text>>> = {
  FEMALE: { kk: 'әйел жынысты', ru: 'женский пол', en: 'female' },
  MALE: { kk: 'ер жынысты', ru: 'мужской пол', en: 'male' },
};

export const BOY: Text = { kk: 'ұл', ru: 'мальчик', en: 'boy' };
export const GIRL: Text = { kk: 'қыз', ru: 'девочка', en: 'girl' };

export const YEARS = {
  kk: { other: '# жас' },
  ru: { one: '# год', few: '# года', many: '# лет', other: '# года' },
  en: { one: '# year', other: '# years' },
};

export const AGES: Readonly<Record<HouseholdAgeBand, Text>> = {
  UNDER_2: { kk: '2 жасқа дейін', ru: 'до 2 лет', en: 'under 2' },
  FROM_2_TO_6: { kk: '2–6 жас', ru: '2–6 лет', en: '2–6' },
  FROM_7_TO_13: { kk: '7–13 жас', ru: '7–13 лет', en: '7–13' },
  FROM_14_TO_17: { kk: '14–17 жас', ru: '14–17 лет', en: '14–17' },
  ADULT: { kk: 'ересек', ru: 'взрослый', en: 'adult' },
};
