import { ExamEquipmentKind as Equipment } from '../../equipment/vocabulary.js';
import { EvidenceViolenceKind as Violence } from '../../evidence-window/vocabulary.js';
import { ExamSkill } from '../../examiner/types.js';
import type { ExamKindSet } from '../current.js';

/** Kazakhstan, first set, January 2026: working values (grade B), because no published durations or lists of equipment were found. */
export const KZ_2026_01: ExamKindSet = {
  version: 'kz-2026-01',
  source: 'Working values, grade B; to be reviewed by a forensic physician',
  kinds: {
    PHYSICAL_INJURY: {
      minutes: 60,
      skill: ExamSkill.GENERAL,
      equipment: [Equipment.CAMERA],
      violence: [Violence.PHYSICAL],
    },
    SEXUAL_ASSAULT: {
      minutes: 120,
      skill: ExamSkill.SEXUAL_ASSAULT,
      equipment: [Equipment.COLPOSCOPE, Equipment.SWAB_DRYING_CABINET],
      violence: [Violence.SEXUAL],
    },
    STRANGULATION: {
      minutes: 60,
      skill: ExamSkill.STRANGULATION,
      equipment: [Equipment.ALTERNATE_LIGHT_SOURCE],
      violence: [Violence.STRANGULATION],
    },
    TOXICOLOGY: { minutes: 30, skill: ExamSkill.GENERAL, equipment: [], violence: [Violence.SUSPECTED_DRUGGING] },
    PSYCHIATRIC: { minutes: 90, skill: ExamSkill.PSYCHIATRIC, equipment: [], violence: [] },
  },
};
