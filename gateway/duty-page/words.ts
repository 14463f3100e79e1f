import type { Text } from '../../subgraphs/kit/index.js';

/** What whoever was told reads: nothing of what waits, or where. */
export const WORDS = {
  title: { kk: 'Жауап', ru: 'Ответ', en: 'Answer' },
  code: { kk: 'Хабарламадағы код', ru: 'Код из сообщения', en: 'Code of the message' },
  confirm: { kk: 'Растау', ru: 'Подтвердить', en: 'Confirm' },
  heard: {
    kk: 'Рақмет. Енді жүйеге кіріп қараңыз.',
    ru: 'Спасибо. Теперь войдите и посмотрите.',
    en: 'Thank you. Now sign in and look.',
  },
  useless: {
    kk: 'Бұл код жарамайды немесе қолданылған.',
    ru: 'Этот код не подходит или уже использован.',
    en: 'This code does not fit, or was used already.',
  },
} as const satisfies Record<string, Text>;
