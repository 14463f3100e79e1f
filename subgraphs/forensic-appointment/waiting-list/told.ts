import type { Language, Text } from '../../kit/index.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import { ExamWaitState } from './types.js';

export interface Waiting {
  readonly state: ExamWaitState;
  readonly medicalNeed: boolean;
  readonly priority: ExamPriority;
}

/** Her place in the line, from her own need alone: no number, and nothing of who else waits, or whether anybody does. */
export function placeInLine({ state, medicalNeed, priority }: Waiting, language: Language): string {
  if (state !== ExamWaitState.WAITING) return STATE[state][language];
  if (medicalNeed) return MEDICAL[language];
  return PRIORITY[priority][language];
}

const MEDICAL: Text = {
  en: 'Emergency care first (103). The next time that fits is then offered to her before all without medical need.',
  ru: 'Сначала неотложная помощь (103). Затем ближайшее подходящее время предложат ей раньше всех, у кого нет медицинской срочности.',
  kk: 'Алдымен шұғыл көмек (103). Содан кейін жақын қолайлы уақыт медициналық шұғылдығы жоқтардың бәрінен бұрын оған ұсынылады.',
};

const SOONER: Text = {
  en: 'Among the first who are served; only medical need comes before.',
  ru: 'Среди первых в очереди: раньше только случаи медицинской срочности.',
  kk: 'Кезектің алғашқыларының бірі: одан бұрын тек медициналық шұғыл жағдайлар.',
};

const PRIORITY: Readonly<Record<ExamPriority, Text>> = {
  STAT: SOONER,
  ASAP: SOONER,
  URGENT: {
    en: 'Served after those whose examination cannot wait, in the order of joining.',
    ru: 'После тех, чей осмотр не терпит отлагательства; далее в порядке записи.',
    kk: 'Тексеруі кейінге қалмайтындардан кейін, жазылу ретімен.',
  },
  ROUTINE: {
    en: 'Served after the more urgent ones, in the order of joining.',
    ru: 'После более срочных; далее в порядке записи.',
    kk: 'Шұғылырақтардан кейін, жазылу ретімен.',
  },
};

const STATE: Readonly<Record<Exclude<ExamWaitState, ExamWaitState.WAITING>, Text>> = {
  OFFERED: {
    en: 'A time is held for her. Confirm it within ten minutes, or it goes to somebody else.',
    ru: 'Для неё забронировано время. Подтвердите его в течение десяти минут, иначе оно перейдёт другим.',
    kk: 'Оған уақыт брондалды. Оны он минут ішінде растаңыз, әйтпесе ол басқаға беріледі.',
  },
  BOOKED: { en: 'A time is confirmed.', ru: 'Время подтверждено.', kk: 'Уақыт расталған.' },
  UNANSWERED: {
    en: 'Three offers were not confirmed; nothing more is offered. Join again if she still wants it.',
    ru: 'Три предложения не подтверждены; больше ничего не предлагается. Если ей ещё нужно, запишите её снова.',
    kk: 'Үш ұсыныс расталмады; енді ештеңе ұсынылмайды. Оған әлі керек болса, қайта жазыңыз.',
  },
  LEFT: { en: 'Taken off the list.', ru: 'Снято с очереди.', kk: 'Кезектен шығарылды.' },
  ENDED: {
    en: 'Nothing became free in time. Look at other clinics and regions.',
    ru: 'В срок ничего не освободилось. Посмотрите другие клиники и регионы.',
    kk: 'Мерзімінде ештеңе босамады. Басқа клиникалар мен өңірлерді қараңыз.',
  },
};
