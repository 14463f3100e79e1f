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
