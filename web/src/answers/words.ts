import type {
  Category,
  ReferralAnswerKind,
  ReferralDeclineReason,
  ReferralOutcome,
  ReferralQuestionKind,
  ReferralState,
} from '../../generated/graphql';
import type { Text } from '../language/language';

export const ANSWERS = {
  which: { kk: 'Қайсысы?', ru: 'Какие?', en: 'Which?' },
  yours: { kk: 'Сізді күтеді', ru: 'Ждут вас', en: 'Waiting for you' },
  open: { kk: 'Ашық', ru: 'Открытые', en: 'Open' },
  over: { kk: 'Аяқталған', ru: 'Завершённые', en: 'Over' },
  late: { kk: 'Кешіккен', ru: 'Просрочено', en: 'Late' },
  noneYours: {
    kk: 'Сізді ештеңе күтпейді. Жауап келсе, осында шығады.',
    ru: 'Вас ничего не ждёт. Когда придёт ответ, он появится здесь.',
    en: 'Nothing waits for you. When an answer comes, it appears here.',
  },
  noneOpen: {
    kk: 'Ашық жолдама жоқ. «Жаңа» бөлімінен бастаңыз.',
    ru: 'Открытых направлений нет. Начните в разделе «Новое».',
    en: 'No referral is open. Begin one under New.',
  },
  noneOver: {
    kk: 'Аяқталғаны әлі жоқ. Біткені осында қалады.',
    ru: 'Завершённых пока нет. Они останутся здесь.',
    en: 'None is over yet. Those that are stay here.',
  },
  latest: {
    kk: 'Соңғы 50-і ғана көрсетілді.',
    ru: 'Показаны только последние 50.',
    en: 'Only the latest 50 are shown.',
  },
  due: { kk: 'Жауапқа қалды:', ru: 'До ответа:', en: 'Answer due in:' },
  dueOver: { kk: 'Жауап кешікті', ru: 'Ответ просрочен', en: 'The answer is late' },
  notListed: { kk: 'атауы тізімде жоқ', ru: 'названия нет в списке', en: 'the name is not in the list' },
  notOpen: {
    kk: 'бұл жазба қазір сізге ашық емес',
    ru: 'эта запись сейчас вам не открыта',
    en: 'this record is not open to you now',
  },
  asks: { kk: 'Сұрайды', ru: 'Спрашивают', en: 'They ask' },
  yourAnswer: { kk: 'Сіздің жауабыңыз', ru: 'Ваш ответ', en: 'Your answer' },
  answerMissing: { kk: 'Жауапты таңдаңыз', ru: 'Выберите ответ', en: 'Choose an answer' },
  answer: { kk: 'Жауап беру', ru: 'Ответить', en: 'Answer' },
  answered: { kk: 'Жауап берілді.', ru: 'Ответ отправлен.', en: 'Answered.' },
  elsewhere: { kk: 'Басқасына жолдау', ru: 'Направить в другое место', en: 'Refer elsewhere' },
  unfinished: {
    kk: '«Жаңа» бөлімінде аяқталмағаны бар: алдымен соны аяқтаңыз немесе өшіріңіз.',
    ru: 'В разделе «Новое» есть незаконченное: сначала закончите или сотрите его.',
    en: 'Something is unfinished under New: finish it, or clear it, first.',
  },
  note: { kk: 'Көрдім', ru: 'Принято к сведению', en: 'I have seen it' },
  noted: { kk: 'Белгіленді.', ru: 'Отмечено.', en: 'Noted.' },
  notWanted: { kk: 'Ол қаламайды', ru: 'Она не хочет', en: 'She does not want it' },
  notWantedSure: {
    kk: 'Жолдама тоқтатылады. Бұл ешкімнің кінәсі емес.',
    ru: 'Направление прекратится. В этом никто не виноват.',
    en: 'The referral ends. That is nobody’s failure.',
  },
  ended: { kk: 'Тоқтатылды.', ru: 'Прекращено.', en: 'It has ended.' },
  yes: { kk: 'Иә', ru: 'Да', en: 'Yes' },
  received: { kk: 'Сізге келген', ru: 'К вам', en: 'To you' },
} satisfies Record<string, Text>;

export const STATES: Readonly<Record<ReferralState, Text>> = {
  SENT: { kk: 'Жіберілді', ru: 'Отправлено', en: 'Sent' },
  RECEIVED: { kk: 'Көрді', ru: 'Увидели', en: 'Seen' },
  ACCEPTED: { kk: 'Қабылданды', ru: 'Приняли', en: 'Accepted' },
  IN_PROGRESS: { kk: 'Басталды', ru: 'Начали', en: 'Begun' },
  COMPLETED: { kk: 'Аяқталды', ru: 'Завершено', en: 'Completed' },
  DECLINED_BY_SERVICE: { kk: 'Қабылданбады', ru: 'Не приняли', en: 'Not taken' },
  NOT_WANTED_BY_HER: { kk: 'Ол қаламайды', ru: 'Она не хочет', en: 'Not wanted by her' },
  CANCELLED: { kk: 'Қайтарып алынды', ru: 'Отозвано', en: 'Taken back' },
  EXPIRED: { kk: 'Жауап болмады', ru: 'Не ответили', en: 'No answer came' },
};

/** What to do next, by how far it has come. */
export const TO_DO: Readonly<Record<ReferralState, Text>> = {
  SENT: {
    kk: 'Күтіңіз. Асығыс болса, қоңырау шалып, кодты айтыңыз.',
    ru: 'Ждите. Если срочно, позвоните и назовите код.',
    en: 'Wait. If it cannot wait, call them and say the code.',
  },
  RECEIVED: {
    kk: 'Күтіңіз: олар көрді, әлі шешкен жоқ.',
    ru: 'Ждите: они увидели, но ещё не решили.',
    en: 'Wait: they have seen it and have not decided.',
  },
  ACCEPTED: {
    kk: 'Оған айтыңыз: оны күтеді. Барғанда кодты айтсын.',
    ru: 'Скажите ей: её ждут. Пусть назовёт там код.',
    en: 'Tell her that she is expected, and to say the code there.',
  },
  IN_PROGRESS: { kk: 'Ештеңе істеу керек емес.', ru: 'Делать ничего не нужно.', en: 'Nothing to do.' },
  COMPLETED: { kk: 'Ештеңе істеу керек емес.', ru: 'Делать ничего не нужно.', en: 'Nothing to do.' },
  DECLINED_BY_SERVICE: {
    kk: 'Басқасына жолдаңыз немесе көргеніңізді белгілеңіз.',
    ru: 'Направьте в другое место или отметьте, что увидели.',
    en: 'Refer elsewhere, or say that you have seen it.',
  },
  NOT_WANTED_BY_HER: { kk: 'Ештеңе істеу керек емес.', ru: 'Делать ничего не нужно.', en: 'Nothing to do.' },
  CANCELLED: { kk: 'Ештеңе істеу керек емес.', ru: 'Делать ничего не нужно.', en: 'Nothing to do.' },
  EXPIRED: {
    kk: 'Басқасына жолдаңыз немесе қоңырау шалыңыз.',
    ru: 'Направьте в другое место или позвоните.',
    en: 'Refer elsewhere, or call them.',
  },
};

export const REASONS: Readonly<Record<ReferralDeclineReason, Text>> = {
  NO_CAPACITY: { kk: 'Орын не уақыт жоқ.', ru: 'Нет места или времени.', en: 'Nothing is free there.' },
  OUTSIDE_REMIT: { kk: 'Олар мұнымен айналыспайды.', ru: 'Они этим не занимаются.', en: 'Not what they do.' },
  NEEDS_NOT_MET: { kk: 'Сай келмейді.', ru: 'Не подходит.', en: 'It does not fit.' },
  UNSAFE_LOCATION: { kk: 'Сай келмейді.', ru: 'Не подходит.', en: 'It does not fit.' },
  DOES_NOT_FIT: { kk: 'Сай келмейді.', ru: 'Не подходит.', en: 'It does not fit.' },
};

export const OUTCOMES: Readonly<Record<ReferralOutcome, Text>> = {
  SERVICE_GIVEN: { kk: 'Көмек берілді.', ru: 'Помощь оказана.', en: 'She got what she was referred for.' },
  PARTLY_GIVEN: { kk: 'Ішінара берілді.', ru: 'Оказана частично.', en: 'She got a part of it.' },
  REFERRED_ON: { kk: 'Әрі қарай жолданды.', ru: 'Направили дальше.', en: 'They passed it on.' },
  CONTACT_LOST: {
    kk: 'Енді онымен қауіпсіз байланысу мүмкін болмады.',
    ru: 'Безопасно связаться с ней больше не удалось.',
    en: 'She could not be reached safely any more.',
  },
};

export const QUESTIONS: Readonly<Record<ReferralQuestionKind, Text>> = {
  MORE_OF_HER_RECORD: { kk: 'Тағы мынаны жіберіңіз:', ru: 'Пришлите ещё:', en: 'Send along:' },
  STILL_WANTED: { kk: 'Ол әлі қалай ма?', ru: 'Ей это ещё нужно?', en: 'Does she still want it?' },
  WHEN_CAN_SHE_COME: { kk: 'Қашан келе алады?', ru: 'Когда она может прийти?', en: 'When can she come?' },
  WHO_COMES_WITH_HER: { kk: 'Кіммен келеді?', ru: 'Кто придёт с ней?', en: 'Who comes with her?' },
  HER_NEEDS: {
    kk: 'Не керек: аудармашы, көлік, дәрігер?',
    ru: 'Что ей нужно: переводчик, транспорт, врач?',
    en: 'What does she need: an interpreter, a lift, a doctor?',
  },
  CALL_US: {
    kk: 'Бізге қоңырау шалып, кодты айтыңыз.',
    ru: 'Позвоните нам и назовите код.',
    en: 'Call us, and say the code.',
  },
};

export const REPLIES: Readonly<Record<ReferralAnswerKind, Text>> = {
  SENT_ALONG: { kk: 'Жіберу', ru: 'Отправить', en: 'Send it along' },
  YES: { kk: 'Иә', ru: 'Да', en: 'Yes' },
  NO: { kk: 'Жоқ', ru: 'Нет', en: 'No' },
  TOLD_BY_PHONE: { kk: 'Телефонмен айттық', ru: 'Сказали по телефону', en: 'Told by telephone' },
  NOT_KNOWN: { kk: 'Білмейміз', ru: 'Не знаем', en: 'Not known' },
  SHE_WILL_NOT_SAY: { kk: 'Ол айтқысы келмейді', ru: 'Она не хочет говорить', en: 'She will not say' },
};

/** With what each question can be answered. */
export const REPLIES_TO: Readonly<Record<ReferralQuestionKind, readonly ReferralAnswerKind[]>> = {
  MORE_OF_HER_RECORD: ['SENT_ALONG', 'TOLD_BY_PHONE', 'NOT_KNOWN', 'SHE_WILL_NOT_SAY'],
  STILL_WANTED: ['YES', 'NO', 'NOT_KNOWN'],
  WHEN_CAN_SHE_COME: ['TOLD_BY_PHONE', 'NOT_KNOWN', 'SHE_WILL_NOT_SAY'],
  WHO_COMES_WITH_HER: ['TOLD_BY_PHONE', 'NOT_KNOWN', 'SHE_WILL_NOT_SAY'],
  HER_NEEDS: ['TOLD_BY_PHONE', 'NOT_KNOWN', 'SHE_WILL_NOT_SAY'],
  CALL_US: ['TOLD_BY_PHONE'],
};

export const PARTS: Readonly<Record<Category, Text>> = {
  IDENTITY: { kk: 'оның кім екені', ru: 'кто она', en: 'who she is' },
  CONTACT: { kk: 'байланыс жолы', ru: 'как с ней связаться', en: 'how to reach her' },
  HOUSEHOLD: { kk: 'онымен кім бар', ru: 'кто с ней', en: 'who is with her' },
  INCIDENT: { kk: 'хабарлама', ru: 'сообщение', en: 'the report' },
  RISK: { kk: 'жауаптар нәтижесі', ru: 'итог вопросов', en: 'result of the questions' },
  REFERRAL: { kk: 'жолдамалар', ru: 'направления', en: 'referrals' },
  FORENSIC: { kk: 'тексерулер', ru: 'осмотры', en: 'examinations' },
  SHELTER: { kk: 'орындар', ru: 'места', en: 'places' },
  PROTECTION: { kk: 'нұсқамалар', ru: 'предписания', en: 'orders' },
  SUPPORT: { kk: 'қолдау', ru: 'поддержка', en: 'support' },
};
