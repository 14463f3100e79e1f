import { type EvidenceWindow, EvidenceInjury as Injury, EvidenceViolenceKind as Kind } from '../../vocabulary.js';
import { ROW, text } from './text.js';

/** Treatments that must start in time. They are hers whether or not anything is examined. */
export const HEALTH_WINDOWS: readonly EvidenceWindow[] = [
  {
    ...ROW,
    concern: 'HEALTH',
    finding: 'HIV_PROPHYLAXIS',
    name: text('HIV prophylaxis', 'Профилактика ВИЧ', 'АИТВ-ның алдын алу'),
    violence: [Kind.SEXUAL],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'Works best when begun within 24 hours; each hour counts.',
          'Лучше всего действует, если начать в первые 24 часа; важен каждый час.',
          'Алғашқы 24 сағатта басталса, ең жақсы әсер етеді; әр сағат маңызды.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: 72 },
        whatItCosts: text(
          'Still begun up to 72 hours, and protects less with each.',
          'Ещё начинают до 72 часов, но защита с каждым часом слабее.',
          '72 сағатқа дейін әлі басталады, бірақ әр сағат сайын әлсіз қорғайды.',
        ),
      },
    ],
    grade: 'V',
    source: '72 h, better 24 h',
  },
  {
    ...ROW,
    concern: 'HEALTH',
    finding: 'EMERGENCY_CONTRACEPTION',
    name: text('Emergency contraception', 'Экстренная контрацепция', 'Шұғыл контрацепция'),
    violence: [Kind.SEXUAL],
    atOnce: true,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 120 },
        whatItCosts: text(
          'Works the better the sooner it is taken.',
          'Чем раньше принять, тем лучше действует.',
          'Неғұрлым ерте қабылданса, соғұрлым жақсы әсер етеді.',
        ),
      },
    ],
    source: '120 h; background knowledge, not checked',
  },
  {
    ...ROW,
    concern: 'HEALTH',
    finding: 'HEPATITIS_B_VACCINE',
    name: text('Hepatitis B vaccine', 'Прививка от гепатита B', 'B гепатитіне қарсы екпе'),
    violence: [Kind.SEXUAL],
    injuries: [Injury.BITE],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 24 },
        whatItCosts: text(
          'Best on the first day, unless she is vaccinated.',
          'Лучше в первые сутки, если она не привита.',
          'Екпе алмаған болса, бірінші тәулікте жасаған жақсы.',
        ),
      },
      {
        ...{ fromHours: 24, untilHours: 336 },
        whatItCosts: text(
          'Still given, and protects less as days go by.',
          'Ещё делают, но со временем защита слабее.',
          'Әлі де жасалады, бірақ уақыт өткен сайын әлсіз қорғайды.',
        ),
      },
    ],
    source: 'Within 24 h, to 14 d; background knowledge, not checked',
  },
  {
    ...ROW,
    concern: 'HEALTH',
    finding: 'TETANUS_PROPHYLAXIS',
    name: text('Tetanus prophylaxis', 'Профилактика столбняка', 'Сіреспенің алдын алу'),
    injuries: [Injury.WOUND, Injury.BURN, Injury.BITE],
    atOnce: true,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: null },
        whatItCosts: text(
          'With the care of the wound, when her last vaccination is long ago or unknown; later is better than not.',
          'Вместе с обработкой раны, если прививка давно или неизвестна; позже — лучше, чем никогда.',
          'Екпе ескірген не белгісіз болса, жараны өңдеумен бірге; кеш болса да жасаған жақсы.',
        ),
      },
    ],
    source: 'On the first day; background knowledge, not checked',
  },
];
