import {
  EvidenceChange as Change,
  type EvidenceWindow,
  EvidenceInjury as Injury,
  EvidenceViolenceKind as Kind,
  EvidenceSpecimen as Specimen,
} from '../../vocabulary.js';
import { ROW, text } from './text.js';

/** Blood and urine for drugs, and the examination as a whole. */
export const TOXICOLOGY_WINDOWS: readonly EvidenceWindow[] = [
  {
    ...ROW,
    finding: 'URINE_TOXICOLOGY',
    name: text('Drugs in urine', 'Вещества в моче', 'Несептегі заттар'),
    violence: [Kind.SUSPECTED_DRUGGING],
    specimen: Specimen.URINE,
    changedBy: [Change.URINATED],
    atOnce: true,
    bestHours: 12,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 12 },
        whatItCosts: text(
          'The first urine matters most: short-lived substances (GHB) are gone after about 12 hours.',
          'Важнее всего первая порция мочи: короткоживущие вещества (ГОМК) исчезают примерно за 12 часов.',
          'Алғашқы несеп ең маңызды: тез ыдырайтын заттар (ГОМҚ) шамамен 12 сағатта жоғалады.',
        ),
      },
      {
        ...{ fromHours: 12, untilHours: 120 },
        whatItCosts: text(
          'The short-lived are likely gone; longer-lived substances leave hour by hour.',
          'Короткоживущие, вероятно, ушли; остальные уходят с каждым часом.',
          'Тез ыдырайтындары кеткен болар; қалғандары сағат сайын азаяды.',
        ),
      },
    ],
    grade: 'V',
    source: 'To 120 h; GHB about 12 h (domain notes, read in source)',
  },
  {
    ...ROW,
    finding: 'BLOOD_TOXICOLOGY',
    name: text('Drugs in blood', 'Вещества в крови', 'Қандағы заттар'),
    violence: [Kind.SUSPECTED_DRUGGING],
    specimen: Specimen.BLOOD,
    atOnce: true,
    bestHours: 4,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 72 },
        whatItCosts: text(
          'Short-lived substances leave the blood within 4–36 hours, others within 1–2 days.',
          'Короткоживущие вещества уходят из крови за 4–36 часов, остальные — за 1–2 суток.',
          'Тез ыдырайтын заттар қаннан 4–36 сағатта, басқалары 1–2 тәулікте кетеді.',
        ),
      },
    ],
    grade: 'V',
    source: '4–36 h for the short-lived, 1–2 d for others; take it up to 72 h',
  },
  {
    ...ROW,
    finding: 'WHOLE_EXAMINATION',
    name: text('Whole examination', 'Полное освидетельствование', 'Толық тексеру'),
    violence: [Kind.PHYSICAL, Kind.SEXUAL, Kind.STRANGULATION, Kind.SUSPECTED_DRUGGING],
    injuries: Object.values(Injury),
    bestHours: 72,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 168 },
        whatItCosts: text(
          'Each day leaves fewer findings to record.',
          'С каждым днём остаётся меньше того, что можно зафиксировать.',
          'Күн өткен сайын тіркеуге болатын белгілер азаяды.',
        ),
      },
    ],
    grade: 'V',
    source: 'gov.scot: 7 d; nowldef.org: US 72 h, now often 120 h',
  },
];
