import { AgencyKind, Category, Purpose, type Text } from '../../subgraphs/kit/index.js';

/** What the page says. Nothing before a code is entered names what it is for; after it, kinds of agency and never a name. */
export const WORDS = {
  title: { kk: 'Жазбалар', ru: 'Заметки', en: 'Notes' },
  code: { kk: 'Код', ru: 'Код', en: 'Code' },
  open: { kk: 'Ашу', ru: 'Открыть', en: 'Open' },
  wrong: {
    kk: 'Бұл код ештеңе ашпайды. Тексеріңіз немесе жаңасын сұраңыз.',
    ru: 'Этот код ничего не открывает. Проверьте его или попросите новый.',
    en: 'This code does not open anything. Check it, or ask for a new one.',
  },
  nothing: { kk: 'Мұнда әзірге ештеңе жоқ.', ru: 'Здесь пока ничего нет.', en: 'Nothing here yet.' },
  shared: { kk: 'Қазір кімге ашық', ru: 'Кому сейчас открыто', en: 'Open now' },
  what: { kk: 'Не', ru: 'Что', en: 'What' },
  purpose: { kk: 'Не үшін', ru: 'Для чего', en: 'For' },
  ground: { kk: 'Негіз', ru: 'Основание', en: 'Ground' },
  until: { kk: 'Дейін', ru: 'До', en: 'Until' },
  withdraw: { kk: 'Қайтарып алу', ru: 'Отозвать', en: 'Withdraw' },
  withdrawAll: { kk: 'Барлық келісімді қайтарып алу', ru: 'Отозвать все согласия', en: 'Withdraw every consent' },
  effect: {
    kk: 'Бірден жабылады. Бұрын көргендер білген күйінде қалады, жазылулар жойылмайды. Басқа негіздерді бұл жерде қайтарып алу мүмкін емес.',
    ru: 'Закрывается сразу. Кто уже видел, тот знает; записи на приём и места не отменяются. Другие основания здесь отозвать нельзя.',
    en: 'It closes at once. Who has seen it already knows it; no booking is cancelled. Other grounds cannot be withdrawn here.',
  },
  looks: { kk: 'Кім қарады', ru: 'Кто смотрел', en: 'Who looked' },
  you: { kk: 'Сіз, осы бетті', ru: 'Вы, эту страницу', en: 'You, this page' },
  /** What an agency has marked so may have been true: she is told, and can ask. */
  inError: {
    kk: 'Қате деп белгіленді, енді есепке алынбайды',
    ru: 'Отмечено как ошибка и больше не учитывается',
    en: 'Marked as an error, and counts no more',
  },
  older: { kk: 'Бұрынғылары', ru: 'Более ранние', en: 'Earlier ones' },
  newest: { kk: 'Басына', ru: 'В начало', en: 'Back to the newest' },
  close: { kk: 'Жабу', ru: 'Закрыть', en: 'Close' },
  stays: {
    kk: 'Бет 10 минут қолданылмаса, өзі жабылады. Ол браузер тарихында қалады.',
    ru: 'Без действий страница закроется сама через 10 минут. Она останется в истории браузера.',
    en: 'Left alone, the page closes by itself after 10 minutes. It stays in the history of the browser.',
  },
  /** For her alone: where somebody else may be reading, nothing speaks of suspicion. */
  exit: {
    kk: 'Тез шығу тарихты өшірмейді, ал кенет тазартылған тарихтың өзі күдік тудырады.',
    ru: 'Быстрый выход историю не стирает, а внезапно очищенная история сама вызывает подозрение.',
    en: 'Leaving quickly does not clear it, and a history that is suddenly empty is itself suspicious.',
  },
} as const satisfies Record<string, Text>;

export const KINDS: Readonly<Record<AgencyKind, Text>> = {
  [AgencyKind.POLICE]: { kk: 'Полиция', ru: 'Полиция', en: 'Police' },
  [AgencyKind.FORENSIC_CLINIC]: { kk: 'Тексеру орталығы', ru: 'Центр обследования', en: 'Examination clinic' },
  [AgencyKind.SHELTER]: { kk: 'Баспана', ru: 'Приют', en: 'Shelter' },
  [AgencyKind.CRISIS_CENTRE]: { kk: 'Дағдарыс орталығы', ru: 'Кризисный центр', en: 'Crisis centre' },
  [AgencyKind.HELPLINE]: { kk: 'Сенім телефоны', ru: 'Телефон доверия', en: 'Helpline' },
  [AgencyKind.HOSPITAL]: { kk: 'Аурухана', ru: 'Больница', en: 'Hospital' },
  [AgencyKind.COURT]: { kk: 'Сот', ru: 'Суд', en: 'Court' },
  [AgencyKind.SOCIAL_SERVICE]: { kk: 'Әлеуметтік қызмет', ru: 'Социальная служба', en: 'Social service' },
  [AgencyKind.LEGAL_AID]: { kk: 'Заң көмегі', ru: 'Юридическая помощь', en: 'Legal aid' },
};
export const SOME_AGENCY: Text = { kk: 'Ұйым', ru: 'Организация', en: 'An organisation' };

export const CATEGORIES: Readonly<Record<Category, Text>> = {
  [Category.IDENTITY]: { kk: 'сіздің кім екеніңіз', ru: 'кто вы', en: 'who you are' },
  [Category.CONTACT]: { kk: 'сізбен байланысу жолы', ru: 'как с вами связаться', en: 'how to reach you' },
  [Category.HOUSEHOLD]: { kk: 'балалар мен отбасы', ru: 'дети и семья', en: 'children and household' },
  [Category.INCIDENT]: { kk: 'не болғаны', ru: 'что произошло', en: 'what happened' },
  [Category.RISK]: { kk: 'қауіпті бағалау', ru: 'оценка риска', en: 'risk assessment' },
  [Category.REFERRAL]: { kk: 'жолдамалар', ru: 'направления', en: 'referrals' },
  [Category.FORENSIC]: { kk: 'тексерулер', ru: 'обследования', en: 'examinations' },
  [Category.SHELTER]: { kk: 'орналастыру', ru: 'размещение', en: 'accommodation' },
  [Category.PROTECTION]: { kk: 'қорғау нұсқамалары', ru: 'защитные предписания', en: 'protective orders' },
  [Category.SUPPORT]: { kk: 'қолдау', ru: 'поддержка', en: 'support' },
};

export const PURPOSES: Readonly<Record<Purpose, Text>> = {
  [Purpose.POLICE_RESPONSE]: { kk: 'полицияның әрекеті', ru: 'реагирование полиции', en: 'police response' },
  [Purpose.MEDICAL_CARE]: { kk: 'емдеу', ru: 'лечение', en: 'treatment' },
  [Purpose.FORENSIC_EXAM]: { kk: 'тексеру', ru: 'обследование', en: 'examination' },
  [Purpose.SHELTER]: { kk: 'тұратын орын', ru: 'место проживания', en: 'a place to stay' },
  [Purpose.SUPPORT]: { kk: 'қолдау', ru: 'поддержка', en: 'support' },
  [Purpose.LEGAL_AID]: { kk: 'заң көмегі', ru: 'юридическая помощь', en: 'legal aid' },
  [Purpose.PROTECTION_ORDER]: { kk: 'қорғау нұсқамасы', ru: 'защитное предписание', en: 'a protective order' },
  [Purpose.COURT]: { kk: 'сот ісі', ru: 'судебное дело', en: 'court proceedings' },
  [Purpose.STEWARDSHIP]: { kk: 'жазбалардың реті', ru: 'порядок в записях', en: 'keeping records in order' },
  [Purpose.SUBJECT_REQUEST]: { kk: 'сіздің өтінішіңіз', ru: 'по вашей просьбе', en: 'at your request' },
  [Purpose.EMERGENCY]: { kk: 'өмірге қауіп', ru: 'угроза жизни', en: 'danger to life' },
};

/** By the names of `DisclosureBasis`, and of `AccessKind` for looks that need no ground; a test holds them to the schema. */
export const GROUNDS: Readonly<Record<string, Text>> = {
  CONSENT: { kk: 'сіздің келісіміңіз', ru: 'ваше согласие', en: 'your consent' },
  STATUTORY_DUTY: { kk: 'заң бойынша міндет', ru: 'обязанность по закону', en: 'a duty by law' },
  COURT_ORDER: { kk: 'сот шешімі', ru: 'решение суда', en: 'a court order' },
  VITAL_INTEREST: {
    kk: 'өміріңізге не денсаулығыңызға қауіп',
    ru: 'угроза вашей жизни или здоровью',
    en: 'danger to your life or health',
  },
  EMERGENCY_ACCESS: { kk: 'шұғыл қолжетімділік', ru: 'экстренный доступ', en: 'emergency access' },
  OWN_RECORD: { kk: 'өзінің жазбасы', ru: 'своя запись', en: 'its own record' },
  ACCESS_LOG: { kk: 'осы тізім', ru: 'этот список', en: 'this list' },
};
export const ANOTHER_GROUND: Text = { kk: 'басқа негіз', ru: 'другое основание', en: 'another ground' };
