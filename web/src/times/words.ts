import type { ExaminerSex } from '../../generated/graphql';
import type { Text } from '../language/language';

export const TIMES = {
  held: { kk: 'Брондалған', ru: 'Забронировано', en: 'Held' },
  noneHeld: {
    kk: 'Брондалған уақыт жоқ. Төменде іздеңіз.',
    ru: 'Забронированного времени нет. Найдите его ниже.',
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
    kk: 'Бос уақыт жоқ. Кезекке қосыңыз, басқа өңірді таңдаңыз немесе 103-ке қоңырау шалыңыз.',
    ru: 'Свободного времени нет. Добавьте в очередь, выберите другой регион или позвоните 103.',
    en: 'No time is free. Add to the queue, choose another region, or call 103.',
  },
  hold: { kk: 'Брондау', ru: 'Забронировать', en: 'Hold it' },
  holdDone: {
    kk: 'Брондалды. Ол келіскенде растаңыз.',
    ru: 'Забронировано. Подтвердите, когда она согласится.',
    en: 'Held. Confirm it when she agrees.',
  },
  ranOut: {
    kk: 'Бұл уақыттың броны енді жоқ. Қайта басыңыз немесе басқасын таңдаңыз.',
    ru: 'Бронь этого времени уже истекла. Нажмите ещё раз или выберите другое.',
    en: 'This time is no longer held. Press again, or choose another.',
  },
  heldFor: { kk: 'Растауға қалды:', ru: 'Подтвердить в течение:', en: 'Confirm within:' },
  over: { kk: 'Уақыт бітті', ru: 'Время вышло', en: 'Time is over' },
  confirm: { kk: 'Растау', ru: 'Подтвердить', en: 'Confirm' },
  confirmed: { kk: 'Расталды.', ru: 'Подтверждено.', en: 'Confirmed.' },
  giveBack: { kk: 'Керек емес', ru: 'Не нужно', en: 'Not needed' },
  givenBack: { kk: 'Қайтарылды.', ru: 'Возвращено.', en: 'Given back.' },
  onCall: { kk: 'маман шақыртумен келеді', ru: 'специалист приедет по вызову', en: 'comes when called' },
  reads: {
    kk: 'Келгенде айтатын код',
    ru: 'Код, который называют на месте',
    en: 'Code to say there',
  },
  link: { kk: 'Мына кодпен белгілеу:', ru: 'Указать код:', en: 'Use the code' },
  linked: { kk: 'Код қойылды.', ru: 'Код указан.', en: 'It is found by this code now.' },
  ofCaseHint: {
    kk: 'Одан қорғалған адам қарамайды. Басқа адам үшін болса, алып тастаңыз.',
    ru: 'К тому, от кого она защищена, не запишут. Для другой женщины снимите отметку.',
    en: 'Not with anybody she is protected from. Take it off for somebody else.',
  },
  speaks: { kk: 'Сөйлейтін тілі', ru: 'Говорит на', en: 'Speaks' },
  anybody: {
    kk: 'Аты-жөні керек емес.',
    ru: 'Имя не нужно.',
    en: 'No name is needed.',
  },
} satisfies Record<string, Text>;

export const SEEN_BY: Readonly<Partial<Record<ExaminerSex, Text>>> = {
  FEMALE: { kk: 'Маман — әйел', ru: 'Специалист — женщина', en: 'Seen by a woman' },
  MALE: { kk: 'Маман — ер адам', ru: 'Специалист — мужчина', en: 'Seen by a man' },
};
