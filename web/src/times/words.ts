import type { AppointmentState, ExamKind } from '../../generated/graphql';
import type { Text } from '../language/language';

export const TIMES = {
  held: { kk: 'Ұсталып тұр', ru: 'Удерживается', en: 'Held' },
  noneHeld: {
    kk: 'Уақыт ұсталмаған. Төменде іздеңіз.',
    ru: 'Время не удерживается. Найдите его ниже.',
    en: 'No time is held. Find one below.',
  },
  search: { kk: 'Уақыт іздеу', ru: 'Найти время', en: 'Find a time' },
  kind: { kk: 'Қандай?', ru: 'Какой?', en: 'Which kind?' },
  woman: { kk: 'Тек әйел маман', ru: 'Только женщина', en: 'Only a woman' },
  wish: { kk: 'Тілегі', ru: 'Её пожелание', en: 'Her wish' },
  region: { kk: 'Өңір', ru: 'Регион', en: 'Region' },
  find: { kk: 'Іздеу', ru: 'Найти', en: 'Find' },
  found: { kk: 'Бос уақыт', ru: 'Свободное время', en: 'Free times' },
  nothing: {
    kk: 'Бос уақыт жоқ. Басқа өңірді таңдаңыз немесе 103-ке қоңырау шалыңыз.',
    ru: 'Свободного времени нет. Выберите другой регион или позвоните 103.',
    en: 'No time is free. Choose another region, or call 103.',
  },
  hold: { kk: 'Ұстап тұру', ru: 'Удержать', en: 'Hold it' },
  holdDone: {
    kk: 'Ұсталды. Ол келіскенде растаңыз.',
    ru: 'Удержано. Подтвердите, когда она согласится.',
    en: 'Held. Confirm it when she agrees.',
  },
  heldFor: { kk: 'Растауға қалды:', ru: 'Подтвердить в течение:', en: 'Confirm within:' },
  over: { kk: 'Уақыт бітті', ru: 'Время вышло', en: 'Time is over' },
  confirm: { kk: 'Растау', ru: 'Подтвердить', en: 'Confirm' },
  confirmed: { kk: 'Расталды.', ru: 'Подтверждено.', en: 'Confirmed.' },
  giveBack: { kk: 'Керек емес', ru: 'Не нужно', en: 'Not needed' },
  givenBack: { kk: 'Қайтарылды.', ru: 'Возвращено.', en: 'Given back.' },
  onCall: { kk: 'маман шақыртумен келеді', ru: 'специалист приедет по вызову', en: 'comes when called' },
  anybody: {
    kk: 'Аты-жөні керек емес.',
    ru: 'Имя не нужно.',
    en: 'No name is needed.',
  },
} satisfies Record<string, Text>;

export const KINDS: Readonly<Record<ExamKind, Text>> = {
  PHYSICAL_INJURY: { kk: 'Жарақат', ru: 'Травмы', en: 'Injuries' },
  STRANGULATION: { kk: 'Мойын', ru: 'Шея', en: 'Neck' },
  SEXUAL_ASSAULT: { kk: 'Жыныстық зорлық', ru: 'Сексуальное насилие', en: 'Sexual violence' },
  TOXICOLOGY: { kk: 'Қан, несеп', ru: 'Кровь, моча', en: 'Blood, urine' },
  PSYCHIATRIC: { kk: 'Психиатриялық', ru: 'Психиатрический', en: 'Psychiatric' },
};

export const APPOINTMENTS: Readonly<Record<AppointmentState, Text>> = {
  HELD: { kk: 'Ұсталып тұр', ru: 'Удерживается', en: 'Held' },
  CONFIRMED: { kk: 'Расталды', ru: 'Подтверждено', en: 'Confirmed' },
  ARRIVED: { kk: 'Келді', ru: 'Прибыла', en: 'Arrived' },
  IN_PROGRESS: { kk: 'Басталды', ru: 'Идёт', en: 'Under way' },
  COMPLETED: { kk: 'Аяқталды', ru: 'Завершено', en: 'Completed' },
  STOPPED: { kk: 'Тоқтатылды', ru: 'Остановлено', en: 'Stopped' },
  CANCELLED: { kk: 'Болмайды', ru: 'Отменено', en: 'Cancelled' },
  NO_SHOW: { kk: 'Келмеді', ru: 'Не пришла', en: 'Did not come' },
  LAPSED: { kk: 'Уақыты өтті', ru: 'Истекло', en: 'Lapsed' },
};
