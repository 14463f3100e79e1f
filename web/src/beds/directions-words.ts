import type { Text } from '../language/language';

export const DIRECTIONS = {
  yourId: {
    kk: 'Үйге телефонмен айтатын белгіңіз',
    ru: 'Ваш код, назовите его дому по телефону',
    en: 'Your id, to read out to the house by telephone',
  },
  read: { kk: 'Қайда апару керегін оқу', ru: 'Прочесть, куда везти', en: 'Read where to go' },
  done: {
    kk: 'Оқылды, бұл жазылды. Ешқайда жазып алмаңыз.',
    ru: 'Прочитано, это записано. Никуда не выписывайте.',
    en: 'Read, and recorded. Write it down nowhere.',
  },
  nothing: {
    kk: 'Сізге әлі ештеңе айтылмаған. Үйге қоңырау шалып, белгіңізді айтыңыз.',
    ru: 'Вам ещё ничего не сообщили. Позвоните дому и назовите свой код.',
    en: 'Nothing has been told to you yet. Call the house and read out your id.',
  },
  readable: { kk: 'Оқуға қалған уақыт:', ru: 'Можно читать ещё:', en: 'Can be read for:' },
  over: { kk: 'Уақыт бітті', ru: 'Время вышло', en: 'Time is over' },
} satisfies Record<string, Text>;
