import type { Text } from '../language/language';

export const HERE = {
  title: { kk: 'Құрамы өзгерді', ru: 'Состав изменился', en: 'Who stays has changed' },
  hint: {
    kk: 'Енді кімдер тұратынын түгел көрсетіңіз: орындар соған қарай алынады не босайды. Атын жазбаңыз.',
    ru: 'Укажите всех, кто теперь живёт: места добавятся или освободятся. Без имён.',
    en: 'Enter everybody who stays now: places are taken or freed for it. No names.',
  },
  save: { kk: 'Сақтау', ru: 'Сохранить', en: 'Save' },
  saved: { kk: 'Құрамы жазылды.', ru: 'Состав записан.', en: 'Who stays is recorded.' },
} satisfies Record<string, Text>;
