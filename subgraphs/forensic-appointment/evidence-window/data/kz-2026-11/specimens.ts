import {
  EvidenceChange as Change,
  type EvidenceWindow,
  EvidenceViolenceKind as Kind,
  EvidenceSpecimen as Specimen,
} from '../../vocabulary.js';
import { FFLM_STYLE, ROW, text } from './text.js';

const WASHING = [Change.WASHED, Change.BATHED];

/** What is taken from her body and her things. */
export const SPECIMEN_WINDOWS: readonly EvidenceWindow[] = [
  {
    ...ROW,
    finding: 'ORAL_SWAB',
    name: text('Oral swab', 'Мазок из полости рта', 'Ауыз қуысынан жағынды'),
    violence: [Kind.SEXUAL],
    specimen: Specimen.ORAL,
    changedBy: [Change.ATE_OR_DRANK, Change.BRUSHED_TEETH],
    bestHours: 12,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 48 },
        whatItCosts: text(
          'Eating, drinking and brushing teeth take it away within hours.',
          'Еда, питьё и чистка зубов уничтожают его за часы.',
          'Тамақ, сусын және тіс тазалау оны бірнеше сағатта жояды.',
        ),
      },
    ],
    grade: 'S',
    source: '48 h in a UK list; New South Wales 12 h, 24 h in defined cases (V)',
  },
  {
    ...ROW,
    finding: 'ANAL_SWAB',
    name: text('Anal swab', 'Анальный мазок', 'Аналды жағынды'),
    violence: [Kind.SEXUAL],
    specimen: Specimen.ANAL,
    changedBy: [...WASHING, Change.DEFECATED],
    bestHours: 48,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 48 },
        whatItCosts: text(
          'Each bowel movement and each wash leaves less.',
          'Каждый стул и каждое мытьё оставляют меньше.',
          'Әр үлкен дәрет пен жуыну азырақ қалдырады.',
        ),
      },
      {
        ...{ fromHours: 48, untilHours: 72 },
        whatItCosts: text(
          'After 48 hours a DNA profile becomes unlikely.',
          'После 48 часов ДНК-профиль маловероятен.',
          '48 сағаттан кейін ДНҚ-профиль алу ықтималдығы аз.',
        ),
      },
    ],
    grade: 'S',
    source: `${FFLM_STYLE}: 3 d; literature (V): sperm seen to 65 h, DNA profile to 48 h`,
  },
  {
    ...ROW,
    finding: 'VAGINAL_SWAB',
    name: text('Vaginal swab', 'Вагинальный мазок', 'Қынаптан жағынды'),
    violence: [Kind.SEXUAL],
    specimen: Specimen.VAGINAL,
    changedBy: [...WASHING, Change.URINATED],
    stages: [
      {
        ...{ fromHours: 0, untilHours: 168 },
        whatItCosts: text(
          'Every day makes a DNA profile less likely.',
          'С каждым днём ДНК-профиль менее вероятен.',
          'Күн өткен сайын ДНҚ-профиль алу ықтималдығы азаяды.',
        ),
      },
    ],
    grade: 'S',
    source: `${FFLM_STYLE}: 7 d`,
  },
  {
    ...ROW,
    finding: 'SKIN_DNA',
    name: text('DNA and saliva on skin', 'ДНК и слюна на коже', 'Терідегі ДНҚ мен сілекей'),
    violence: [Kind.PHYSICAL, Kind.SEXUAL, Kind.STRANGULATION],
    specimen: Specimen.SKIN,
    changedBy: WASHING,
    bestHours: 48,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 96 },
        whatItCosts: text(
          'Washing takes it away; unwashed skin has given profiles for up to four days.',
          'Мытьё уничтожает её; с немытой кожи профили получали до четырёх суток.',
          'Жуыну оны жояды; жуылмаған теріден төрт тәулікке дейін профиль алынған.',
        ),
      },
    ],
    grade: 'S',
    source: `${FFLM_STYLE}: 48 h; NCJ 233673 (V): full profiles at 96 h in 8 of 9`,
  },
  {
    ...ROW,
    finding: 'FINGERNAILS',
    name: text('Under the fingernails', 'Подногтевое содержимое', 'Тырнақ асты'),
    violence: [Kind.PHYSICAL, Kind.SEXUAL, Kind.STRANGULATION],
    specimen: Specimen.FINGERNAIL,
    changedBy: WASHING,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: 48 },
        whatItCosts: text(
          'Each washing of hands leaves less of him under her nails.',
          'С каждым мытьём рук под ногтями остаётся меньше следов.',
          'Қол жуылған сайын тырнақ астында із азаяды.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'FIBRES',
    name: text('Fibres and hair', 'Волокна и волосы', 'Талшықтар мен шаш'),
    violence: [Kind.SEXUAL, Kind.PHYSICAL],
    specimen: Specimen.FIBRES_AND_HAIR,
    changedBy: [Change.CHANGED_CLOTHES, Change.WASHED_CLOTHES, ...WASHING],
    stages: [
      {
        ...{ fromHours: 0, untilHours: 168 },
        whatItCosts: text(
          'Changing and washing clothes take them away.',
          'Переодевание и стирка уничтожают их.',
          'Киім ауыстыру мен жуу оларды жояды.',
        ),
      },
    ],
    grade: 'S',
    source: `${FFLM_STYLE}: 7 d (fibres)`,
  },
  {
    ...ROW,
    finding: 'CLOTHING',
    name: text('Clothing and bedding', 'Одежда и бельё', 'Киім мен төсек-орын'),
    violence: [Kind.PHYSICAL, Kind.SEXUAL, Kind.STRANGULATION],
    specimen: Specimen.CLOTHING,
    changedBy: [Change.CHANGED_CLOTHES, Change.WASHED_CLOTHES],
    stages: [
      {
        ...{ fromHours: 0, untilHours: null },
        whatItCosts: text(
          'Kept dry in paper it lasts; wearing, washing and plastic destroy it.',
          'В сухом виде в бумаге сохраняется; носка, стирка и полиэтилен уничтожают следы.',
          'Құрғақ күйде қағазда сақталады; кию, жуу және полиэтилен іздерді жояды.',
        ),
      },
    ],
  },
  {
    ...ROW,
    finding: 'CONDOM_AND_SANITARY',
    name: text('Condoms, pads, tissues', 'Презервативы, прокладки, салфетки', 'Мүшеқап, төсем, майлық'),
    violence: [Kind.SEXUAL],
    specimen: Specimen.CONDOM_AND_SANITARY,
    bestHours: 24,
    stages: [
      {
        ...{ fromHours: 0, untilHours: null },
        whatItCosts: text(
          'Thrown away they are lost; each hour in warmth and damp spoils them.',
          'Выброшенное потеряно; тепло и сырость портят следы с каждым часом.',
          'Тасталса — жоғалады; жылу мен ылғал сағат сайын бүлдіреді.',
        ),
      },
    ],
  },
];
