import type { Text } from '../language/language';

export const DOOR = {
  title: { kk: 'Есік алдында біреу тұр', ru: 'Кто-то у двери', en: 'Somebody is at the door' },
  hint: {
    kk: 'Үй басқаларға жабық болса да жазуға болады. Атын жазбаңыз.',
    ru: 'Можно и тогда, когда дом закрыт для других. Без имени.',
    en: 'Also while the house is full or closed to others. No name.',
  },
  more: { kk: 'Тағы: ер адам', ru: 'Ещё: мужчины', en: 'More: men' },
  room: { kk: 'Қай бөлме?', ru: 'Какая комната?', en: 'Which room?' },
  roomMissing: { kk: 'Бөлмені таңдаңыз', ru: 'Выберите комнату', en: 'Choose a room' },
  noRoom: {
    kk: 'Осы түндердің бәріне бос бөлме жоқ. Түн санын азайтыңыз немесе орын босатыңыз.',
    ru: 'Свободной комнаты на все эти ночи нет. Уменьшите число ночей или освободите место.',
    en: 'No room is free for all of these nights. Choose fewer nights, or free a place.',
  },
  elsewhere: {
    kk: 'Оларға басқа үйден орын іздеу',
    ru: 'Найти им место в другом доме',
    en: 'Find them a place in another house',
  },
} satisfies Record<string, Text>;
