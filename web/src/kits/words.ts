import type { CustodyAction, CustodyRefusalReason, EvidenceKitState } from '../../generated/graphql';
import type { Text } from '../language/language';

export const KITS = {
  scan: { kk: 'Жапсырмадағы нөмір', ru: 'Номер на этикетке', en: 'Number on the label' },
  scanHint: {
    kk: 'Сканерлеңіз немесе он цифрды теріп, Enter басыңыз.',
    ru: 'Отсканируйте или введите десять цифр и нажмите Enter.',
    en: 'Scan it, or type the ten digits and press Enter.',
  },
  scanWrong: {
    kk: 'Жапсырмадағы он цифрды енгізіңіз',
    ru: 'Введите десять цифр с этикетки',
    en: 'Enter the ten digits on the label',
  },
  find: { kk: 'Табу', ru: 'Найти', en: 'Find' },
  none: {
    kk: 'Мұндай нөмірлі жинақ сізде жоқ және болған емес. Нөмірді тексеріп, қайта сканерлеңіз.',
    ru: 'Комплекта с таким номером у вас нет и не было. Проверьте номер и отсканируйте ещё раз.',
    en: 'No kit with this number is or was in your hands. Check the number and scan it again.',
  },
  fresh: { kk: 'Жаңа жинақ', ru: 'Новый комплект', en: 'New kit' },
  forWhom: { kk: 'Қай жазбаға?', ru: 'Для какой записи?', en: 'For which appointment?' },
  forWhomHint: {
    kk: 'Келген және қабылданып жатқандар.',
    ru: 'Те, кто пришёл, и те, кого принимают.',
    en: 'Those who have arrived or are being seen.',
  },
  nobody: { kk: 'Жазбасыз', ru: 'Без записи', en: 'Without an appointment' },
  how: { kk: 'Қалай келді?', ru: 'Как пришли?', en: 'How did the visitor come?' },
  howHint: {
    kk: 'Өзі келсе, жинақ оның келісімінсіз орыннан шықпайды.',
    ru: 'Если сами, комплект не покинет место без их согласия.',
    en: 'If alone, the kit does not leave without the visitor’s consent.',
  },
  sent: { kk: 'Басқа мекеме жіберген', ru: 'Направило другое учреждение', en: 'Sent by another agency' },
  alone: { kk: 'Өзі келген', ru: 'Сами, без направления', en: 'Alone, without being sent' },
  whomMissing: { kk: 'Жазбаны таңдаңыз', ru: 'Выберите запись', en: 'Choose the appointment' },
  howMissing: { kk: 'Қалай келгенін таңдаңыз', ru: 'Выберите, как пришли', en: 'Choose how the visitor came' },
  opened: { kk: 'Жинақ ашылды.', ru: 'Комплект открыт.', en: 'The kit is open.' },
  number: { kk: 'Нөмірі', ru: 'Номер', en: 'Number' },
  pin: { kk: 'PIN', ru: 'PIN', en: 'PIN' },
  pinHint: {
    kk: 'PIN-ді жазып, келген адамға беріңіз: ол тек қазір көрсетіледі.',
    ru: 'Запишите PIN и отдайте посетителю: он показан только сейчас.',
    en: 'Write the PIN down and give it to the visitor: it is shown only now.',
  },
  pinGone: {
    kk: 'PIN көрсетілді және қайта көрсетілмейді.',
    ru: 'PIN уже показан, больше он не появится.',
    en: 'The PIN was shown and is not shown again.',
  },
  label: { kk: 'Жапсырма', ru: 'Этикетка', en: 'Label' },
  badge: { kk: 'Менің төсбелгім', ru: 'Мой бейдж', en: 'My badge' },
  badgeHint: {
    kk: 'Сізді екінші адам ретінде атаған кезде осы сканерленеді.',
    ru: 'Его сканируют, когда вы — второй участник.',
    en: 'It is scanned when you are the second person.',
  },
  keepUntil: { kk: 'Кемінде мына күнге дейін сақталады:', ru: 'Хранится не менее чем до', en: 'Kept at least until' },
  seal: { kk: 'Пломба', ru: 'Пломба', en: 'Seal' },
  sealNew: { kk: 'Жаңа пломба нөмірі', ru: 'Номер новой пломбы', en: 'Number of the new seal' },
  sealSame: { kk: 'Тұрған пломба нөмірі', ru: 'Номер пломбы, которая стоит', en: 'Number of the seal that is on' },
  sealWrong: {
    kk: 'Пломба нөмірін енгізіңіз: латын бас әріптері, цифрлар, сызықша',
    ru: 'Введите номер пломбы: латинские заглавные буквы, цифры, дефис',
    en: 'Enter the number of the seal: capitals, digits, hyphens',
  },
  witness: { kk: 'Куәнің төсбелгісі', ru: 'Бейдж свидетеля', en: 'Badge of the witness' },
  recipient: { kk: 'Алушының төсбелгісі', ru: 'Бейдж получателя', en: 'Badge of the recipient' },
  personWrong: {
    kk: 'Екінші адамның төсбелгісін сканерлеңіз',
    ru: 'Отсканируйте бейдж второго участника',
    en: 'Scan the badge of the second person',
  },
  pinOf: { kk: 'Келген адамның PIN-і', ru: 'PIN посетителя', en: 'The visitor’s PIN' },
  pinDestroy: {
    kk: 'Мерзім бітпесе ғана керек.',
    ru: 'Нужен, только если срок не вышел.',
    en: 'Needed only before the period is over.',
  },
  pinWrong: { kk: 'Сегіз цифрды енгізіңіз', ru: 'Введите восемь цифр', en: 'Enter the eight digits' },
  recorded: { kk: 'Жазылды.', ru: 'Записано.', en: 'Recorded.' },
  chain: { kk: 'Кімнің қолында болды', ru: 'В чьих руках был', en: 'In whose hands it was' },
  when: { kk: 'Уақыты', ru: 'Когда', en: 'When' },
  step: { kk: 'Қадам', ru: 'Шаг', en: 'Step' },
  who: { kk: 'Кім', ru: 'Кто', en: 'Who' },
  you: { kk: 'сіз', ru: 'вы', en: 'you' },
  colleague: { kk: 'әріптес', ru: 'коллега', en: 'colleague' },
  other: { kk: 'басқа мекеме', ru: 'другое учреждение', en: 'another agency' },
  refused: { kk: 'Қабылданбаған қадамдар', ru: 'Отклонённые шаги', en: 'Steps that were refused' },
  elsewhere: {
    kk: 'Жинақ қазір сізде емес: қадам жасай алмайсыз.',
    ru: 'Комплект сейчас не у вас: шагов сделать нельзя.',
    en: 'The kit is not with you now: no step can be taken.',
  },
  convert: { kk: 'Беруге келісті', ru: 'Согласие на передачу', en: 'Visitor agrees to pass it on' },
} satisfies Record<string, Text>;

export const KIT_STATES: Readonly<Record<EvidenceKitState, Text>> = {
  OPENED: { kk: 'Ашық', ru: 'Открыт', en: 'Open' },
  SEALED: { kk: 'Пломбаланған', ru: 'Опломбирован', en: 'Sealed' },
  HANDED_OVER: { kk: 'Жолда', ru: 'В пути', en: 'On its way' },
  RECEIVED: { kk: 'Қабылданған', ru: 'Получен', en: 'Received' },
  STORED: { kk: 'Сақтауда', ru: 'На хранении', en: 'Stored' },
  ANALYSED: { kk: 'Өңделген', ru: 'Обработан', en: 'Processed' },
  RETURNED: { kk: 'Қайтарылуда', ru: 'Возвращается', en: 'On its way back' },
  DESTROYED: { kk: 'Сақталмайды', ru: 'Больше не хранится', en: 'No longer kept' },
};

export const ACTIONS: Readonly<Record<CustodyAction, Text>> = {
  SEAL: { kk: 'Пломбалау', ru: 'Опломбировать', en: 'Seal' },
  HAND_OVER: { kk: 'Тапсыру', ru: 'Передать', en: 'Hand over' },
  RECEIVE: { kk: 'Қабылдау', ru: 'Получить', en: 'Receive' },
  STORE: { kk: 'Сақтауға қою', ru: 'На хранение', en: 'Store' },
  ANALYSE: { kk: 'Өңделді', ru: 'Обработано', en: 'Processed' },
  RETURN: { kk: 'Қайтару', ru: 'Вернуть', en: 'Send back' },
  DESTROY: { kk: 'Жою', ru: 'Уничтожить', en: 'Destroy' },
};

export const STEPS: Readonly<Record<string, Text>> = {
  ...ACTIONS,
  OPEN: { kk: 'Ашу', ru: 'Открыть', en: 'Open' },
  CONVERT: KITS.convert,
};

export const REFUSALS: Readonly<Record<CustodyRefusalReason, Text>> = {
  OUT_OF_ORDER: { kk: 'кезегі емес', ru: 'не по порядку', en: 'out of order' },
  NOT_THE_HOLDER: { kk: 'ол жерде емес еді', ru: 'был не у них', en: 'was not with them' },
  SEAL_DIFFERS: { kk: 'пломба басқа', ru: 'другая пломба', en: 'another seal' },
  NOT_CONVERTED: { kk: 'келісім жоқ', ru: 'нет согласия', en: 'no consent' },
  KEPT_UNTIL: { kk: 'мерзімі бітпеген', ru: 'срок не вышел', en: 'period not over' },
};
