import type { Text } from '../../../kit/index.js';
import type { ExamDangerSign } from '../vocabulary.js';

/**
 * Why a sign goes to emergency care first. Strangulation: RACGP 2022 (S), arteries can be injured without a mark on the skin; the others are
 * background knowledge (B). To be reviewed by a forensic physician.
 */
export const DANGER_SIGNS_2026_01: Readonly<Record<ExamDangerSign, Text>> = {
  STRANGULATION: {
    en: 'Strangulation: arteries can be injured without a mark on the neck.',
    ru: 'Удушение: артерии могут быть повреждены без следов на шее.',
    kk: 'Тұншықтыру: мойында із қалмаса да, артериялар зақымдануы мүмкін.',
  },
  HEAD_INJURY: {
    en: 'Head injury: bleeding inside the skull shows late.',
    ru: 'Травма головы: внутричерепное кровотечение проявляется поздно.',
    kk: 'Бас жарақаты: бас сүйек ішіндегі қан кету кеш білінеді.',
  },
  LOSS_OF_CONSCIOUSNESS: {
    en: 'Loss of consciousness: the cause must be found first.',
    ru: 'Потеря сознания: сначала нужно найти причину.',
    kk: 'Есінен тану: алдымен себебін анықтау керек.',
  },
  PREGNANCY: {
    en: 'Pregnancy: mother and child are looked at first.',
    ru: 'Беременность: сначала осматривают мать и плод.',
    kk: 'Жүктілік: алдымен анасы мен баласы тексеріледі.',
  },
  HEAVY_BLEEDING: {
    en: 'Heavy bleeding: it must be stopped first.',
    ru: 'Сильное кровотечение: сначала нужно его остановить.',
    kk: 'Қатты қан кету: алдымен оны тоқтату керек.',
  },
};

/** For everybody who is with her, officers above all: go, and what keeps evidence. Background knowledge (B). */
export const ADVICE_2026_01: readonly Text[] = [
  {
    en: 'Go now. Whether something can still be found is for the examiner to decide; it is never too late to ask.',
    ru: 'Ехать сейчас. Можно ли ещё что-то обнаружить, решает эксперт; обратиться никогда не поздно.',
    kk: 'Қазір барыңыз. Тағы бірдеңе табуға бола ма — оны сарапшы шешеді; жүгіну ешқашан кеш емес.',
  },
  {
    en: 'Medical care first: never wait for evidence.',
    ru: 'Сначала медицинская помощь: не ждать ради доказательств.',
    kk: 'Алдымен медициналық көмек: дәлел үшін күтпеңіз.',
  },
  {
    en: 'If she can, she does not wash, brush her teeth or change before. Worn clothes go into paper bags, each piece apart.',
    ru: 'Если возможно, до осмотра не мыться, не чистить зубы, не переодеваться. Снятую одежду — в бумажные пакеты, каждую вещь отдельно.',
    kk: 'Мүмкін болса, тексеруге дейін жуынбау, тіс тазаламау, киім ауыстырмау керек. Шешілген киімді қағаз пакеттерге бөлек-бөлек салыңыз.',
  },
  {
    en: 'If she must pass urine, keep the first in a clean closed vessel.',
    ru: 'Если нужно помочиться, первую порцию сохранить в чистой закрытой посуде.',
    kk: 'Кіші дәретке шығу қажет болса, алғашқы несепті таза жабық ыдыста сақтаңыз.',
  },
  {
    en: 'The examination is hers: she may refuse any step, stop at any time, and come without the police.',
    ru: 'Осмотр — её право: она может отказаться от любого шага, остановить его в любой момент и прийти без полиции.',
    kk: 'Тексеру — оның құқығы: кез келген қадамнан бас тарта алады, кез келген сәтте тоқтата алады және полициясыз келе алады.',
  },
];
