import type { Text } from '../language/language';

export const DIRECTIONS = {
  make: { kk: 'Менің кодым', ru: 'Мой код', en: 'My code' },
  makeNew: { kk: 'Жаңа код', ru: 'Новый код', en: 'New code' },
  made: {
    kk: 'Кодты үйге телефонмен айтыңыз. Ол бір рет жарайды, алдыңғысы жарамайды.',
    ru: 'Назовите код дому по телефону. Он действует один раз, прежний больше не действует.',
    en: 'Read the code out to the house by telephone. It is good once, and the one before is not any more.',
  },
  yourCode: {
    kk: 'Үйге телефонмен айтатын кодыңыз',
    ru: 'Ваш код, назовите его дому по телефону',
    en: 'Your code, to read out to the house by telephone',
  },
  good: { kk: 'Код жарайтын уақыт:', ru: 'Код действует ещё:', en: 'The code is good for:' },
  codeOver: { kk: 'Код енді жарамайды', ru: 'Код больше не действует', en: 'The code is not good any more' },
  read: { kk: 'Қайда апару керегін оқу', ru: 'Прочесть, куда везти', en: 'Read where to go' },
  done: {
    kk: 'Оқылды, бұл жазылды. Ешқайда жазып алмаңыз.',
    ru: 'Прочитано, это записано. Никуда не выписывайте.',
    en: 'Read, and recorded. Write it down nowhere.',
  },
  nothing: {
    kk: 'Сізге әлі ештеңе айтылмаған. Үйге қоңырау шалып, кодыңызды айтыңыз.',
    ru: 'Вам ещё ничего не сообщили. Позвоните дому и назовите свой код.',
    en: 'Nothing has been told to you yet. Call the house and read out your code.',
  },
  readable: { kk: 'Оқуға қалған уақыт:', ru: 'Можно читать ещё:', en: 'Can be read for:' },
  over: { kk: 'Уақыт бітті', ru: 'Время вышло', en: 'Time is over' },
} satisfies Record<string, Text>;
