import type { ShelterOpeningState, ShelterUnitKind } from '../../generated/graphql';
import type { Text } from '../language/language';

export const PLACES = {
  title: { kk: 'Орындар', ru: 'Места', en: 'Places' },
  house: { kk: 'Үй', ru: 'Дом', en: 'House' },
  free: { kk: 'бос', ru: 'свободно', en: 'free' },
  total: { kk: 'Барлығы', ru: 'Всего', en: 'In all' },
  taken: { kk: 'бос емес', ru: 'занято', en: 'taken' },
  held: { kk: 'брондалған', ru: 'забронировано', en: 'held' },
  fewer: { kk: 'Бос орын біреуге аз', ru: 'На одно свободное меньше', en: 'One free fewer' },
  more: { kk: 'Бос орын біреуге көп', ru: 'На одно свободное больше', en: 'One free more' },
  byBed: {
    kk: '«−» бос орынды уақытша жабады, «+» қайтарады.',
    ru: '«−» временно закрывает свободное место, «+» возвращает его.',
    en: '− takes a free bed out of use, + puts one back.',
  },
  byCount: {
    kk: '«−» тағы бір орын алынды, «+» бір орын босады.',
    ru: '«−» ещё одно место занято, «+» одно освободилось.',
    en: '− one more is taken, + one is free again.',
  },
  publish: { kk: 'Жариялау', ru: 'Опубликовать', en: 'Publish' },
  confirm: { kk: 'Сандар дұрыс: жариялау', ru: 'Всё верно: опубликовать', en: 'Numbers are right: publish' },
  published: { kk: 'Жарияланды.', ru: 'Опубликовано.', en: 'Published.' },
  counted: { kk: 'Жарияланған', ru: 'Опубликовано', en: 'Last published' },
  neverCounted: { kk: 'Әлі жарияланбаған.', ru: 'Ещё не публиковалось.', en: 'Not published yet.' },
  old: {
    kk: 'Сандар ескірген: басқаларға алдымен қоңырау шалу ұсынылады.',
    ru: 'Числа устарели: другим советуют сначала звонить.',
    en: 'The numbers are old: others are told to telephone first.',
  },
  whereIs: { kk: 'Қайда келу керегін енгізу', ru: 'Внести, куда ехать', en: 'Enter where to come' },
  none: {
    kk: 'Мұнда орын жоқ. Орындарды әкімші қосады.',
    ru: 'Мест здесь нет. Их добавляет администратор.',
    en: 'There are no places here. The administrator adds them.',
  },
  noHouse: {
    kk: 'Сіздің ұйымыңыздың үйі жоқ. Үйді әкімші қосады.',
    ru: 'У вашей организации нет домов. Их добавляет администратор.',
    en: 'Your organisation has no house. The administrator adds one.',
  },
} satisfies Record<string, Text>;

export const UNIT_KINDS: Readonly<Record<ShelterUnitKind, Text>> = {
  SINGLE: { kk: 'Жеке бөлме', ru: 'Отдельная комната', en: 'Single room' },
  FAMILY_ROOM: { kk: 'Отбасы бөлмесі', ru: 'Семейная комната', en: 'Family room' },
  DORMITORY: { kk: 'Ортақ бөлме', ru: 'Общая комната', en: 'Shared room' },
  ACCESSIBLE: { kk: 'Қолжетімді бөлме', ru: 'Доступная комната', en: 'Accessible room' },
  QUARANTINE: { kk: 'Карантин бөлмесі', ru: 'Карантинная комната', en: 'Quarantine room' },
  TEMPORARY: { kk: 'Уақытша орындар', ru: 'Временные места', en: 'Temporary beds' },
};

export const OPENING: Readonly<Record<ShelterOpeningState, Text>> = {
  OPEN: { kk: 'Ашық', ru: 'Открыто', en: 'Open' },
  FULL: { kk: 'Орын жоқ', ru: 'Мест нет', en: 'Full' },
  CLOSED: { kk: 'Жабық', ru: 'Закрыто', en: 'Closed' },
  QUARANTINE_STOP: { kk: 'Карантин', ru: 'Карантин', en: 'Quarantine' },
  SEASONAL: { kk: 'Маусымдық', ru: 'Сезонно', en: 'Seasonal' },
};
