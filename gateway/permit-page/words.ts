import type { Text } from '../../subgraphs/kit/index.js';

/** What a checkpoint reads: of a permit for a medical visit, whoever bears it. */
export const WORDS = {
  title: { kk: 'Рұқсат', ru: 'Пропуск', en: 'Permit' },
  digits: {
    kk: 'Иесінің құжатының соңғы төрт цифры',
    ru: 'Последние четыре цифры документа предъявителя',
    en: 'Last four digits of the bearer’s document',
  },
  check: { kk: 'Тексеру', ru: 'Проверить', en: 'Check' },
  valid: { kk: 'Жарамды', ru: 'Действителен', en: 'Valid' },
  invalid: {
    kk: 'Жарамсыз немесе цифрлар сәйкес емес.',
    ru: 'Недействителен, или цифры не подходят.',
    en: 'Not valid, or the digits do not fit.',
  },
  from: { kk: 'Басталуы', ru: 'С', en: 'From' },
  until: { kk: 'Дейін', ru: 'До', en: 'Until' },
  notKept: {
    kk: 'Тексеру сақталмайды.',
    ru: 'Проверка не сохраняется.',
    en: 'The check is not kept.',
  },
} as const satisfies Record<string, Text>;
