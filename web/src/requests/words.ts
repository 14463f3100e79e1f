import type { BedAdultAge, BedDeclineReason } from '../../generated/graphql';
import type { Text } from '../language/language';

export const REQUESTS = {
  none: {
    kk: 'Қазір сұрау жоқ. Жаңасы осында өздігінен шығады.',
    ru: 'Сейчас запросов нет. Новые появятся здесь сами.',
    en: 'No requests now. New ones appear here by themselves.',
  },
  toAnswer: { kk: 'Жауапқа қалған уақыт:', ru: 'Осталось на ответ:', en: 'Time left to answer:' },
  over: { kk: 'Уақыт бітті', ru: 'Время вышло', en: 'Time is over' },
  byPhone: {
    kk: 'Телефонмен «иә» делінген. Растау үшін қабылдаңыз, келіспесеңіз бас тартыңыз.',
    ru: 'По телефону сказали «да». Примите, чтобы подтвердить, или откажите.',
    en: 'Somebody said yes on the telephone. Accept to confirm it, or decline.',
  },
  reference: { kk: 'Белгісі', ru: 'Пометка', en: 'Reference' },
  callBack: { kk: 'Сұрағандарға қоңырау шалу', ru: 'Позвонить тем, кто спрашивает', en: 'Call the people who ask' },
  noCallBack: {
    kk: 'бұл сұрау бойынша нөмір берілмейді',
    ru: 'по этому запросу номер не сообщается',
    en: 'no number is given for this request',
  },
  accept: { kk: 'Қабылдау', ru: 'Принять', en: 'Accept' },
  accepted: {
    kk: 'Қабылданды. Енді «Қонақтар» бөлімінде.',
    ru: 'Принято. Теперь это в разделе «Гости».',
    en: 'Accepted. It is now under Guests.',
  },
  decline: { kk: 'Бас тарту', ru: 'Отказать', en: 'Decline' },
  declined: { kk: 'Бас тартылды.', ru: 'Отказано.', en: 'Declined.' },
  why: { kk: 'Неге болмайды?', ru: 'Почему нет?', en: 'Why not?' },
  whyHint: {
    kk: 'Жіберуші тек «орын жоқ» немесе «сай келмейді» дегенді көреді.',
    ru: 'Отправитель увидит только «нет места» или «не подходит».',
    en: 'The sender sees only “no place” or “does not fit”.',
  },
  whyMissing: { kk: 'Себебін таңдаңыз', ru: 'Выберите причину', en: 'Choose a reason' },
  several: { kk: 'Бірнеше үйге жіберілген', ru: 'Отправлено нескольким домам', en: 'Sent to several houses' },
  offer: { kk: 'Орын ұсыну', ru: 'Предложить место', en: 'Offer a place' },
  offered: { kk: 'Орын ұсынылды.', ru: 'Место предложено.', en: 'A place is offered.' },
  youOffered: { kk: 'Сіз орын ұсындыңыз', ru: 'Вы предложили место', en: 'You have offered a place' },
  room: { kk: 'Қай бөлме?', ru: 'Какая комната?', en: 'Which room?' },
  roomMissing: { kk: 'Бөлмені таңдаңыз', ru: 'Выберите комнату', en: 'Choose a room' },
  noRoom: {
    kk: 'Осы мерзімге бос бөлме жоқ.',
    ru: 'Свободной комнаты на всё это время нет.',
    en: 'No room is free for all of this time.',
  },
} satisfies Record<string, Text>;

export const HOUSEHOLD = {
  girl: { kk: 'қыз', ru: 'девочка', en: 'girl' },
  boy: { kk: 'ұл', ru: 'мальчик', en: 'boy' },
  men: { kk: 'Оның ішінде ер адам', ru: 'Из них мужчин', en: 'Men among them' },
  wheelchair: { kk: 'Мүгедектер арбасы', ru: 'Кресло-коляска', en: 'Wheelchair' },
  pets: { kk: 'Жануары бар', ru: 'С животными', en: 'With animals' },
  languages: { kk: 'Олар сөйлейтін тілдер', ru: 'Говорят на языках', en: 'Languages they speak' },
} satisfies Record<string, Text>;

/** What is said of an adult's age; of one who is grown up and of no particular age, nothing is. */
export const AGES: Readonly<Partial<Record<BedAdultAge, Text>>> = {
  FROM_16: { kk: '16–17 жастағы ересек', ru: 'взрослый человек 16–17 лет', en: 'adult of 16 or 17' },
  FROM_60: {
    kk: '60 жастағы не одан үлкен ересек',
    ru: 'взрослый человек 60 лет и старше',
    en: 'adult of 60 or older',
  },
};

export const REASONS: Readonly<Record<BedDeclineReason, Text>> = {
  NO_CAPACITY: { kk: 'Орын жоқ болып шықты', ru: 'Места всё-таки нет', en: 'No place after all' },
  HOUSEHOLD_TOO_LARGE: { kk: 'Адам саны көп', ru: 'Слишком много человек', en: 'Too many people' },
  BOY_TOO_OLD: {
    kk: 'Ұлдың жасы осы үй қабылдайтын жастан үлкен',
    ru: 'Мальчик старше, чем принимает дом',
    en: 'A boy is older than the house takes',
  },
  ACCESSIBILITY: { kk: 'Арбамен кіру мүмкін емес', ru: 'Нет доступа для кресла-коляски', en: 'Not accessible' },
  PETS: { kk: 'Жануармен болмайды', ru: 'Нельзя с животными', en: 'Animals cannot be taken' },
  LANGUAGE: {
    kk: 'Қажет тілде сөйлейтін адам жоқ',
    ru: 'Никто не говорит на нужном языке',
    en: 'Nobody speaks the language',
  },
  SUPPORT_NEEDS: {
    kk: 'Үй бере алатыннан көп көмек керек',
    ru: 'Нужно больше помощи, чем может дать дом',
    en: 'More help is needed than the house can give',
  },
  UNSAFE_LOCATION: {
    kk: 'Бұл жер оларға сай емес',
    ru: 'Это место им не подходит',
    en: 'Not the right place for them',
  },
  CONFLICT_WITH_RESIDENT: {
    kk: 'Осында тұратын біреуге байланысты болмайды',
    ru: 'Мешает кто-то из живущих здесь',
    en: 'Somebody who lives here rules it out',
  },
  OTHER: { kk: 'Басқа себеп', ru: 'Другая причина', en: 'Another reason' },
};
