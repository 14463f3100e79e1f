import type { Text } from '../language/language';

export const CLINIC_TITLES = {
  calendar: { kk: 'Күнтізбе', ru: 'Календарь', en: 'Calendar' },
  queue: { kk: 'Кезек', ru: 'Очередь', en: 'Queue' },
  kits: { kk: 'Жинақтар', ru: 'Комплекты', en: 'Kits' },
  sheet: { kk: 'Күн парағы', ru: 'Лист дня', en: 'Day sheet' },
  passes: { kk: 'Рұқсаттар', ru: 'Пропуска', en: 'Passes' },
} satisfies Record<string, Text>;
