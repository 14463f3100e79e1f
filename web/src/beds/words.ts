import type {
  BedBroadcastState,
  BedCapacity,
  BedDeclineAnswer,
  BedNeed,
  BedWaitingState,
  PlacementState,
  ShelterStaffRole,
} from '../../generated/graphql';
import type { Text } from '../language/language';

export const BEDS = {
  asked: { kk: 'Сұралғандар', ru: 'Запрошено', en: 'Asked for' },
  search: { kk: 'Орын іздеу', ru: 'Найти место', en: 'Find a place' },
  whom: { kk: 'Кім үшін?', ru: 'Для кого?', en: 'For whom?' },
  ofCase: { kk: 'Осы іс үшін', ru: 'По этому делу', en: 'For this case' },
  ofCaseHint: {
    kk: 'Одан қорғалған адамның қасынан орын брондалмайды. Басқа адам үшін болса, алып тастаңыз.',
    ru: 'Места рядом с тем, от кого она защищена, не будет. Для другой женщины снимите отметку.',
    en: 'No place beside anybody she is protected from. Take it off for somebody else.',
  },
  noName: {
    kk: 'Ешкімнің аты берілмейді.',
    ru: 'Имя никому не сообщается.',
    en: 'Nobody is named.',
  },
  region: { kk: 'Өңір', ru: 'Регион', en: 'Region' },
  more: {
    kk: 'Тағы: ер адам, тіл, қай жерге болмайды',
    ru: 'Ещё: мужчины, язык, куда нельзя',
    en: 'More: men, language, where not',
  },
  languages: { kk: 'Олар сөйлейтін тілдер', ru: 'На каких языках они говорят', en: 'Languages they speak' },
  languagesHint: {
    kk: 'Кемінде бір тілде түсінісетін үйлер ғана қалады.',
    ru: 'Останутся дома, где говорят хотя бы на одном из них.',
    en: 'Houses where one of them is spoken remain.',
  },
  avoid: { kk: 'Мұнда болмайды', ru: 'Сюда нельзя', en: 'Not here' },
  avoidHint: {
    kk: 'Ол бармайтын аудандар.',
    ru: 'Районы, куда ей нельзя.',
    en: 'Districts that are not safe for her.',
  },
  notAvoided: {
    kk: 'Бұл аудандарды алып тастау мүмкін болмады: қоңырау шалғанда айтыңыз',
    ru: 'Эти районы исключить не удалось: скажите об этом по телефону',
    en: 'These could not be ruled out: say so on the telephone',
  },
  wholeRegion: {
    kk: 'Барлық үйден сұрағанда және кезекте бұл аудандар алынып тасталмайды: қоңырау шалғанда айтыңыз.',
    ru: 'Когда спрашивают все дома и в очереди эти районы не исключаются: скажите о них по телефону.',
    en: 'Asking all houses and the queue do not leave these districts out: say so on the telephone.',
  },
  find: { kk: 'Іздеу', ru: 'Найти', en: 'Find' },
  found: { kk: 'Табылды', ru: 'Найдено', en: 'Found' },
  nothing: {
    kk: 'Қазір сай келетін орын жоқ. Барлық үйден бірден сұраңыз немесе кезекке қосыңыз.',
    ru: 'Сейчас ничего не подходит. Спросите сразу все дома или добавьте в очередь.',
    en: 'Nothing fits now. Ask all houses at once, or add to the queue.',
  },
  elsewhere: { kk: 'Көрші өңірлерде', ru: 'В соседних регионах', en: 'In other regions' },
  misfits: { kk: 'Сай келмейді', ru: 'Не подходят', en: 'Do not fit' },
  stale: {
    kk: 'Сан ескі: алдымен қоңырау шалыңыз',
    ru: 'Числа старые: сначала позвоните',
    en: 'Old numbers: call first',
  },
  ask: { kk: 'Сұрау', ru: 'Запросить', en: 'Ask for it' },
  askedNow: {
    kk: 'Сұралды: орын брондалды, үй жауап береді.',
    ru: 'Запрошено: место забронировано, дом ответит.',
    en: 'Asked for: the place is held while the house answers.',
  },
  askAll: { kk: 'Барлық үйден сұрау', ru: 'Спросить все дома', en: 'Ask all houses' },
  askedAll: { kk: 'Барлық үйден сұралды.', ru: 'Спросили все дома.', en: 'All houses are asked.' },
  noneAsked: {
    kk: 'Әлі ештеңе сұралған жоқ. Төменде іздеңіз.',
    ru: 'Пока ничего не запрошено. Найдите место ниже.',
    en: 'Nothing is asked for yet. Find a place below.',
  },
  answerIn: { kk: 'Жауапқа қалды:', ru: 'До ответа:', en: 'Answer within:' },
  lapsed: { kk: 'Уақыт бітті', ru: 'Время вышло', en: 'Time is over' },
  phoneLater: {
    kk: '5 минуттан кейін кезекшінің телефоны осында шығады.',
    ru: 'Через 5 минут здесь появится телефон дежурного.',
    en: 'After 5 minutes the number of the person on duty appears here.',
  },
  spokenYes: { kk: 'Телефонмен «иә» деді', ru: 'Сказали «да» по телефону', en: 'They said yes on the telephone' },
  who: { kk: 'Кім айтты?', ru: 'Кто сказал?', en: 'Who said it?' },
  whoMissing: { kk: 'Кім айтқанын таңдаңыз', ru: 'Выберите, кто сказал', en: 'Choose who said it' },
  reference: { kk: 'Белгісі', ru: 'Пометка', en: 'Reference' },
  referenceHint: {
    kk: 'Мысалы, G-17. Міндетті емес. Атын жазбаңыз.',
    ru: 'Например, G-17. Не обязательно. Без имени.',
    en: 'Such as G-17. Not required. No name.',
  },
  record: { kk: 'Жазу', ru: 'Записать', en: 'Record it' },
  recorded: { kk: 'Жазылды: орын сақталады.', ru: 'Записано: место сохранится.', en: 'Recorded: the place is kept.' },
  giveBack: { kk: 'Керек емес', ru: 'Не нужно', en: 'Not needed' },
  givenBack: { kk: 'Қайтарылды.', ru: 'Возвращено.', en: 'Given back.' },
  giveBackSure: {
    kk: 'Орын бірден босайды.',
    ru: 'Место сразу освободится.',
    en: 'The place is free for others at once.',
  },
  notWantedSure: {
    kk: 'Оның қаламайтыны жазылады, орын бірден босайды.',
    ru: 'Будет записано, что она не хочет; место сразу освободится.',
    en: 'It is recorded that she does not want it, and the place is free for others at once.',
  },
  notWanted: { kk: 'Ол қаламайды', ru: 'Она не хочет', en: 'She does not want it' },
  take: { kk: 'Алу', ru: 'Взять', en: 'Take it' },
  taken: { kk: 'Алынды.', ru: 'Взято.', en: 'Taken.' },
  several: { kk: 'Бірнеше үйден сұралды', ru: 'Спросили несколько домов', en: 'Several houses are asked' },
  noOffer: {
    kk: 'Әлі ұсыныс жоқ. Келгені осында шығады.',
    ru: 'Предложений пока нет. Они появятся здесь.',
    en: 'No offer yet. They appear here.',
  },
  offerUntil: { kk: 'Ұсыныс жарамды:', ru: 'Предложение действует:', en: 'Offer stands for:' },
  assessment: {
    kk: 'Алдымен онымен сөйлеседі',
    ru: 'Сначала поговорят с ней',
    en: 'They speak with her first',
  },
  before: {
    kk: 'Бұрын бірнеше үйден сұралғандар',
    ru: 'Раньше спрашивали несколько домов',
    en: 'Several houses were asked before',
  },
  need: { kk: 'Қаншалықты шұғыл?', ru: 'Насколько срочно?', en: 'How soon?' },
  offerBackSure: {
    kk: 'Орын келесіге ұсынылады. Кезектегі орны қалады.',
    ru: 'Место предложат следующим. Очередь сохранится.',
    en: 'The place is offered to the next. The place in the queue stays.',
  },
  cancel: { kk: 'Тоқтату', ru: 'Отменить запрос', en: 'Call it off' },
  cancelled: { kk: 'Тоқтатылды.', ru: 'Отменено.', en: 'Called off.' },
} satisfies Record<string, Text>;

export const FREE: Readonly<Record<BedCapacity, Text>> = {
  CAPACITY: { kk: 'Орын бар', ru: 'Места есть', en: 'Free' },
  ADDITIONAL_ASSESSMENT_REQUIRED: {
    kk: 'Үй өзі қарап шешеді',
    ru: 'Дом решит после оценки',
    en: 'The house decides after an assessment',
  },
  WAITLIST: { kk: 'Кезек', ru: 'Очередь', en: 'Waiting list' },
  NO_CAPACITY: { kk: 'Орын жоқ', ru: 'Мест нет', en: 'Nothing free' },
};

export const PLACEMENTS: Readonly<Record<PlacementState, Text>> = {
  OFFERED: { kk: 'Ұсынылды', ru: 'Предложено', en: 'Offered' },
  HELD: { kk: 'Жауап күтуде', ru: 'Ждём ответа', en: 'Waiting for the answer' },
  ACCEPTED_BY_PHONE: { kk: 'Телефонмен «иә»', ru: '«Да» по телефону', en: 'Yes by telephone' },
  ACCEPTED: { kk: 'Қабылданды', ru: 'Приняли', en: 'Accepted' },
  ARRIVED: { kk: 'Келді', ru: 'Прибыли', en: 'Arrived' },
  DEPARTED: { kk: 'Келді', ru: 'Прибыли', en: 'Arrived' },
  DECLINED: { kk: 'Қабылданбады', ru: 'Не приняли', en: 'Not taken' },
  LAPSED: { kk: 'Жауап болмады', ru: 'Не ответили', en: 'No answer came' },
  RELEASED: { kk: 'Қайтарылды', ru: 'Возвращено', en: 'Given back' },
  NOT_WANTED_BY_HER: { kk: 'Ол қаламайды', ru: 'Она не хочет', en: 'Not wanted by her' },
};

/** What became of an offer that nobody has taken: no house has left anything unanswered. */
export const OFFER_ENDED: Readonly<Partial<Record<PlacementState, Text>>> = {
  LAPSED: { kk: 'Ұсыныс мерзімі өтті', ru: 'Предложение истекло', en: 'The offer has run out' },
  DECLINED: { kk: 'Ұсыныс қайтарып алынды', ru: 'Предложение отозвано', en: 'The offer was withdrawn' },
};

/** What became of a request to several houses. */
export const OVER: Readonly<Record<BedBroadcastState, Text>> = {
  OPEN: { kk: 'Күтуде', ru: 'Ждём', en: 'Open' },
  CLOSED: {
    kk: 'Орын табылмады. Қайта сұраңыз немесе қоңырау шалыңыз.',
    ru: 'Места не нашлось. Спросите снова или позвоните.',
    en: 'No place came of it. Ask again, or call.',
  },
  TAKEN: { kk: 'Орын алынды.', ru: 'Место взято.', en: 'A place was taken.' },
  CANCELLED: { kk: 'Тоқтатылды.', ru: 'Отменено.', en: 'Called off.' },
};

/** As near as the need is: who waits is served in this order. */
export const NEEDS: Readonly<Record<BedNeed, Text>> = {
  IN_DANGER_NOW: { kk: 'Қазір қауіпте', ru: 'Сейчас в опасности', en: 'In danger now' },
  NOWHERE_TO_SLEEP: { kk: 'Түнейтін жері жоқ', ru: 'Негде ночевать', en: 'Nowhere to sleep' },
  CAN_WAIT: { kk: 'Бірнеше күн күтеді', ru: 'Несколько дней подождёт', en: 'Can wait some days' },
};

/** Where an entry of the queue stands, and what became of it. */
export const QUEUED: Readonly<Record<BedWaitingState, Text>> = {
  WAITING: { kk: 'Күтуде', ru: 'Ждёт', en: 'Waiting' },
  OFFERED: { kk: 'Ұсынылды', ru: 'Предложено', en: 'Offered' },
  PLACED: OVER.TAKEN,
  LEFT: { kk: 'Кезектен шығарылды.', ru: 'Убрано из очереди.', en: 'Taken off the queue.' },
  OVER: {
    kk: 'Кезек аяқталды. Қайта сұраңыз немесе қоңырау шалыңыз.',
    ru: 'Ожидание закончилось. Запросите снова или позвоните.',
    en: 'The wait is over. Ask again, or call.',
  },
};

/** What to do next. */
export const NEXT_STEP: Readonly<Partial<Record<PlacementState, Text>>> = {
  ACCEPTED_BY_PHONE: {
    kk: 'Жолға шығуға болады: үй мұны растайды.',
    ru: 'Можно ехать: дом это подтвердит.',
    en: 'She can set out: the house confirms it.',
  },
  ACCEPTED: {
    kk: 'Қоңырау шалып, қалай жететінін сұраңыз.',
    ru: 'Позвоните и спросите, как добраться.',
    en: 'Call them and ask how she gets there.',
  },
  DECLINED: { kk: 'Төменде басқасын сұраңыз.', ru: 'Запросите другое место ниже.', en: 'Ask for another below.' },
  LAPSED: {
    kk: 'Қоңырау шалыңыз немесе төменде басқасын сұраңыз.',
    ru: 'Позвоните или запросите другое место ниже.',
    en: 'Call, or ask for another below.',
  },
};

export const DECLINES: Readonly<Record<BedDeclineAnswer, Text>> = {
  NO_CAPACITY: { kk: 'Орын жоқ болып шықты.', ru: 'Места всё-таки нет.', en: 'No place after all.' },
  DOES_NOT_FIT: { kk: 'Сай келмейді.', ru: 'Не подходит.', en: 'It does not fit.' },
};

export const STAFF: Readonly<Record<ShelterStaffRole, Text>> = {
  INTAKE_WORKER: { kk: 'Қабылдаушы', ru: 'Приём', en: 'Intake' },
  NIGHT_WORKER: { kk: 'Түнгі кезекші', ru: 'Ночной дежурный', en: 'Night worker' },
  SHIFT_LEAD: { kk: 'Ауысым басшысы', ru: 'Старший смены', en: 'Shift lead' },
  MANAGER: { kk: 'Басшы', ru: 'Руководитель', en: 'Manager' },
  OTHER: { kk: 'Басқа', ru: 'Другой', en: 'Somebody else' },
};
