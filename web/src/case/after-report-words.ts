import type {
  AgencyKind,
  ConsentWitness,
  PerpetratorRelation,
  ReferralService,
  ReferralUrgency,
} from '../../generated/graphql';
import type { Text } from '../language/language';

export const NEXT = {
  alreadyRecorded: {
    kk: 'Бұл хабарлама жазылған. Кейін білінгенін қосыңыз.',
    ru: 'Это сообщение записано. Добавьте, что стало известно позже.',
    en: 'This report is recorded. Add what became known since.',
  },
  correct: { kk: 'Толықтыру және жалғастыру', ru: 'Дополнить и продолжить', en: 'Add it and continue' },
  corrected: { kk: 'Толықтырылды.', ru: 'Дополнено.', en: 'Added.' },
  asBefore: { kk: 'Бұрынғыдай қалдыру', ru: 'Оставить как было', en: 'Leave it as it was' },
  wrongRecord: {
    kk: 'Бұл басқа адам туралы немесе екі рет жазылған',
    ru: 'Это о другом человеке или записано дважды',
    en: 'It is about somebody else, or there twice',
  },
  named: { kk: 'Ол кім?', ru: 'Кто это сделал?', en: 'Who did it?' },
  weapon: { kk: 'Қару болды ма?', ru: 'Было оружие?', en: 'Was there a weapon?' },
  children: { kk: 'Балалар болды ма?', ru: 'Дети были там?', en: 'Were children there?' },
  childrenCount: { kk: 'Неше бала?', ru: 'Сколько детей?', en: 'How many children?' },
  earlier: {
    kk: 'Соңғы 12 айда бұрын неше рет?',
    ru: 'Сколько раз раньше за 12 месяцев?',
    en: 'How often before, in 12 months?',
  },
  earlierHint: {
    kk: 'Өз сөзінен. Сұралмаса, бос қалдырыңыз.',
    ru: 'С её слов. Если не спрашивали, оставьте пустым.',
    en: 'As she tells it. Leave it empty when she was not asked.',
  },
  account: { kk: 'Өз сөзімен', ru: 'Её словами', en: 'In her words' },

  instrument: { kk: 'Сұрақнама', ru: 'Опросник', en: 'Set of questions' },
  noWording: {
    kk: 'Сұрақтардың мәтіні жүктелмеген: қағаз бланкіңізден оқыңыз. Мәтінді әкімші жүктейді.',
    ru: 'Текст вопросов не загружен: читайте их по своему бланку. Текст загружает администратор.',
    en: 'The wording is not loaded: read the questions from your form. The administrator loads it.',
  },
  notReviewed: {
    kk: 'Бұл сұрақнаманы мұнда қолдану әлі қаралмаған.',
    ru: 'Применение этого опросника здесь ещё не проверено.',
    en: 'This set has not been reviewed for use here yet.',
  },
  openIsNotNo: {
    kk: 'Жауап бермесе, «жауапсыз» қалады: бұл «жоқ» емес.',
    ru: 'Без ответа остаётся «нет ответа»: это не «нет».',
    en: 'What she does not answer stays not answered: that is not a no.',
  },
  item: { kk: 'Тармақ', ru: 'Пункт', en: 'Item' },
  askLater: { kk: 'Кейін сұрау', ru: 'Спросить позже', en: 'Ask later' },
  mayBeHigher: {
    kk: 'Жауапсыз сұрақтар деңгейді көтеруі мүмкін: қауіпсіз кезде қайта сұраңыз.',
    ru: 'Вопросы без ответа могут повысить уровень: спросите ещё раз, когда будет безопасно.',
    en: 'What is not answered may raise it: ask again when it is safe to.',
  },
  notSafety: {
    kk: 'Бұл қауіпсіз деген сөз емес.',
    ru: 'Это не значит, что она в безопасности.',
    en: 'That is not safety.',
  },

  service: { kk: 'Не керек?', ru: 'Что нужно?', en: 'What is needed?' },
  serviceMissing: { kk: 'Не керегін таңдаңыз', ru: 'Выберите, что нужно', en: 'Choose what is needed' },
  recipient: { kk: 'Қайда?', ru: 'Куда?', en: 'Where?' },
  recipientMissing: { kk: 'Қайда екенін таңдаңыз', ru: 'Выберите куда', en: 'Choose where' },
  nobodyThere: {
    kk: 'Бұл өңірде мұндай ұйым жоқ. Басқа өңірді таңдаңыз.',
    ru: 'В этом регионе такой организации нет. Выберите другой регион.',
    en: 'There is none in this region. Choose another region.',
  },
  urgency: { kk: 'Қаншалықты шұғыл?', ru: 'Насколько срочно?', en: 'How soon?' },
  travels: { kk: 'Бірге не беріледі?', ru: 'Что передать?', en: 'What goes along?' },
  travelsHint: {
    kk: 'Аты-жөні де, телефоны да берілмейді. Келесі бетте одан сұрайсыз.',
    ru: 'Ни имя, ни телефон не передаются. На следующем шаге вы её спросите.',
    en: 'No name and no telephone go along. You ask her on the next page.',
  },
  continue: { kk: 'Келесі: оқып беру', ru: 'Дальше: прочитать вслух', en: 'Next: read it out' },

  readIn: { kk: 'Қай тілде оқимын?', ru: 'На каком языке читать?', en: 'Read it in' },
  otherLanguage: { kk: 'Басқа', ru: 'Другой', en: 'Another' },
  interpreter: { kk: 'Кім аударады?', ru: 'Кто переводит?', en: 'Who interprets?' },
  interpreterHint: {
    kk: 'Туысы да, баласы да емес.',
    ru: 'Не родственник и не ребёнок.',
    en: 'Not a relative, and not a child.',
  },
  interpreterMissing: {
    kk: 'Кім аударатынын таңдаңыз',
    ru: 'Выберите, кто переводит',
    en: 'Choose who interprets',
  },
  professional: { kk: 'Кәсіби аудармашы', ru: 'Профессиональный переводчик', en: 'Professional interpreter' },
  staff: { kk: 'Қызметкер', ru: 'Сотрудник', en: 'Member of staff' },
  readThis: { kk: 'Осыны дауыстап оқыңыз', ru: 'Прочитайте это вслух', en: 'Read this aloud' },
  witness: { kk: 'Кім естіді?', ru: 'Кто свидетель?', en: 'Who witnesses it?' },
  witnessMissing: { kk: 'Куәні таңдаңыз', ru: 'Выберите свидетеля', en: 'Choose the witness' },
  explained: {
    kk: 'Оқып бердім, ол түсінді',
    ru: 'Я прочитал(а) это, она поняла',
    en: 'I have read it out, and she has understood',
  },
  confirm: { kk: 'Растау', ru: 'Подтверждение', en: 'Confirmation' },
  explainedMissing: {
    kk: 'Алдымен мәтінді оқып беріңіз',
    ru: 'Сначала прочитайте ей текст',
    en: 'Read the text out to her first',
  },
  agrees: { kk: 'Ол келіседі: жіберу', ru: 'Она согласна: отправить', en: 'She agrees: send' },
  refuses: { kk: 'Ол келіспейді', ru: 'Она не согласна', en: 'She does not agree' },
  refused: {
    kk: 'Ештеңе жіберілген жоқ. Орынды да, уақытты да аты-жөнсіз брондауға болады, ал ол өзі 150-ге қоңырау шала алады.',
    ru: 'Ничего не отправлено. Место и время можно забронировать без имени, а она сама может позвонить по номеру 150.',
    en: 'Nothing was sent. A place and a time can be held without a name, and she can call 150 herself.',
  },
  takenBack: {
    kk: 'Бәрі қайтарып алынды: олар бұдан былай ештеңе көрмейді, бірақ оқып үлгергенін біледі. Орынды да, уақытты да аты-жөнсіз брондауға болады, ал ол өзі 150-ге қоңырау шала алады.',
    ru: 'Всё отозвано: больше они ничего не увидят, но то, что успели прочитать, останется им известно. Место и время можно забронировать без имени, а она сама может позвонить по номеру 150.',
    en: 'All of it is taken back: they see nothing more, but they know what they may have read. A place and a time can be held without a name, and she can call 150 herself.',
  },

  sent: { kk: 'Жіберілді.', ru: 'Отправлено.', en: 'Sent.' },
  sayCode: {
    kk: 'Телефонда осы кодты айтыңыз',
    ru: 'Назовите этот код по телефону',
    en: 'Say this code on the telephone',
  },
  sentTo: { kk: 'Алушы', ru: 'Получатель', en: 'Sent to' },
  sentBefore: {
    kk: 'Бөліміңіз ол үшін ашық жолдама жіберіп қойған. «Жауаптарды» қараңыз.',
    ru: 'Ваше подразделение уже отправляло за неё открытое направление. Посмотрите «Ответы».',
    en: 'Your unit has already sent one for her that is open. Look under Answers.',
  },
  answerDue: { kk: 'Жауапқа қалды:', ru: 'До ответа:', en: 'Answer due in:' },
  answerLate: {
    kk: 'Жауап кешікті: қоңырау шалыңыз',
    ru: 'Ответ задерживается: позвоните',
    en: 'The answer is late: call them',
  },
  next: { kk: 'Енді не істейміз?', ru: 'Что дальше?', en: 'What next?' },
  another: { kk: 'Тағы біреуіне жолдау', ru: 'Направить ещё куда-то', en: 'Refer to another' },
  toPlaces: { kk: 'Орын іздеу', ru: 'Найти место', en: 'Find a place' },
  toTimes: { kk: 'Уақыт іздеу', ru: 'Найти время', en: 'Find a time' },
  toAnswers: { kk: 'Жауаптарды қарау', ru: 'Посмотреть ответы', en: 'See the answers' },
  finish: { kk: 'Аяқтау, жаңасын бастау', ru: 'Закончить и начать новое', en: 'Finish, start a new one' },
} satisfies Record<string, Text>;

/** What an officer refers to, and who gives it. */
export const SERVICES: Readonly<
  Partial<Record<ReferralService, { readonly words: Text; readonly kinds: readonly AgencyKind[] }>>
> = {
  SHELTER: { words: { kk: 'Орын', ru: 'Место', en: 'A place' }, kinds: ['CRISIS_CENTRE', 'SHELTER'] },
  SUPPORT: {
    words: { kk: 'Қолдау', ru: 'Поддержка', en: 'Support' },
    kinds: ['CRISIS_CENTRE', 'SOCIAL_SERVICE', 'HELPLINE'],
  },
  FORENSIC_EXAM: { words: { kk: 'Тексеру', ru: 'Осмотр', en: 'Examination' }, kinds: ['FORENSIC_CLINIC'] },
  MEDICAL_CARE: { words: { kk: 'Емдеу', ru: 'Лечение', en: 'Treatment' }, kinds: ['HOSPITAL'] },
  LEGAL_AID: { words: { kk: 'Заңгер', ru: 'Юрист', en: 'Lawyer' }, kinds: ['LEGAL_AID'] },
};

export const URGENCY: Readonly<Partial<Record<ReferralUrgency, Text>>> = {
  STAT: { kk: 'Дереу', ru: 'Немедленно', en: 'At once' },
  URGENT: { kk: 'Шұғыл', ru: 'Срочно', en: 'Urgent' },
  ROUTINE: { kk: 'Кезекпен', ru: 'В обычном порядке', en: 'In turn' },
};

export const WITNESSES: Readonly<Record<ConsentWitness, Text>> = {
  STAFF_MEMBER: { kk: 'Екінші қызметкер', ru: 'Второй сотрудник', en: 'A second officer' },
  OTHER_AGENCY: { kk: 'Басқа ұйымнан', ru: 'Из другой организации', en: 'From another agency' },
  INDEPENDENT_PERSON: { kk: 'Бөгде адам', ru: 'Посторонний человек', en: 'An independent person' },
};

export const LEVELS = {
  HIGH: { kk: 'Қауіп жоғары', ru: 'Опасность высокая', en: 'High danger' },
  ELEVATED: { kk: 'Қауіп бар', ru: 'Опасность есть', en: 'Raised danger' },
  NOT_SHOWN: { kk: 'Қауіптің өскені көрінбеді', ru: 'Повышенной опасности не видно', en: 'No raised danger shown' },
} satisfies Record<string, Text>;

export const NAMED: Readonly<Record<PerpetratorRelation, Text>> = {
  PARTNER: { kk: 'Күйеуі, серігі', ru: 'Муж, партнёр', en: 'Husband, partner' },
  EX_PARTNER: { kk: 'Бұрынғы күйеуі', ru: 'Бывший', en: 'Former partner' },
  PARENT_OF_HER_CHILD: { kk: 'Баласының әкесі', ru: 'Отец её ребёнка', en: "Her child's other parent" },
  FATHER: { kk: 'Әкесі', ru: 'Отец', en: 'Father' },
  MOTHER: { kk: 'Анасы', ru: 'Мать', en: 'Mother' },
  STEPPARENT: { kk: 'Өгей ата-анасы', ru: 'Отчим, мачеха', en: 'Step-parent' },
  SIBLING: { kk: 'Бауыры', ru: 'Брат, сестра', en: 'Brother, sister' },
  CHILD: { kk: 'Ұлы, қызы', ru: 'Сын, дочь', en: 'Son, daughter' },
  GRANDPARENT: { kk: 'Атасы, әжесі', ru: 'Дед, бабушка', en: 'Grandparent' },
  OTHER_RELATIVE: { kk: 'Басқа туысы', ru: 'Другой родственник', en: 'Another relative' },
  APPOINTED_GUARDIAN: { kk: 'Қамқоршысы', ru: 'Опекун', en: 'Appointed guardian' },
  ACQUAINTANCE: { kk: 'Танысы', ru: 'Знакомый', en: 'Acquaintance' },
  STRANGER: { kk: 'Бейтаныс', ru: 'Незнакомый', en: 'Stranger' },
};
