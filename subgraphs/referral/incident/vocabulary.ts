import { registerEnumType } from 'type-graphql';

export enum IncidentChannel {
  CALL_102 = 'CALL_102',
  HELPLINE = 'HELPLINE',
  WALK_IN = 'WALK_IN',
  HOSPITAL = 'HOSPITAL',
  ONLINE = 'ONLINE',
}

export enum ViolenceKind {
  PHYSICAL = 'PHYSICAL',
  SEXUAL = 'SEXUAL',
  STRANGULATION = 'STRANGULATION',
  THREAT = 'THREAT',
  PSYCHOLOGICAL = 'PSYCHOLOGICAL',
  ECONOMIC = 'ECONOMIC',
  STALKING = 'STALKING',
}

export enum InjuryKind {
  BRUISE = 'BRUISE',
  WOUND = 'WOUND',
  BURN = 'BURN',
  BITE = 'BITE',
  FRACTURE = 'FRACTURE',
  HEAD_INJURY = 'HEAD_INJURY',
  NECK_INJURY = 'NECK_INJURY',
  LOSS_OF_CONSCIOUSNESS = 'LOSS_OF_CONSCIOUSNESS',
  HEAVY_BLEEDING = 'HEAVY_BLEEDING',
  INTERNAL_INJURY = 'INTERNAL_INJURY',
  OTHER = 'OTHER',
}

/** Why a report is corrected. */
export enum IncidentCorrectionReason {
  WRITTEN_DOWN_WRONG = 'WRITTEN_DOWN_WRONG',
  SHE_CORRECTED_IT = 'SHE_CORRECTED_IT',
  LEARNT_LATER = 'LEARNT_LATER',
}

export enum PerpetratorRelation {
  MOTHER = 'MOTHER',
  FATHER = 'FATHER',
  STEPPARENT = 'STEPPARENT',
  PARTNER = 'PARTNER',
  EX_PARTNER = 'EX_PARTNER',
  PARENT_OF_HER_CHILD = 'PARENT_OF_HER_CHILD',
  GRANDPARENT = 'GRANDPARENT',
  SIBLING = 'SIBLING',
  CHILD = 'CHILD',
  OTHER_RELATIVE = 'OTHER_RELATIVE',
  APPOINTED_GUARDIAN = 'APPOINTED_GUARDIAN',
  ACQUAINTANCE = 'ACQUAINTANCE',
  STRANGER = 'STRANGER',
}

registerEnumType(PerpetratorRelation, {
  name: 'PerpetratorRelation',
  description: 'What somebody whom the report names as having done it is to the victim of the report; never who.',
  valuesConfig: {
    MOTHER: { description: 'Her mother.' },
    FATHER: { description: 'Her father.' },
    STEPPARENT: { description: 'Husband, wife or partner of a parent of hers. For a child, not PARTNER.' },
    PARTNER: { description: 'Her own husband or partner.' },
    EX_PARTNER: { description: 'Her own former husband or partner.' },
    PARENT_OF_HER_CHILD: { description: 'The other parent of a child of hers, whatever else he is to her.' },
    GRANDPARENT: { description: 'A grandparent of hers.' },
    SIBLING: { description: 'A brother or sister.' },
    CHILD: { description: 'A son or daughter.' },
    OTHER_RELATIVE: { description: 'Another relative, by blood or marriage.' },
    APPOINTED_GUARDIAN: { description: 'A guardian whom a court or an authority appointed.' },
    ACQUAINTANCE: { description: 'Somebody else whom she knows.' },
    STRANGER: { description: 'Somebody whom she does not know.' },
  },
});

registerEnumType(IncidentCorrectionReason, {
  name: 'IncidentCorrectionReason',
  description: 'Why a report is corrected.',
  valuesConfig: {
    WRITTEN_DOWN_WRONG: { description: 'It was taken down wrongly.' },
    SHE_CORRECTED_IT: { description: 'She said it otherwise afterwards.' },
    LEARNT_LATER: { description: 'It became known later, from a hospital, say.' },
  },
});

registerEnumType(IncidentChannel, {
  name: 'IncidentChannel',
  description: 'How a report came in.',
  valuesConfig: {
    CALL_102: { description: 'A call to the police line 102.' },
    HELPLINE: { description: 'A call to a helpline.' },
    WALK_IN: { description: 'Told in person.' },
    HOSPITAL: { description: 'Told, or seen, at a hospital or by the ambulance.' },
    ONLINE: { description: 'Written online.' },
  },
});

registerEnumType(ViolenceKind, {
  name: 'ViolenceKind',
  description: 'What was done to her.',
  valuesConfig: {
    PHYSICAL: { description: 'Physical violence.' },
    SEXUAL: { description: 'Sexual violence.' },
    STRANGULATION: { description: 'Pressure on the neck, with or without marks. Emergency care comes first.' },
    THREAT: { description: 'Threats, of death among them.' },
    PSYCHOLOGICAL: { description: 'Psychological violence.' },
    ECONOMIC: { description: 'Money, documents or work taken from her.' },
    STALKING: { description: 'Following, watching or calling her against her will.' },
  },
});

registerEnumType(InjuryKind, {
  name: 'InjuryKind',
  description: 'An injury that was seen or that she told of. None listed does not mean none.',
  valuesConfig: {
    BRUISE: { description: 'Bruise or abrasion.' },
    WOUND: { description: 'Cut, stab or laceration.' },
    BURN: { description: 'Burn or scald.' },
    BITE: { description: 'Bite.' },
    FRACTURE: { description: 'Known or suspected fracture.' },
    HEAD_INJURY: { description: 'Injury to the head. Emergency care comes first.' },
    NECK_INJURY: { description: 'Injury to the neck. Emergency care comes first.' },
    LOSS_OF_CONSCIOUSNESS: { description: 'She lost consciousness, however briefly. Emergency care comes first.' },
    HEAVY_BLEEDING: { description: 'Heavy bleeding. Emergency care comes first.' },
    INTERNAL_INJURY: { description: 'Suspected internal injury. Emergency care comes first.' },
    OTHER: { description: 'Another injury.' },
  },
});
