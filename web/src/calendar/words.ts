import type { ExaminerSex } from '../../generated/graphql';
import type { Text } from '../language/language';

export const CALENDAR = {
  state: { kk: 'Күйі', ru: 'Состояние', en: 'State' },
  clinic: { kk: 'Орын', ru: 'Место', en: 'Place' },
  noClinic: {
    kk: 'Сіздің ұйымыңызда әлі күнтізбе жоқ. Оны әкімші қосады.',
    ru: 'У вашей организации ещё нет календаря. Его добавляет администратор.',
    en: 'Your organisation has no calendar yet. The administrator adds one.',
  },
  view: { kk: 'Көрініс', ru: 'Вид', en: 'View' },
  day: { kk: 'Күн', ru: 'День', en: 'Day' },
  week: { kk: 'Апта', ru: 'Неделя', en: 'Week' },
  list: { kk: 'Тізім', ru: 'Список', en: 'List' },
  date: { kk: 'Күні', ru: 'Дата', en: 'Date' },
  today: { kk: 'Бүгін', ru: 'Сегодня', en: 'Today' },
  before: { kk: 'Алдыңғы', ru: 'Раньше', en: 'Earlier' },
  after: { kk: 'Келесі', ru: 'Позже', en: 'Later' },
  hours: { kk: 'Сағаттар', ru: 'Часы', en: 'Hours' },
  freeFor: { kk: 'Бос уақыт түрі', ru: 'Свободно для', en: 'Free times for' },
  time: { kk: 'Уақыт', ru: 'Время', en: 'Time' },
  doctor: { kk: 'Дәрігер', ru: 'Врач', en: 'Doctor' },
  free: { kk: 'Бос', ru: 'Свободно', en: 'Free' },
  moveHere: { kk: 'Осында', ru: 'Сюда', en: 'Move here' },
  taken: { kk: 'бос емес', ru: 'не свободно', en: 'not free' },
  closed: { kk: 'жабық', ru: 'нет приёма', en: 'closed' },
  arrows: {
    kk: 'Ұяшықтан ұяшыққа көрсеткілермен, ашу үшін Enter.',
    ru: 'Между ячейками — стрелками, открыть — Enter.',
    en: 'Arrow keys go from cell to cell, Enter opens one.',
  },
  closedDay: {
    kk: 'Бұл күні қабылдау жоқ. Басқа күнді таңдаңыз.',
    ru: 'В этот день приёма нет. Выберите другой день.',
    en: 'Closed on this day. Choose another one.',
  },
  emptyDay: {
    kk: 'Бұл күнге ешкім жазылмаған. Бос уақытты «Күн» көрінісінде таңдаңыз.',
    ru: 'На этот день никто не записан. Свободное время выбирают в виде «День».',
    en: 'Nobody is booked on this day. Choose a free time in the Day view.',
  },
  noReference: { kk: 'белгісі жоқ', ru: 'без пометки', en: 'no reference' },
  moving: { kk: 'Бос уақытты таңдаңыз:', ru: 'Выберите свободное время для:', en: 'Choose a free time for:' },
  movingKept: {
    kk: 'Ескі уақыт жаңасы расталғанша сақталады.',
    ru: 'Прежнее время остаётся, пока не подтверждено новое.',
    en: 'The old time stays until the new one is confirmed.',
  },
  stopMoving: { kk: 'Ауыстырмау', ru: 'Не переносить', en: 'Do not move' },
  past: { kk: 'ешкім', ru: 'никого', en: 'nobody' },
  booked: { kk: 'жазылған', ru: 'записано', en: 'booked' },
  kind: { kk: 'Түрі', ru: 'Вид приёма', en: 'Kind' },
  reference: { kk: 'Өз белгіңіз', ru: 'Ваша пометка', en: 'Your reference' },
} satisfies Record<string, Text>;

export { KINDS, STATES } from './exam-words';

export const SEXES: Readonly<Record<ExaminerSex, Text>> = {
  FEMALE: { kk: 'әйел', ru: 'жен.', en: 'female' },
  MALE: { kk: 'ер', ru: 'муж.', en: 'male' },
  UNSPECIFIED: { kk: '', ru: '', en: '' },
};
