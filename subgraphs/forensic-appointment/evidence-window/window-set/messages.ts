import type { Text } from '../../../kit/index.js';

export const FORM: Text = {
  en: 'This has not the form that its description asks for.',
  ru: 'Неверный вид значения: см. описание поля.',
  kk: 'Мәннің түрі дұрыс емес: өрістің сипаттамасын қараңыз.',
};
export const IN_THE_PAST: Text = {
  en: 'Answers that were given cannot be changed: choose a time that is still to come, or leave it out.',
  ru: 'Уже данные ответы изменить нельзя: укажите будущее время или оставьте поле пустым.',
  kk: 'Берілген жауаптарды өзгертуге болмайды: болашақ уақытты көрсетіңіз немесе бос қалдырыңыз.',
};
export const NO_ZONE: Text = {
  en: 'No zone of the zone database, such as Asia/Almaty.',
  ru: 'Нет такого часового пояса (пример: Asia/Almaty).',
  kk: 'Мұндай уақыт белдеуі жоқ (мысалы: Asia/Almaty).',
};
export const TARGETS: Text = {
  en: '1 to 720 hours, and the more urgent never waits longer.',
  ru: 'От 1 до 720 часов, и более срочное не ждёт дольше.',
  kk: '1–720 сағат, ал шұғылырағы ұзағырақ күтпейді.',
};
export const TWICE: Text = {
  en: 'It stands there twice.',
  ru: 'Указано дважды.',
  kk: 'Екі рет көрсетілген.',
};
export const LANGUAGES_NEEDED: Text = {
  en: 'Every text is needed in Kazakh, Russian and English, at most 500 letters.',
  ru: 'Каждый текст нужен на казахском, русском и английском, не длиннее 500 знаков.',
  kk: 'Әр мәтін қазақша, орысша және ағылшынша керек, 500 таңбадан аспайды.',
};
export const NO_NUMBERS: Text = {
  en: 'Officers read this: a number in it could be taken for an hour after which it is too late. Say it in words.',
  ru: 'Это читают полицейские: число могут принять за срок, после которого «поздно». Скажите словами.',
  kk: 'Мұны полицейлер оқиды: санды «кеш» мерзімі деп түсінуі мүмкін. Сөзбен айтыңыз.',
};
export const NEVER_LOOKED_AT: Text = {
  en: 'Name a kind of violence, an injury or a specimen; else this row is never looked at.',
  ru: 'Укажите вид насилия, повреждение или образец: иначе строка не используется.',
  kk: 'Зорлық түрін, жарақатты немесе үлгіні көрсетіңіз: әйтпесе жол қолданылмайды.',
};
export const SOURCE_NEEDED: Text = {
  en: 'Every figure needs its source, at most 500 letters.',
  ru: 'У каждой цифры должен быть источник, не длиннее 500 знаков.',
  kk: 'Әр санның дереккөзі керек, 500 таңбадан аспайды.',
};
export const NO_DATE: Text = {
  en: 'A date that has come, YYYY-MM-DD.',
  ru: 'Уже наступившая дата, ГГГГ-ММ-ДД.',
  kk: 'Келген күн, ЖЖЖЖ-АА-КК.',
};
export const GAP: Text = {
  en: 'A stage begins where the one before it ends: no gap, no overlap, from hour 0 on.',
  ru: 'Этап начинается там, где кончается предыдущий: без пропусков и наложений, не раньше часа 0.',
  kk: 'Кезең алдыңғысы біткен жерден басталады: үзіліссіз, қабаттаспай, 0-сағаттан бастап.',
};
export const ENDS: Text = {
  en: 'A stage ends after it begins; only the last may have no end.',
  ru: 'Этап кончается позже, чем начался; без конца может быть только последний.',
  kk: 'Кезең басталғаннан кейін бітеді; тек соңғысының соңы болмауы мүмкін.',
};
export const BEST: Text = {
  en: 'The best time ends within the window.',
  ru: 'Лучшее время кончается внутри срока.',
  kk: 'Ең жақсы уақыт мерзім ішінде бітеді.',
};
export const EXISTS: Text = {
  en: 'There is such a version already, and it never changes. Choose another name.',
  ru: 'Такая версия уже есть, она не меняется. Выберите другое имя.',
  kk: 'Мұндай нұсқа бар, ол өзгермейді. Басқа атау таңдаңыз.',
};

export const unknown = (known: readonly string[]): Text => one((words) => `${words.known}: ${known.join(', ')}.`);
export const missing = (codes: readonly string[]): Text => one((words) => `${words.missing}: ${codes.join(', ')}.`);
export const hours = (least: number, most: number): Text => one((words) => `${least}–${most} ${words.hours}.`);
export const count = (least: number, most: number): Text => one((words) => `${words.count}: ${least}–${most}.`);

const WORDS = {
  en: { known: 'Only these are known', missing: 'Missing', hours: 'hours', count: 'How many' },
  ru: { known: 'Известны только', missing: 'Не хватает', hours: 'ч', count: 'Количество' },
  kk: { known: 'Тек мыналар белгілі', missing: 'Жетпейді', hours: 'сағат', count: 'Саны' },
};
const one = (said: (words: (typeof WORDS)['en']) => string): Text => ({
  en: said(WORDS.en),
  ru: said(WORDS.ru),
  kk: said(WORDS.kk),
});
