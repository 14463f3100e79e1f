import type { ExamWaitState } from '../../generated/graphql';
import type { Text } from '../language/language';

export const QUEUE = {
  none: {
    kk: 'Кезекте ешкім жоқ. Бос уақыт табылмаса, осында қосыңыз.',
    ru: 'В очереди никого нет. Если свободного времени нет, добавьте сюда.',
    en: 'Nobody waits. Where no time is free, add to the queue here.',
  },
  join: { kk: 'Кезекке қосу', ru: 'Добавить в очередь', en: 'Add to the queue' },
  joined: {
    kk: 'Кезекке қосылды. Босағаны осында ұсынылады.',
    ru: 'Добавлено. То, что освободится, предложат здесь.',
    en: 'Added. What becomes free is offered here.',
  },
  latest: { kk: 'Қай мерзімнен кешіктірмей?', ru: 'Не позже чем через…', en: 'Not later than in…' },
  mayBeMoved: {
    kk: 'Уақытын ауыстыруға бола ма?',
    ru: 'Можно ли потом сдвинуть время?',
    en: 'May the time be changed later?',
  },
  mayBeMovedHint: {
    kk: 'Осы мерзім ішінде, төрт сағат бұрын, басқалар да үлгеруі үшін.',
    ru: 'В пределах этого срока, не позднее чем за четыре часа, чтобы успели и другие.',
    en: 'Within that time, up to four hours before, so that others are seen in time.',
  },
  yes: { kk: 'Иә', ru: 'Да', en: 'Yes' },
  no: { kk: 'Жоқ', ru: 'Нет', en: 'No' },
  offered: { kk: 'Ұсынылған уақыт', ru: 'Предложено время', en: 'Time offered' },
  left: { kk: 'Жауапқа қалды:', ru: 'Осталось на ответ:', en: 'Left to answer:' },
  over: { kk: 'Ұсыныс мерзімі өтті', ru: 'Предложение истекло', en: 'The offer has run out' },
  accept: { kk: 'Осы уақыт жарайды', ru: 'Подходит', en: 'Take this time' },
  accepted: {
    kk: 'Уақыт расталды. Ол күнтізбеде.',
    ru: 'Время подтверждено. Оно в календаре.',
    en: 'Confirmed. It is in the calendar.',
  },
  decline: { kk: 'Жарамайды', ru: 'Не подходит', en: 'Not this time' },
  declined: {
    kk: 'Қайтарылды. Кезектегі орны сақталды.',
    ru: 'Возвращено. Место в очереди осталось.',
    en: 'Given back. The place in the queue stays.',
  },
  leave: { kk: 'Кезектен шығару', ru: 'Убрать из очереди', en: 'Take off the queue' },
  leaveSure: {
    kk: 'Кезектен шығарылады, ұсынылғаны қайтарылады.',
    ru: 'Место в очереди и предложенное будут потеряны.',
    en: 'The place in the queue and any offer are given up.',
  },
  gone: { kk: 'Кезектен шығарылды.', ru: 'Убрано из очереди.', en: 'Taken off the queue.' },
  inQueue: { kk: 'Кезекте', ru: 'В очереди', en: 'In the queue' },
  waited: { kk: 'Бұрын кезекте тұрғандар', ru: 'Раньше стояли в очереди', en: 'Waited before' },
  since: { kk: 'Қосылған уақыты:', ru: 'Добавлено', en: 'Added' },
  waitsUntil: { kk: 'Күту мерзімі:', ru: 'Ждёт до', en: 'Waits until' },
  until: { kk: 'Соңғы мерзімі:', ru: 'Не позже', en: 'Not later than' },
  now: { kk: 'Қазір кезекте', ru: 'Сейчас в очереди', en: 'Waiting now' },
  latestOnly: {
    kk: 'Соңғы 30-ы ғана көрсетілді.',
    ru: 'Показаны только последние 30.',
    en: 'Only the latest 30 are shown.',
  },
  earlier: { kk: 'Бұрынғылар', ru: 'Прежние', en: 'Earlier ones' },
} satisfies Record<string, Text>;

export const WAIT_STATES: Readonly<Record<ExamWaitState, Text>> = {
  WAITING: { kk: 'Күтуде', ru: 'Ждёт', en: 'Waiting' },
  OFFERED: { kk: 'Ұсынылды', ru: 'Предложено', en: 'Offered' },
  BOOKED: { kk: 'Жазылды', ru: 'Записано', en: 'Booked' },
  UNANSWERED: { kk: 'Жауап болмады', ru: 'Нет ответа', en: 'No answer' },
  LEFT: { kk: 'Шығарылды', ru: 'Убрано', en: 'Taken off' },
  ENDED: { kk: 'Мерзімі өтті', ru: 'Срок вышел', en: 'Time is over' },
};
