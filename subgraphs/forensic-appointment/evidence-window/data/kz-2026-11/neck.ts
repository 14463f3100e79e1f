import { type EvidenceWindow, EvidenceInjury as Injury, EvidenceViolenceKind as Kind } from '../../vocabulary.js';
import { ROW, text } from './text.js';

/** What strangulation leaves, seen or unseen. */
export const NECK_WINDOWS: readonly EvidenceWindow[] = [
  {
    ...ROW,
    finding: 'NECK_FINDINGS',
    name: text('Strangulation marks, petechiae', 'Следы удушения, петехии', 'Тұншықтыру іздері, петехиялар'),
    violence: [Kind.STRANGULATION],
    injuries: [Injury.NECK_INJURY],
    atOnce: true,
    stages: [
      {
        ...{ fromHours: 0, untilHours: null },
        whatItCosts: text(
          'Photograph at once: marks fade, and nearly a quarter of strangled people have none to be seen.',
          'Сфотографировать сразу: следы бледнеют, а почти у четверти пострадавших их не видно вовсе.',
          'Бірден суретке түсіру керек: іздер өшеді, ал зардап шеккендердің төрттен біріне жуығында олар мүлде көрінбейді.',
        ),
      },
    ],
    grade: 'V',
    source: 'doi 10.1016/j.jflm.2025.102826: 23.5 % of 170 cases had no visible neck injury',
  },
  {
    ...ROW,
    finding: 'NECK_IMAGING',
    name: text('Imaging of the neck', 'Визуализация шеи (КТ/МРТ)', 'Мойынды бейнелеу (КТ/МРТ)'),
    violence: [Kind.STRANGULATION],
    injuries: [Injury.NECK_INJURY],
    atOnce: true,
    stages: [
      {
        ...{ fromHours: 0, untilHours: null },
        whatItCosts: text(
          'It shows injured arteries that no mark gives away; each hour without it is a danger to her.',
          'Показывает повреждения артерий, которых не видно снаружи; каждый час промедления опасен для неё.',
          'Сырттан көрінбейтін артерия зақымын көрсетеді; әр сағат кідіріс оған қауіпті.',
        ),
      },
    ],
    grade: 'S',
    source: 'RACGP 2022: arteries can be injured without a mark; no figure',
  },
  {
    ...ROW,
    finding: 'VOICE_AND_SWALLOWING',
    name: text(
      'Voice, swallowing, breathing: written down',
      'Голос, глотание, дыхание: запись',
      'Дауыс, жұту, тыныс: жазып алу',
    ),
    violence: [Kind.STRANGULATION],
    injuries: [Injury.NECK_INJURY],
    atOnce: true,
    stages: [
      {
        ...{ fromHours: 0, untilHours: null },
        whatItCosts: text(
          'Hoarseness and pain pass within days; what nobody wrote down cannot be shown later.',
          'Осиплость и боль проходят за дни; что не записано, потом не показать.',
          'Қарлығу мен ауырсыну бірнеше күнде өтеді; жазылмағанды кейін көрсету мүмкін емес.',
        ),
      },
    ],
  },
];
