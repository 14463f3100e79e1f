import { describe, expect, test } from '@jest/globals';
import { evidenceWindows } from './current.js';
import { evidenceClock } from './rules.js';
import {
  EvidenceInjury as Injury,
  EvidenceViolenceKind as Kind,
  ExamDangerSign as Sign,
  EvidenceSpecimen as Specimen,
} from './vocabulary.js';

const KZ = evidenceWindows('KZ');
const NOW = new Date('2026-03-10T12:00:00Z');

interface Case {
  readonly what: string;
  /** Hours since the last contact; null when nobody knows it */
  readonly hours: number | null;
  readonly kinds?: Kind[];
  readonly injuries?: Injury[];
  readonly signs?: Sign[];
  readonly specimens?: Specimen[];
  readonly priority: 'STAT' | 'ASAP' | 'URGENT' | 'ROUTINE';
  /** Why emergency care comes first; nothing when left out */
  readonly emergency?: Sign[];
  /** Some of the findings, and where they stand: `BRUISES NOW` */
  readonly finds?: string[];
  readonly never?: string[];
}

const { PHYSICAL, SEXUAL, STRANGULATION, SUSPECTED_DRUGGING } = Kind;

const CASES: readonly Case[] = [
  // beaten
  {
    what: 'slapped an hour ago',
    hours: 1,
    kinds: [PHYSICAL],
    priority: 'ASAP',
    finds: ['BRUISES NOW', 'REPEAT_PHOTOGRAPHS NOT_YET'],
    never: ['ORAL_SWAB'],
  },
  {
    what: 'beaten nine hours ago',
    hours: 9,
    kinds: [PHYSICAL],
    priority: 'ASAP',
    finds: ['BRUISES NOW', 'CLOTHING SOON', 'SKIN_DNA SOON'],
  },
  {
    what: 'beaten yesterday',
    hours: 30,
    kinds: [PHYSICAL],
    injuries: [Injury.BRUISE],
    priority: 'ASAP',
    finds: ['BRUISES NOW', 'REPEAT_PHOTOGRAPHS NOW', 'FINGERNAILS LATE'],
  },
  {
    what: 'bruises only, nothing else said',
    hours: 20,
    injuries: [Injury.BRUISE],
    priority: 'ASAP',
    finds: ['BRUISES NOW', 'WHOLE_EXAMINATION SOON'],
    never: ['SKIN_DNA'],
  },
  {
    what: 'beaten two and a half days ago',
    hours: 60,
    kinds: [PHYSICAL],
    priority: 'URGENT',
    finds: ['BRUISES LATE', 'REPEAT_PHOTOGRAPHS LATE'],
  },
  { what: 'beaten three days ago', hours: 75, kinds: [PHYSICAL], priority: 'ASAP', finds: ['SKIN_DNA LATE'] },
  {
    what: 'beaten four days and an hour ago',
    hours: 97,
    kinds: [PHYSICAL],
    priority: 'URGENT',
    finds: ['SKIN_DNA BEYOND_WINDOW', 'BRUISES LATE'],
  },
  {
    what: 'beaten a month ago',
    hours: 720,
    kinds: [PHYSICAL],
    priority: 'ROUTINE',
    finds: ['BRUISES LATE', 'WHOLE_EXAMINATION BEYOND_WINDOW'],
  },
  {
    what: 'beaten, nobody knows when',
    hours: null,
    kinds: [PHYSICAL],
    priority: 'ASAP',
    finds: ['BRUISES NOW', 'SKIN_DNA NOW'],
  },
  {
    what: 'cut an hour ago',
    hours: 1,
    injuries: [Injury.WOUND],
    priority: 'ASAP',
    finds: ['WOUNDS NOW', 'TETANUS_PROPHYLAXIS NOW'],
  },
  {
    what: 'cut two days ago',
    hours: 48,
    injuries: [Injury.WOUND],
    priority: 'URGENT',
    finds: ['WOUNDS LATE', 'TETANUS_PROPHYLAXIS LATE'],
  },
  {
    what: 'cut two months ago: the scar is recorded',
    hours: 1_440,
    injuries: [Injury.WOUND],
    priority: 'ROUTINE',
    finds: ['WOUNDS LATE'],
  },
  {
    what: 'scalded this morning',
    hours: 5,
    kinds: [PHYSICAL],
    injuries: [Injury.BURN],
    priority: 'ASAP',
    finds: ['BURNS NOW', 'TETANUS_PROPHYLAXIS NOW', 'BRUISES NOW'],
  },
  { what: 'burnt a week ago', hours: 169, injuries: [Injury.BURN], priority: 'ROUTINE', finds: ['BURNS LATE'] },
  {
    what: 'burn of the face with hoarse breath',
    hours: 1,
    injuries: [Injury.BURN],
    signs: [Sign.AIRWAY_BURN],
    priority: 'STAT',
    emergency: [Sign.AIRWAY_BURN],
    finds: ['BURNS NOW'],
  },
  {
    what: 'bitten six hours ago',
    hours: 6,
    injuries: [Injury.BITE],
    priority: 'ASAP',
    finds: ['BITE_MARK NOW', 'BITE_SALIVA SOON', 'HEPATITIS_B_VACCINE NOW', 'REPEAT_PHOTOGRAPHS NOT_YET'],
  },
  {
    what: 'bitten 45 hours ago',
    hours: 45,
    injuries: [Injury.BITE],
    priority: 'ASAP',
    finds: ['BITE_MARK LATE', 'BITE_SALIVA NOW', 'REPEAT_PHOTOGRAPHS NOW'],
  },
  {
    what: 'bitten five days ago',
    hours: 120,
    injuries: [Injury.BITE],
    priority: 'URGENT',
    finds: ['BITE_SALIVA BEYOND_WINDOW', 'BITE_MARK LATE'],
  },
  {
    what: 'a broken wrist last night',
    hours: 12,
    injuries: [Injury.FRACTURE],
    priority: 'ASAP',
    finds: ['FRACTURE_IMAGING NOW'],
  },
  {
    what: 'a broken rib ten days ago',
    hours: 240,
    injuries: [Injury.FRACTURE],
    priority: 'ROUTINE',
    finds: ['FRACTURE_IMAGING LATE'],
  },
  {
    what: 'the print of a belt',
    hours: 3,
    injuries: [Injury.PATTERN_INJURY],
    priority: 'ASAP',
    finds: ['PATTERN_INJURY NOW', 'REPEAT_PHOTOGRAPHS NOT_YET'],
  },
  {
    what: 'a tooth knocked out',
    hours: 2,
    injuries: [Injury.DENTAL_INJURY],
    priority: 'ASAP',
    finds: ['DENTAL_FINDINGS NOW'],
  },
  {
    what: 'another injury, 30 hours',
    hours: 30,
    injuries: [Injury.OTHER],
    priority: 'ASAP',
    finds: ['BRUISES NOW', 'REPEAT_PHOTOGRAPHS NOW'],
  },
  // medical need first
  {
    what: 'a blow to the head',
    hours: 2,
    injuries: [Injury.HEAD_INJURY],
    priority: 'STAT',
    emergency: [Sign.HEAD_INJURY],
    finds: ['HEAD_IMAGING NOW'],
  },
  {
    what: 'a blow to the head four days ago',
    hours: 96,
    injuries: [Injury.HEAD_INJURY],
    priority: 'STAT',
    emergency: [Sign.HEAD_INJURY],
    finds: ['HEAD_IMAGING LATE'],
  },
  {
    what: 'unconscious for a moment',
    hours: 4,
    injuries: [Injury.LOSS_OF_CONSCIOUSNESS],
    priority: 'STAT',
    emergency: [Sign.LOSS_OF_CONSCIOUSNESS],
    finds: ['HEAD_IMAGING NOW'],
  },
  {
    what: 'kicked in the belly',
    hours: 1,
    injuries: [Injury.INTERNAL_INJURY],
    priority: 'STAT',
    emergency: [Sign.INTERNAL_INJURY],
    finds: ['INTERNAL_IMAGING NOW'],
  },
  {
    what: 'bleeding heavily',
    hours: 1,
    injuries: [Injury.HEAVY_BLEEDING],
    priority: 'STAT',
    emergency: [Sign.HEAVY_BLEEDING],
    finds: ['WOUNDS NOW'],
  },
  {
    what: 'strangled an hour ago',
    hours: 1,
    kinds: [STRANGULATION],
    priority: 'STAT',
    emergency: [Sign.STRANGULATION],
    finds: ['NECK_FINDINGS NOW', 'NECK_IMAGING NOW', 'VOICE_AND_SWALLOWING NOW', 'SKIN_DNA SOON'],
  },
  {
    what: 'strangled two weeks ago',
    hours: 336,
    kinds: [STRANGULATION],
    priority: 'STAT',
    emergency: [Sign.STRANGULATION],
    finds: ['NECK_IMAGING NOW'],
  },
  {
    what: 'strangled, now hoarse',
    hours: 6,
    kinds: [STRANGULATION],
    signs: [Sign.TROUBLE_SPEAKING_OR_SWALLOWING],
    priority: 'STAT',
    emergency: [Sign.STRANGULATION, Sign.TROUBLE_SPEAKING_OR_SWALLOWING],
  },
  {
    what: 'seized by the neck, not said how',
    hours: 3,
    injuries: [Injury.NECK_INJURY],
    priority: 'STAT',
    emergency: [Sign.NECK_INJURY],
    finds: ['NECK_FINDINGS NOW', 'NECK_IMAGING NOW'],
  },
  {
    what: 'pregnant and pushed',
    hours: 10,
    kinds: [PHYSICAL],
    signs: [Sign.PREGNANCY],
    priority: 'STAT',
    emergency: [Sign.PREGNANCY],
    finds: ['BRUISES NOW'],
  },
  { what: 'only one word: a seizure', hours: null, signs: [Sign.SEIZURE], priority: 'STAT', emergency: [Sign.SEIZURE] },
  {
    what: 'only one word: strangled',
    hours: null,
    kinds: [STRANGULATION],
    priority: 'STAT',
    emergency: [Sign.STRANGULATION],
    finds: ['NECK_FINDINGS NOW'],
  },
  {
    what: 'months ago, and thinks of suicide',
    hours: 3_000,
    kinds: [SEXUAL],
    signs: [Sign.SUICIDAL_THOUGHTS],
    priority: 'STAT',
    emergency: [Sign.SUICIDAL_THOUGHTS],
  },
  {
    what: 'an infant was hurt',
    hours: 8,
    injuries: [Injury.BRUISE],
    signs: [Sign.YOUNG_CHILD],
    priority: 'STAT',
    emergency: [Sign.YOUNG_CHILD],
    finds: ['BRUISES NOW'],
  },
  // sexual violence
  {
    what: 'raped two hours ago',
    hours: 2,
    kinds: [SEXUAL],
    priority: 'ASAP',
    finds: ['HIV_PROPHYLAXIS NOW', 'EMERGENCY_CONTRACEPTION NOW', 'ORAL_SWAB SOON', 'BRUISES NOW'],
  },
  {
    what: 'raped 26 hours ago',
    hours: 26,
    kinds: [SEXUAL],
    priority: 'ASAP',
    finds: ['HIV_PROPHYLAXIS LATE', 'ORAL_SWAB LATE', 'CONDOM_AND_SANITARY LATE', 'REPEAT_PHOTOGRAPHS NOW'],
  },
  {
    what: 'raped three days and an hour ago',
    hours: 73,
    kinds: [SEXUAL],
    priority: 'ASAP',
    finds: ['HIV_PROPHYLAXIS BEYOND_WINDOW', 'ANAL_SWAB BEYOND_WINDOW', 'EMERGENCY_CONTRACEPTION NOW'],
  },
  {
    what: 'raped five days ago',
    hours: 120,
    kinds: [SEXUAL],
    priority: 'ASAP',
    finds: ['EMERGENCY_CONTRACEPTION NOW'],
  },
  {
    what: 'raped just over five days ago',
    hours: 121,
    kinds: [SEXUAL],
    priority: 'URGENT',
    finds: ['VAGINAL_SWAB SOON', 'EMERGENCY_CONTRACEPTION BEYOND_WINDOW'],
  },
  {
    what: 'raped six and a half days ago',
    hours: 156,
    kinds: [SEXUAL],
    priority: 'ASAP',
    finds: ['VAGINAL_SWAB SOON'],
  },
  {
    what: 'raped ten days ago',
    hours: 240,
    kinds: [SEXUAL],
    priority: 'URGENT',
    finds: ['HEPATITIS_B_VACCINE LATE', 'VAGINAL_SWAB BEYOND_WINDOW', 'CLOTHING SOON'],
  },
  {
    what: 'raped a month ago',
    hours: 720,
    kinds: [SEXUAL],
    priority: 'ROUTINE',
    finds: ['VAGINAL_SWAB BEYOND_WINDOW', 'CLOTHING SOON'],
  },
  {
    what: 'raped and beaten, nobody knows when',
    hours: null,
    kinds: [SEXUAL, PHYSICAL],
    priority: 'ASAP',
    finds: ['VAGINAL_SWAB NOW', 'BRUISES NOW'],
  },
  // drugs
  {
    what: 'drugged three hours ago',
    hours: 3,
    kinds: [SUSPECTED_DRUGGING],
    priority: 'ASAP',
    finds: ['URINE_TOXICOLOGY NOW', 'BLOOD_TOXICOLOGY NOW'],
    never: ['BRUISES'],
  },
  {
    what: 'drugged 20 hours ago',
    hours: 20,
    kinds: [SUSPECTED_DRUGGING],
    priority: 'URGENT',
    finds: ['URINE_TOXICOLOGY LATE', 'BLOOD_TOXICOLOGY LATE'],
  },
  {
    what: 'drugged four and a half days ago',
    hours: 108,
    kinds: [SUSPECTED_DRUGGING],
    priority: 'ASAP',
    finds: ['URINE_TOXICOLOGY LATE', 'BLOOD_TOXICOLOGY BEYOND_WINDOW'],
  },
  // asked about
  {
    what: 'only urine asked about, six hours',
    hours: 6,
    specimens: [Specimen.URINE],
    priority: 'ASAP',
    finds: ['URINE_TOXICOLOGY NOW'],
    never: ['BLOOD_TOXICOLOGY'],
  },
  {
    what: 'only clothing asked about, a year',
    hours: 8_760,
    specimens: [Specimen.CLOTHING],
    priority: 'ROUTINE',
    finds: ['CLOTHING SOON'],
  },
  {
    what: 'a beaten woman, nails asked about',
    hours: 40,
    kinds: [PHYSICAL],
    specimens: [Specimen.FINGERNAIL, Specimen.ORAL],
    priority: 'ASAP',
    finds: ['FINGERNAILS LATE', 'ORAL_SWAB LATE'],
  },
  // nothing known
  { what: 'nothing that leaves evidence, an hour ago', hours: 1, priority: 'ROUTINE' },
  { what: 'nothing known at all', hours: null, priority: 'URGENT' },
];

describe('worked cases', () => {
  test.each(CASES)('$what', ({ hours, kinds = [], injuries = [], signs = [], specimens = [], ...expected }) => {
    const lastContactAt = hours === null ? null : new Date(NOW.getTime() - hours * 3_600_000);
    const facts = { lastContactAt, violence: kinds, injuries, dangerSigns: signs, specimens };
    const reading = evidenceClock(facts, KZ, NOW);
    const found = reading.items.map((item) => `${item.window.finding} ${item.state}`);
    expect(reading.priority).toBe(expected.priority);
    expect(reading.emergencySigns).toEqual(expected.emergency ?? []);
    expect(found).toEqual(expect.arrayContaining(expected.finds ?? []));
    for (const finding of expected.never ?? []) expect(found.join()).not.toContain(finding);
  });

  test('every sign goes to emergency care first, alone and whenever it was', () => {
    for (const sign of Object.values(Sign)) {
      const facts = { lastContactAt: new Date(0), violence: [], dangerSigns: [sign] };
      expect(evidenceClock(facts, KZ, NOW)).toMatchObject({ emergencySigns: [sign], priority: 'STAT' });
    }
  });

  test('a sign that is named three times is said once', () => {
    const signs = [Sign.STRANGULATION, Sign.STRANGULATION];
    const facts = { lastContactAt: null, violence: [STRANGULATION], dangerSigns: signs, injuries: [] };
    expect(evidenceClock(facts, KZ, NOW).emergencySigns).toEqual([Sign.STRANGULATION]);
  });
});
