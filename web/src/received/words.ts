import type { ReferralDeclineReason, ReferralOutcome, ReferralQuestionKind } from '../../generated/graphql';
import type { Text } from '../language/language';

export const RECEIVED = {
  none: {
    kk: 'Сізге ештеңе келген жоқ. Келсе, осында шығады.',
    ru: 'К вам ничего не поступило. Когда поступит, появится здесь.',
    en: 'Nothing has come to you. When it does, it appears here.',
  },
  code: { kk: 'Телефонда айтылған код', ru: 'Код, названный по телефону', en: 'Code said on the telephone' },
  found: { kk: 'Табылды.', ru: 'Найдено.', en: 'Found.' },
  notFound: {
    kk: 'Бұл кодпен сізге ештеңе келмеген. Цифрларды қайта айтқызыңыз.',
    ru: 'С этим кодом к вам ничего не поступало. Попросите назвать цифры ещё раз.',
    en: 'Nothing with this code has come to you. Have the digits read out again.',
  },
  all: { kk: 'Бәрін көрсету', ru: 'Показать все', en: 'Show all' },
  notListed: { kk: 'атауы тізімде жоқ', ru: 'названия нет в списке', en: 'the name is not in the list' },
  due: { kk: 'Жауапқа қалды:', ru: 'До ответа:', en: 'Answer due in:' },
  dueOver: { kk: 'Жауап кешікті', ru: 'Ответ просрочен', en: 'The answer is late' },
  yours: { kk: 'Сізде', ru: 'У вас', en: 'With you' },
  colleague: { kk: 'Әріптесіңізде', ru: 'У коллеги', en: 'With a colleague' },
  nobody: { kk: 'Ешкім алған жоқ', ru: 'Никто не взял', en: 'With nobody' },

  accept: { kk: 'Қабылдау', ru: 'Принять', en: 'Accept' },
  accepted: { kk: 'Қабылданды.', ru: 'Принято.', en: 'Accepted.' },
  seen: { kk: 'Көрдік', ru: 'Увидели', en: 'We have it' },
  seenSaid: {
    kk: 'Көргеніңіз айтылды. Бұл әлі «иә» емес.',
    ru: 'Сообщено, что вы это видите. Это ещё не «да».',
    en: 'They are told that you have it. That is no yes yet.',
  },
  decline: { kk: 'Бас тарту', ru: 'Отказать', en: 'Decline' },
  declined: { kk: 'Бас тартылды.', ru: 'Отказано.', en: 'Declined.' },
  why: { kk: 'Неге болмайды?', ru: 'Почему нет?', en: 'Why not?' },
  whyMissing: { kk: 'Себебін таңдаңыз', ru: 'Выберите причину', en: 'Choose a reason' },
  begin: { kk: 'Бастау', ru: 'Начать', en: 'Begin' },
  begun: { kk: 'Басталды.', ru: 'Начато.', en: 'Begun.' },
  complete: { kk: 'Аяқтау', ru: 'Завершить', en: 'Complete' },
  completed: { kk: 'Аяқталды.', ru: 'Завершено.', en: 'Completed.' },
  how: { kk: 'Қалай аяқталды?', ru: 'Чем закончилось?', en: 'How did it end?' },
  howMissing: { kk: 'Қалай аяқталғанын таңдаңыз', ru: 'Выберите, чем закончилось', en: 'Choose how it ended' },

  take: { kk: 'Өзіме алу', ru: 'Взять себе', en: 'Take it on' },
  takeOver: { kk: 'Әріптестен алу', ru: 'Забрать у коллеги', en: 'Take it over' },
  taken: { kk: 'Енді сізде.', ru: 'Теперь это у вас.', en: 'It is with you now.' },
  giveBack: { kk: 'Бөлімге қайтару', ru: 'Вернуть отделу', en: 'Give it back' },
  givenBack: { kk: 'Бөлімге қайтарылды.', ru: 'Возвращено отделу.', en: 'Given back to the unit.' },
  ask: { kk: 'Сұрау', ru: 'Спросить', en: 'Ask' },
  what: { kk: 'Не сұрайсыз?', ru: 'Что спросить?', en: 'What do you ask?' },
  whatMissing: { kk: 'Не сұрайтыныңызды таңдаңыз', ru: 'Выберите, что спросить', en: 'Choose what to ask' },
  parts: { kk: 'Жазбаның қай бөлігін?', ru: 'Какие части записи?', en: 'Which parts of the record?' },
  partsMissing: { kk: 'Бөлігін таңдаңыз', ru: 'Выберите часть', en: 'Choose a part' },
  asked: { kk: 'Сұралды.', ru: 'Спросили.', en: 'Asked.' },
  waits: { kk: 'Жауап күтілуде', ru: 'Ждём ответа', en: 'Waiting for the answer' },
  notWanted: { kk: 'Ол қаламайды', ru: 'Она не хочет', en: 'She does not want it' },
  notWantedSure: {
    kk: 'Жолдама тоқтатылады. Бұл ешкімнің кінәсі емес.',
    ru: 'Направление прекратится. В этом никто не виноват.',
    en: 'The referral ends. That is nobody’s failure.',
  },
  ended: { kk: 'Тоқтатылды.', ru: 'Прекращено.', en: 'It has ended.' },
  yes: { kk: 'Иә', ru: 'Да', en: 'Yes' },
} satisfies Record<string, Text>;

/** Why this unit does not take one; others are told no more than they may know. */
export const REFUSALS: Readonly<Partial<Record<ReferralDeclineReason, Text>>> = {
  NO_CAPACITY: {
    kk: 'Орын, уақыт не адам жоқ',
    ru: 'Нет места, времени или людей',
    en: 'No place, no time or nobody free',
  },
  OUTSIDE_REMIT: { kk: 'Бұл біздің міндет емес', ru: 'Не наша задача', en: 'Not what we do' },
  NEEDS_NOT_MET: { kk: 'Біз көмектесе алмаймыз', ru: 'Мы не можем помочь', en: 'We cannot help' },
  UNSAFE_LOCATION: { kk: 'Бұл жер оған сай емес', ru: 'Это место ей не подходит', en: 'Not the right place for her' },
};

export const ENDS: Readonly<Partial<Record<ReferralOutcome, Text>>> = {
  SERVICE_GIVEN: { kk: 'Көмек берілді', ru: 'Помощь оказана', en: 'Help was given' },
  PARTLY_GIVEN: { kk: 'Ішінара берілді', ru: 'Оказана частично', en: 'Given in part' },
  CONTACT_LOST: { kk: 'Байланыс үзілді', ru: 'Связь потеряна', en: 'Contact was lost' },
};

/** As the one who asks says it. */
export const TO_ASK: Readonly<Record<ReferralQuestionKind, Text>> = {
  WHEN_CAN_SHE_COME: { kk: 'Қашан келе алады', ru: 'Когда она может прийти', en: 'When she can come' },
  WHO_COMES_WITH_HER: { kk: 'Кіммен келеді', ru: 'Кто придёт с ней', en: 'Who comes with her' },
  HER_NEEDS: {
    kk: 'Не керек: аудармашы, көлік, дәрігер',
    ru: 'Что ей нужно: переводчик, транспорт, врач',
    en: 'What she needs: an interpreter, a lift, a doctor',
  },
  STILL_WANTED: { kk: 'Ол әлі қалай ма', ru: 'Нужно ли ей это ещё', en: 'Whether she still wants it' },
  MORE_OF_HER_RECORD: { kk: 'Жазбадан тағы жіберсін', ru: 'Прислать ещё из записи', en: 'More of the record' },
  CALL_US: { kk: 'Бізге қоңырау шалсын', ru: 'Чтобы нам позвонили', en: 'That they call us' },
};
