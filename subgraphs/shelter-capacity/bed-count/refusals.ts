import { Refusal, type Text, UserErrorCode } from '../../kit/index.js';

type Reason = 'VIEW_ONLY' | 'DERIVED' | 'COUNTS_MISSING' | 'TIME' | 'NEWER';

const REFUSALS: Readonly<Record<Reason, readonly [code: UserErrorCode, field: string, text: Text]>> = {
  VIEW_ONLY: [
    UserErrorCode.WRONG_STATE,
    'shelterId',
    {
      en: 'This shelter only looks for beds elsewhere; it publishes none.',
      ru: 'Этот приют только ищет места в других; своих он не публикует.',
      kk: 'Бұл баспана тек басқа жерден орын іздейді, өзі жарияламайды.',
    },
  ],
  DERIVED: [
    UserErrorCode.WRONG_STATE,
    'counts',
    {
      en: 'This shelter runs its beds on the hub: what is free follows from its holds and stays. Leave the counts out to confirm them.',
      ru: 'Места этого приюта ведутся здесь: свободные считаются сами. Чтобы подтвердить, не указывайте числа.',
      kk: 'Бұл баспананың орындары осында жүргізіледі: бос орындар өзі саналады. Растау үшін сандарды жазбаңыз.',
    },
  ],
  COUNTS_MISSING: [
    UserErrorCode.INVALID,
    'counts',
    { en: 'Give the counts.', ru: 'Укажите числа.', kk: 'Сандарды көрсетіңіз.' },
  ],
  TIME: [
    UserErrorCode.INVALID,
    'observedAt',
    {
      en: 'Count again: this time lies ahead or more than 8 hours back.',
      ru: 'Посчитайте заново: это время ещё не наступило или прошло больше 8 часов.',
      kk: 'Қайта санаңыз: бұл уақыт әлі келген жоқ не 8 сағаттан артық өтті.',
    },
  ],
  NEWER: [
    UserErrorCode.INVALID,
    'observedAt',
    {
      en: 'There is a count of a later time.',
      ru: 'Уже есть более поздний подсчёт.',
      kk: 'Кейінірек жасалған санақ бар.',
    },
  ],
};

export function publishRefusal(reason: Reason): Refusal {
  const [code, field, text] = REFUSALS[reason];
  return new Refusal(code, text, [field]);
}
