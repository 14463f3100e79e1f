import type { IncidentChannel, InjuryKind, ViolenceKind } from '../../generated/graphql';
import type { Text } from '../language/language';

export const CASE = {
  title: { kk: 'Жаңа', ru: 'Новое', en: 'New' },
  of: { kk: 'Қадам', ru: 'Шаг', en: 'Step' },
  report: { kk: 'Хабарлама', ru: 'Сообщение', en: 'Report' },
  questions: { kk: 'Сұрақтар', ru: 'Вопросы', en: 'Questions' },
  to: { kk: 'Кімге', ru: 'Кому', en: 'To whom' },
  read: { kk: 'Оқып беру', ru: 'Прочитать вслух', en: 'Read out' },
  code: { kk: 'Код', ru: 'Код', en: 'Code' },
  draftOnly: {
    kk: 'Жібергенше тек осы бетте сақталады.',
    ru: 'До отправки всё остаётся только на этой странице.',
    en: 'Until it is sent, it is on this page only.',
  },

  when: { kk: 'Қашан болды?', ru: 'Когда это было?', en: 'When did it happen?' },
  now: { kk: 'Қазір', ru: 'Сейчас', en: 'Now' },
  longer: { kk: 'Бұрынырақ', ru: 'Раньше', en: 'Longer ago' },
  days: { kk: 'Неше күн бұрын?', ru: 'Сколько дней назад?', en: 'How many days ago?' },
  daysWrong: {
    kk: '1 мен 3650 арасындағы күн санын жазыңыз',
    ru: 'Введите число дней от 1 до 3650',
    en: 'Enter a number of days from 1 to 3650',
  },
  lastContact: { kk: 'Онымен соңғы байланыс', ru: 'Последний контакт с ним', en: 'Last contact with him' },
  same: { kk: 'Сол кезде', ru: 'Тогда же', en: 'At that time' },
  notKnown: { kk: 'Белгісіз', ru: 'Неизвестно', en: 'Not known' },
  violence: { kk: 'Не болды?', ru: 'Что произошло?', en: 'What happened?' },
  violenceHint: {
    kk: 'Сай келетіннің бәрін таңдаңыз.',
    ru: 'Отметьте всё, что подходит.',
    en: 'Choose all that apply.',
  },
  violenceMissing: {
    kk: 'Не болғанын таңдаңыз',
    ru: 'Выберите, что произошло',
    en: 'Choose what happened',
  },
  injuries: { kk: 'Жарақаттар', ru: 'Травмы', en: 'Injuries' },
  injuriesHint: {
    kk: 'Көрінгені немесе ол айтқаны. Белгіленбесе, «жоқ» дегенді білдірмейді.',
    ru: 'Видимые или с её слов. Не отмечено — не значит «нет».',
    en: 'Seen, or told of. None chosen does not mean none.',
  },
  channel: { kk: 'Қалай хабарланды?', ru: 'Как поступило?', en: 'How did it come in?' },
  region: { kk: 'Өңір', ru: 'Регион', en: 'Region' },
  more: { kk: 'Тағы: кім, балалар, сөзі', ru: 'Ещё: кто, дети, с её слов', en: 'More: who, children, her words' },
  earlierWrong: {
    kk: '0 мен 999 арасындағы санды жазыңыз',
    ru: 'Введите число от 0 до 999',
    en: 'Enter a number from 0 to 999',
  },
  yes: { kk: 'Иә', ru: 'Да', en: 'Yes' },
  no: { kk: 'Жоқ', ru: 'Нет', en: 'No' },
  notAnswered: { kk: 'Жауапсыз', ru: 'Нет ответа', en: 'Not answered' },
  record: { kk: 'Жазу және жалғастыру', ru: 'Записать и продолжить', en: 'Record and continue' },
  recorded: { kk: 'Хабарлама жазылды.', ru: 'Сообщение записано.', en: 'The report is recorded.' },
  dutyHint: {
    kk: 'Аты-жөні керек емес. Негіз ретінде заң бойынша міндетіңіз жазылады, ол мұны көре алады.',
    ru: 'Имя не нужно. Основанием записывается ваша обязанность по закону; она это увидит.',
    en: 'No name is needed. Your duty by law is recorded as the ground; she can see that.',
  },
  duty: {
    kk: 'Хабарлама түсті; заң полицияны әрекет етуге міндеттейді.',
    ru: 'Поступило сообщение; закон обязывает полицию действовать.',
    en: 'A report came in; the law obliges the police to act on it.',
  },

  dropSure: {
    kk: 'Шынымен өшіру керек пе? Қайта басыңыз',
    ru: 'Точно стереть? Нажмите ещё раз',
    en: 'Really clear it? Press again',
  },
  drop: { kk: 'Бәрін өшіру', ru: 'Стереть всё', en: 'Clear everything' },

  goNow: {
    kk: 'Қазір барыңыз: не табуға болатынын сарапшы шешеді.',
    ru: 'Ехать сейчас: что можно найти, решает эксперт.',
    en: 'Go now: the examiner decides what can be found.',
  },
  moreAdvice: { kk: 'Нені сақтау керек', ru: 'Что сохранить', en: 'What to keep' },
} satisfies Record<string, Text>;

export const VIOLENCE: Readonly<Record<ViolenceKind, Text>> = {
  PHYSICAL: { kk: 'Ұрып-соғу', ru: 'Побои', en: 'Beating' },
  STRANGULATION: { kk: 'Буындыру, мойнын қысу', ru: 'Душил, сдавил шею', en: 'Pressure on the neck' },
  SEXUAL: { kk: 'Жыныстық зорлық', ru: 'Сексуальное насилие', en: 'Sexual violence' },
  THREAT: { kk: 'Қорқыту', ru: 'Угрозы', en: 'Threats' },
  STALKING: { kk: 'Аңду', ru: 'Преследование', en: 'Stalking' },
  PSYCHOLOGICAL: { kk: 'Психологиялық', ru: 'Психологическое', en: 'Psychological' },
  ECONOMIC: { kk: 'Ақша, құжат тартып алу', ru: 'Отнял деньги, документы', en: 'Took money, documents' },
};

export const INJURIES: Readonly<Record<InjuryKind, Text>> = {
  BRUISE: { kk: 'Көгеру', ru: 'Синяк, ссадина', en: 'Bruise' },
  WOUND: { kk: 'Жара', ru: 'Рана', en: 'Wound' },
  HEAD_INJURY: { kk: 'Бас', ru: 'Голова', en: 'Head' },
  NECK_INJURY: { kk: 'Мойын', ru: 'Шея', en: 'Neck' },
  LOSS_OF_CONSCIOUSNESS: { kk: 'Есінен тану', ru: 'Теряла сознание', en: 'Lost consciousness' },
  HEAVY_BLEEDING: { kk: 'Қатты қан кету', ru: 'Сильное кровотечение', en: 'Heavy bleeding' },
  FRACTURE: { kk: 'Сынық', ru: 'Перелом', en: 'Fracture' },
  INTERNAL_INJURY: { kk: 'Кеуде, іш', ru: 'Грудь, живот', en: 'Chest, belly' },
  BURN: { kk: 'Күйік', ru: 'Ожог', en: 'Burn' },
  BITE: { kk: 'Тістелген', ru: 'Укус', en: 'Bite' },
  OTHER: { kk: 'Басқа', ru: 'Другое', en: 'Other' },
};

export const CHANNELS: Readonly<Record<IncidentChannel, Text>> = {
  CALL_102: { kk: '102-ге қоңырау', ru: 'Звонок на 102', en: 'Call to 102' },
  WALK_IN: { kk: 'Өзі келіп айтты', ru: 'Лично', en: 'In person' },
  HOSPITAL: { kk: 'Ауруханадан', ru: 'Из больницы', en: 'From a hospital' },
  HELPLINE: { kk: 'Сенім телефонынан', ru: 'С телефона доверия', en: 'From a helpline' },
  ONLINE: { kk: 'Онлайн', ru: 'Онлайн', en: 'Online' },
};

/** How long ago. */
export const HOURS = {
  kk: { other: '# сағ бұрын' },
  ru: { other: '# ч назад' },
  en: { other: '# h ago' },
};
