import type { Text } from '../language/language';

export const WHO = {
  adults: { kk: 'Ересектер', ru: 'Взрослые', en: 'Adults' },
  men: { kk: 'Оның ішінде ер адам', ru: 'Из них мужчин', en: 'Men among them' },
  girl: { kk: 'Қыз', ru: 'Девочка', en: 'Girl' },
  boy: { kk: 'Ұл', ru: 'Мальчик', en: 'Boy' },
  addGirl: { kk: '+ қыз', ru: '+ девочка', en: '+ girl' },
  addBoy: { kk: '+ ұл', ru: '+ мальчик', en: '+ boy' },
  age: { kk: 'жасы', ru: 'возраст', en: 'age' },
  children: { kk: 'Балалар', ru: 'Дети', en: 'Children' },
  remove: { kk: 'Алып тастау', ru: 'Убрать', en: 'Remove' },
  nights: { kk: 'Неше түн', ru: 'Ночей', en: 'Nights' },
  needs: { kk: 'Тағы', ru: 'Ещё', en: 'Also' },
  wheelchair: { kk: 'Мүгедектер арбасы', ru: 'Кресло-коляска', en: 'Wheelchair' },
  pets: { kk: 'Жануар', ru: 'Животное', en: 'Animal' },
  minor: { kk: 'Ересектердің бірі – 16–17 жаста', ru: 'Кому-то из взрослых 16–17 лет', en: 'An adult is 16 or 17' },
} satisfies Record<string, Text>;
