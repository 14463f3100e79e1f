import type { ExamOverrideReason, ExamPriority } from '../../generated/graphql';
import type { Text } from '../language/language';

/** What is said of one appointment, and of what is done with it. */
export const VISIT = {
  code: { kk: 'Айтылатын код', ru: 'Код, который называют', en: 'Code that is read out' },
  codeHint: {
    kk: 'Он цифр, егер код берілсе.',
    ru: 'Десять цифр, если код дали.',
    en: 'Ten digits, if there is one.',
  },
  codeWrong: {
    kk: 'Кодтың он цифрын тексеріңіз',
    ru: 'Проверьте десять цифр кода',
    en: 'Check the ten digits of the code',
  },
  referenceHint: {
    kk: 'Мысалы, FX-17. Міндетті емес. Атын жазбаңыз.',
    ru: 'Например, FX-17. Не обязательно. Без имени.',
    en: 'Such as FX-17. Not required. No name.',
  },
  referenceWrong: {
    kk: 'Белгіде латын бас әріптері, сызықша және 1–9 цифр болады, мысалы FX-17',
    ru: 'В пометке только латинские заглавные буквы, дефис и от 1 до 9 цифр, например FX-17',
    en: 'A reference has capitals, hyphens and one to nine digits, such as FX-17',
  },
  howSoon: { kk: 'Қаншалықты шұғыл?', ru: 'Насколько срочно?', en: 'How soon?' },
  hold: { kk: 'Брондау', ru: 'Забронировать', en: 'Hold' },
  held: {
    kk: 'Брондалды. Уақыты біткенше растаңыз.',
    ru: 'Забронировано. Подтвердите, пока бронь не истекла.',
    en: 'Held. Confirm it before the hold runs out.',
  },
  toConfirm: { kk: 'Растауға қалды:', ru: 'Осталось подтвердить:', en: 'Left to confirm:' },
  over: { kk: 'Бронь мерзімі өтті', ru: 'Бронь истекла', en: 'The hold has run out' },
  ranOut: {
    kk: 'Бронь мерзімі өтіп кетті, ештеңе өзгерген жоқ. Қайта басыңыз.',
    ru: 'Бронь истекла, ничего не изменилось. Нажмите ещё раз.',
    en: 'The hold has run out, and nothing has changed. Press again.',
  },
  confirm: { kk: 'Растау', ru: 'Подтвердить', en: 'Confirm' },
  confirmed: { kk: 'Расталды.', ru: 'Подтверждено.', en: 'Confirmed.' },
  arrive: { kk: 'Келді', ru: 'Пришли', en: 'Arrived' },
  arrived: { kk: 'Келгені жазылды.', ru: 'Приход записан.', en: 'The arrival is recorded.' },
  begin: { kk: 'Бастау', ru: 'Начать', en: 'Begin' },
  begun: { kk: 'Басталды.', ru: 'Начато.', en: 'It has begun.' },
  finish: { kk: 'Аяқтау', ru: 'Завершить', en: 'Finish' },
  finished: { kk: 'Аяқталды.', ru: 'Завершено.', en: 'Finished.' },
  stop: { kk: 'Ерте тоқтату', ru: 'Закончить раньше', en: 'End early' },
  stopSure: {
    kk: 'Келген адам тоқтатуды сұрады: бұл оның құқығы.',
    ru: 'Посетитель просит остановиться: это всегда можно.',
    en: 'The visitor wants to stop, and always may.',
  },
  stopped: { kk: 'Тоқтатылды.', ru: 'Остановлено.', en: 'Ended early.' },
  notCome: { kk: 'Келмеді', ru: 'Не пришли', en: 'Did not come' },
  notComeSure: {
    kk: 'Ешкім келмеді: уақыт бірден босайды.',
    ru: 'Никто не пришёл: время сразу освободится.',
    en: 'Nobody came: the time is free at once.',
  },
  notComeDone: { kk: 'Келмегені жазылды.', ru: 'Неявка записана.', en: 'Recorded.' },
  cancel: { kk: 'Күшін жою', ru: 'Отменить', en: 'Cancel' },
  cancelled: { kk: 'Күші жойылды.', ru: 'Отменено.', en: 'Cancelled.' },
  move: { kk: 'Ауыстыру', ru: 'Перенести', en: 'Move' },
  from: { kk: 'Бұрын', ru: 'Было', en: 'Now' },
  to: { kk: 'Енді', ru: 'Станет', en: 'Then' },
  moved: { kk: 'Ауыстырылды.', ru: 'Перенесено.', en: 'Moved.' },
  movedTo: { kk: 'Жаңа уақыты', ru: 'Перенесено на', en: 'Moved to' },
  movedFrom: { kk: 'Бұрынғы уақыты', ru: 'Перенесено с', en: 'Moved from' },
  urgent: { kk: 'Шұғыл: осы уақытты беру', ru: 'Срочно: отдать это время', en: 'Urgent: give away this time' },
  urgentSure: {
    kk: 'Бұл жазба өзіне келетін келесі уақытқа ауыстырылады. Ондай уақыт болмаса, ештеңе өзгермейді. Ауыстырылады:',
    ru: 'Эту запись перенесут на ближайшее подходящее время; если его нет, ничего не изменится. Переносится:',
    en: 'This appointment moves to the next time that fits; if there is none, nothing changes. This one moves:',
  },
  urgentReference: { kk: 'Шұғыл жазбаның белгісі', ru: 'Пометка срочной записи', en: 'Reference of the urgent one' },
  urgentDone: {
    kk: 'Шұғыл жазба осы уақытты алды, бұрынғысы ауыстырылды.',
    ru: 'Срочная запись получила это время, прежняя перенесена.',
    en: 'The urgent one has this time; the other one has moved.',
  },
  howSoonMissing: { kk: 'Қаншалықты шұғыл екенін таңдаңыз', ru: 'Выберите срочность', en: 'Choose how soon' },
  details: { kk: 'Аты мен жолдамасын көрсету', ru: 'Показать имя и направление', en: 'Show name and order' },
  detailsHint: {
    kk: 'Бұл қарау жазылады.',
    ru: 'Этот просмотр записывается.',
    en: 'This look is recorded.',
  },
  name: { kk: 'Аты', ru: 'Имя', en: 'Name' },
  nameClosed: {
    kk: 'аталмаған немесе сізге ашылмаған',
    ru: 'не указано или не открыто вам',
    en: 'not given, or not open to you',
  },
  order: { kk: 'Жолдама', ru: 'Направление', en: 'Order' },
  noOrder: {
    kk: 'Жазылмаған. Қабылдауға ол қажет емес.',
    ru: 'Не записано. Для приёма оно не нужно.',
    en: 'None recorded. None is needed for the visit.',
  },
  inError: { kk: 'қате енгізілген', ru: 'внесено по ошибке', en: 'entered in error' },
} satisfies Record<string, Text>;

export const PRIORITIES: Readonly<Record<ExamPriority, Text>> = {
  STAT: { kk: 'Бірден', ru: 'Сразу', en: 'At once' },
  ASAP: { kk: 'Мүмкіндігінше тез', ru: 'Как можно скорее', en: 'As soon as possible' },
  URGENT: { kk: 'Жақын күндері', ru: 'В ближайшие дни', en: 'Within days' },
  ROUTINE: { kk: 'Ыңғайлы уақытта', ru: 'Когда удобно', en: 'When it suits' },
};

export { CANCEL_REASONS, WHY, WHY_MISSING } from './exam-words';

export const OVERRIDE_REASONS: Readonly<Record<ExamOverrideReason, Text>> = {
  MEDICAL_NEED: { kk: 'Денсаулығы күте алмайды', ru: 'Здоровье не ждёт', en: 'Health cannot wait' },
  EVIDENCE_ENDS_SOON: { kk: 'Кейін кеш болады', ru: 'Потом будет поздно', en: 'Later would be too late' },
  DANGER: { kk: 'Басқа уақытта келе алмайды', ru: 'В другое время не прийти', en: 'Cannot come at another time' },
  CHILD: { kk: 'Бала', ru: 'Ребёнок', en: 'A child' },
};
