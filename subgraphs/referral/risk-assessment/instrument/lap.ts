import { RiskLevel } from '../vocabulary.js';
import { type Instrument, numbered } from './instrument.js';

const RULES: Instrument['rules'] = [
  {
    id: 'ANY_OF_1_TO_3',
    level: RiskLevel.HIGH,
    when: { any: numbered(1, 3) },
    text: {
      en: 'Yes to one of items 1 to 3.',
      ru: '«Да» на один из пунктов 1–3.',
      kk: '1–3 тармақтардың біріне «иә».',
    },
  },
  {
    id: 'FOUR_OF_4_TO_11',
    level: RiskLevel.HIGH,
    when: { atLeast: 4, of: numbered(4, 11) },
    text: {
      en: 'Yes to four or more of items 4 to 11.',
      ru: '«Да» на четыре и более из пунктов 4–11.',
      kk: '4–11 тармақтардың төртеуіне немесе одан көбіне «иә».',
    },
  },
];

const COMMON = {
  source: 'lethalityassessmentprogram.org',
  recordedAt: '2026-11-25',
  reviewedBy: null,
  items: numbered(1, 11),
} as const;

/** Lethality Assessment Program, Maryland model. Else the officer's own belief, which is professional judgement here. */
export const LAP: Instrument = {
  ...COMMON,
  id: 'LAP',
  version: '1',
  name: 'Lethality Screen (LAP, Maryland model)',
  grade: 'V',
  items: [...COMMON.items],
  rules: RULES,
};

/** Strangulation alone triggers: item 5 of the form asks for it (grade B: to be compared with the licensed form). */
export const LAP_2: Instrument = {
  ...COMMON,
  id: 'LAP',
  version: '2.0',
  name: 'Lethality Screen (LAP 2.0)',
  grade: 'S',
  items: [...COMMON.items],
  rules: [
    {
      id: 'STRANGULATION',
      level: RiskLevel.HIGH,
      when: { any: ['5'] },
      text: {
        en: 'Yes to strangulation (item 5).',
        ru: '«Да» на удушение (пункт 5).',
        kk: 'Буындыруға «иә» (5-тармақ).',
      },
    },
    ...RULES,
  ],
};
