import type { Text } from '../../../../kit/index.js';
import type { EvidenceChange } from '../../vocabulary.js';
import { text } from './text.js';

/** For everybody who is with her, officers above all: go, and what keeps evidence. No hours in it. Background knowledge (B). */
export const ADVICE: readonly Text[] = [
  text(
    'Go now. Whether something can still be found is for the examiner to decide; it is never too late to ask.',
    'Ехать сейчас. Можно ли ещё что-то обнаружить, решает эксперт; обратиться никогда не поздно.',
    'Қазір барыңыз. Тағы бірдеңе табуға бола ма — оны сарапшы шешеді; жүгіну ешқашан кеш емес.',
  ),
  text(
    'Medical care first: never wait for evidence. Some treatments must begin early.',
    'Сначала медицинская помощь: не ждать ради доказательств. Некоторое лечение нужно начинать рано.',
    'Алдымен медициналық көмек: дәлел үшін күтпеңіз. Кейбір емді ерте бастау керек.',
  ),
  text(
    'If she can, she does not wash, bathe, brush her teeth or change before. What she did already is no reason to stay away.',
    'Если возможно, до осмотра не мыться, не чистить зубы, не переодеваться. Если это уже сделано — всё равно ехать.',
    'Мүмкін болса, тексеруге дейін жуынбау, тіс тазаламау, киім ауыстырмау керек. Бұл жасалып қойса да, бару керек.',
  ),
  text(
    'Worn clothes go into paper bags, each piece apart, unwashed; never plastic. Condoms, pads and tissues are kept too.',
    'Одежду не стирать, сложить в бумажные пакеты, каждую вещь отдельно, не в полиэтилен. Сохранить презервативы, прокладки, салфетки.',
    'Киімді жумай, қағаз пакеттерге бөлек-бөлек салыңыз, полиэтиленге емес. Мүшеқап, төсем, майлықтарды да сақтаңыз.',
  ),
  text(
    'If she must pass urine, keep the first in a clean closed vessel.',
    'Если нужно помочиться, первую порцию сохранить в чистой закрытой посуде.',
    'Кіші дәретке шығу қажет болса, алғашқы несепті таза жабық ыдыста сақтаңыз.',
  ),
  text(
    'Injuries are photographed with her agreement, and again by the examiner later: some show only then.',
    'Повреждения фотографируют с её согласия, а эксперт — повторно позже: часть проявляется не сразу.',
    'Жарақаттар оның келісімімен суретке түсіріледі, кейін сарапшы қайта түсіреді: кейбірі бірден көрінбейді.',
  ),
  text(
    'The examination is hers: she may refuse any step, stop at any time, and come without the police.',
    'Осмотр — её право: она может отказаться от любого шага, остановить его в любой момент и прийти без полиции.',
    'Тексеру — оның құқығы: кез келген қадамнан бас тарта алады, кез келген сәтте тоқтата алады және полициясыз келе алады.',
  ),
];

/** What was done since: it lowers what is found and refuses nothing. Background knowledge (B). */
export const CHANGES: Readonly<Record<EvidenceChange, Text>> = {
  WASHED: text(
    'Washed since: less is found, it is still taken.',
    'Место мыли: находят меньше, но всё равно берут.',
    'Жуылған: азырақ табылады, бәрібір алынады.',
  ),
  BATHED: text(
    'Bathed or showered since: less is found, it is still taken.',
    'Был душ или ванна: находят меньше, но всё равно берут.',
    'Душ не ванна қабылданған: азырақ табылады, бәрібір алынады.',
  ),
  CHANGED_CLOTHES: text(
    'Clothes changed since: bring what was worn; less may be left on the body.',
    'Переоделась: привезти снятую одежду; на теле может остаться меньше.',
    'Киім ауыстырылған: шешілген киімді ала келіңіз; денеде азырақ қалуы мүмкін.',
  ),
  WASHED_CLOTHES: text(
    'Clothes washed since: bring them all the same, traces can outlast washing.',
    'Одежду стирали: всё равно привезти, следы могут сохраниться.',
    'Киім жуылған: бәрібір ала келіңіз, іздер сақталуы мүмкін.',
  ),
  URINATED: text(
    'Urine passed since: less is found, it is still taken.',
    'Мочилась после: находят меньше, но всё равно берут.',
    'Кіші дәретке шыққан: азырақ табылады, бәрібір алынады.',
  ),
  DEFECATED: text(
    'Bowels opened since: less is found, it is still taken.',
    'Был стул: находят меньше, но всё равно берут.',
    'Үлкен дәретке шыққан: азырақ табылады, бәрібір алынады.',
  ),
  ATE_OR_DRANK: text(
    'Eaten or drunk since: less is found, it is still taken.',
    'Ела или пила после: находят меньше, но всё равно берут.',
    'Тамақ ішкен не сусын ішкен: азырақ табылады, бәрібір алынады.',
  ),
  BRUSHED_TEETH: text(
    'Teeth brushed since: less is found, it is still taken.',
    'Чистила зубы: находят меньше, но всё равно берут.',
    'Тісін тазалаған: азырақ табылады, бәрібір алынады.',
  ),
  TREATED: text(
    'Cleaned, stitched or dressed since: ask for the notes and pictures of those who treated her; it is still recorded.',
    'Рану обработали или зашили: запросить записи и снимки лечивших; её всё равно фиксируют.',
    'Жара өңделген не тігілген: емдегендердің жазбалары мен суреттерін сұраңыз; ол бәрібір тіркеледі.',
  ),
};

export const UNKNOWN_TIME: Text = text(
  'The time of the last contact is not known: take it now, when in doubt, collect.',
  'Время последнего контакта неизвестно: брать сейчас, при сомнении — брать.',
  'Соңғы байланыс уақыты белгісіз: қазір алу керек, күмән болса — алу керек.',
);

export const BEYOND_WINDOW: Text = text(
  'Beyond the usual time. Samples are still taken after advice: when in doubt, collect.',
  'Обычный срок прошёл. Образцы всё равно берут после консультации: при сомнении — брать.',
  'Әдеттегі мерзім өтті. Үлгілер кеңестен кейін бәрібір алынады: күмән болса — алу керек.',
);
