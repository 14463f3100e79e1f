import { registerEnumType } from 'type-graphql';
import {
  EvidenceChange,
  EvidenceInjury,
  EvidenceSpecimen,
  EvidenceState,
  EvidenceViolenceKind,
  ExamDangerSign,
  ExamPriority,
} from './vocabulary.js';

registerEnumType(EvidenceViolenceKind, {
  name: 'EvidenceViolenceKind',
  description: 'What happened, as far as it decides which findings there can be.',
  valuesConfig: {
    PHYSICAL: { description: 'Beating and other bodily violence.' },
    SEXUAL: { description: 'Sexual violence.' },
    STRANGULATION: { description: 'Strangulation, by whatever means.' },
    SUSPECTED_DRUGGING: { description: 'She may have been given a substance.' },
  },
});

registerEnumType(ExamDangerSign, {
  name: 'ExamDangerSign',
  description: 'Signs with which she goes to emergency care before any slot is looked for.',
  valuesConfig: {
    STRANGULATION: { description: 'Strangulation, with or without marks.' },
    HEAD_INJURY: { description: 'Injury of the head.' },
    LOSS_OF_CONSCIOUSNESS: { description: 'She lost consciousness.' },
    PREGNANCY: { description: 'She is or may be pregnant.' },
    HEAVY_BLEEDING: { description: 'Heavy bleeding.' },
    NECK_INJURY: { description: 'Injury of the neck.' },
    INTERNAL_INJURY: { description: 'Possible injury of chest or belly.' },
    TROUBLE_BREATHING: { description: 'Trouble breathing.' },
    TROUBLE_SPEAKING_OR_SWALLOWING: { description: 'Changed voice, or trouble speaking or swallowing.' },
    VISION_CHANGE: { description: 'Changes of vision.' },
    CONFUSION: { description: 'Confusion or drowsiness.' },
    SEIZURE: { description: 'A seizure.' },
    SEVERE_PAIN: { description: 'Severe pain, wherever it is.' },
    CHEST_PAIN: { description: 'Pain in the chest.' },
    AIRWAY_BURN: { description: 'Burn of the face or airway.' },
    SUICIDAL_THOUGHTS: { description: 'Thoughts of suicide.' },
    YOUNG_CHILD: { description: 'A small child is hurt; up to what age, the words of the jurisdiction say.' },
  },
});

registerEnumType(ExamPriority, {
  name: 'ExamPriority',
  description: 'How soon an examination is due (FHIR request priority).',
  valuesConfig: {
    STAT: { description: 'At once, beside emergency care.' },
    ASAP: { description: 'As soon as possible: something is lost within hours.' },
    URGENT: { description: 'Soon: something is lost within days.' },
    ROUTINE: { description: 'Whenever it suits her: no known window is running. Never "too late".' },
  },
});

registerEnumType(EvidenceState, {
  name: 'EvidenceState',
  description: 'Where the window of a finding stands.',
  valuesConfig: {
    NOW: { description: 'Take it at once: it fades from the first hour, or its best time is about to end.' },
    SOON: { description: 'In its best time.' },
    NOT_YET: { description: 'It shows only later: come again then.' },
    LATE: { description: 'Past its best, still useful.' },
    BEYOND_WINDOW: { description: 'Beyond the usual time: still taken after advice.' },
  },
});

registerEnumType(EvidenceInjury, {
  name: 'EvidenceInjury',
  description: 'Kinds of injury, as far as they decide what is looked for.',
  valuesConfig: {
    BRUISE: { description: 'Bruises.' },
    WOUND: { description: 'Abrasions, lacerations, cuts.' },
    BURN: { description: 'Burns.' },
    BITE: { description: 'Bites.' },
    FRACTURE: { description: 'A broken bone, or the suspicion of one.' },
    HEAD_INJURY: { description: 'Injury of the head; emergency care first.' },
    NECK_INJURY: { description: 'Injury of the neck; emergency care first.' },
    LOSS_OF_CONSCIOUSNESS: { description: 'She lost consciousness; emergency care first.' },
    HEAVY_BLEEDING: { description: 'Heavy bleeding; emergency care first.' },
    INTERNAL_INJURY: { description: 'Possible injury of chest or belly; emergency care first.' },
    PATTERN_INJURY: { description: 'An injury that shows the outline of an object.' },
    DENTAL_INJURY: { description: 'Teeth or mouth.' },
    OTHER: { description: 'Another injury.' },
  },
});

registerEnumType(EvidenceSpecimen, {
  name: 'EvidenceSpecimen',
  description: 'Specimens that can be taken.',
  valuesConfig: {
    VAGINAL: { description: 'Vaginal swab.' },
    ANAL: { description: 'Anal swab.' },
    ORAL: { description: 'Oral swab.' },
    SKIN: { description: 'DNA and saliva on skin.' },
    FINGERNAIL: { description: 'From under the fingernails.' },
    FIBRES_AND_HAIR: { description: 'Fibres and hair.' },
    CLOTHING: { description: 'Clothing and bedding.' },
    BLOOD: { description: 'Blood, for drugs.' },
    URINE: { description: 'Urine, for drugs; the first matters most.' },
    CONDOM_AND_SANITARY: { description: 'Condoms, pads and tissues.' },
  },
});

registerEnumType(EvidenceChange, {
  name: 'EvidenceChange',
  description: 'What was done since and changes how much is found; never whether it is looked for.',
  valuesConfig: {
    WASHED: { description: 'Washed the place.' },
    BATHED: { description: 'Bathed or showered.' },
    CHANGED_CLOTHES: { description: 'Changed clothes.' },
    WASHED_CLOTHES: { description: 'Washed the clothes.' },
    URINATED: { description: 'Passed urine.' },
    DEFECATED: { description: 'Opened the bowels.' },
    ATE_OR_DRANK: { description: 'Ate or drank.' },
    BRUSHED_TEETH: { description: 'Brushed teeth.' },
    TREATED: { description: 'Wounds were cleaned, stitched or dressed.' },
  },
});
