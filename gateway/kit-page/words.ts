import type { Text } from '../../subgraphs/kit/index.js';

/** What the page says. Nothing on it names what is followed, before or after a number is typed. */
export const WORDS = {
  title: { kk: 'Нөмір бойынша', ru: 'По номеру', en: 'By number' },
  number: { kk: 'Нөмір', ru: 'Номер', en: 'Number' },
  pin: { kk: 'PIN-код', ru: 'PIN-код', en: 'PIN' },
  show: { kk: 'Көрсету', ru: 'Показать', en: 'Show' },
  wrong: {
    kk: 'Мұндай нөмір мен PIN-код жоқ. Тексеріңіз немесе бір сағаттан кейін көріңіз.',
    ru: 'Таких номера и PIN-кода нет. Проверьте их или повторите через час.',
    en: 'There is no such number and PIN. Check them, or try again in an hour.',
  },
  now: { kk: 'Қазір', ru: 'Сейчас', en: 'Now' },
  since: { kk: 'Қашаннан', ru: 'С какого дня', en: 'Since' },
  keepUntil: { kk: 'Сақталады', ru: 'Хранится до', en: 'Kept until' },
  another: { kk: 'Басқа нөмір', ru: 'Другой номер', en: 'Another number' },
  stays: {
    kk: 'Бет браузер тарихында қалады, терілгені қалмайды. Қарап болған соң жабыңыз.',
    ru: 'Страница останется в истории браузера, введённое — нет. Посмотрев, закройте её.',
    en: 'The page stays in the history of the browser; what was typed does not. Close it when you have looked.',
  },
} as const satisfies Record<string, Text>;
