import { registerEnumType } from 'type-graphql';

export enum EmergencyThreat {
  ATTACK_UNDER_WAY = 'ATTACK_UNDER_WAY',
  THREAT_TO_KILL = 'THREAT_TO_KILL',
  ABDUCTION = 'ABDUCTION',
  NOT_REACHED = 'NOT_REACHED',
  SUICIDE = 'SUICIDE',
  MEDICAL = 'MEDICAL',
  FIRE_OR_TRAP = 'FIRE_OR_TRAP',
}

export enum EmergencyAccessState {
  UNREVIEWED = 'UNREVIEWED',
  CONFIRMED = 'CONFIRMED',
  JUSTIFIED = 'JUSTIFIED',
  NOT_JUSTIFIED = 'NOT_JUSTIFIED',
}

export enum EmergencyVerdict {
  JUSTIFIED = 'JUSTIFIED',
  NOT_JUSTIFIED = 'NOT_JUSTIFIED',
}

registerEnumType(EmergencyThreat, {
  name: 'EmergencyThreat',
  description: 'What threatens her life.',
  valuesConfig: {
    ATTACK_UNDER_WAY: { description: 'She is being attacked, or was a moment ago.' },
    THREAT_TO_KILL: { description: 'Somebody has said or shown that he will kill her or her children.' },
    ABDUCTION: { description: 'She or a child of hers has been taken, or is held.' },
    NOT_REACHED: { description: 'She has vanished, and there is reason to fear for her life.' },
    SUICIDE: { description: 'She is about to take her own life.' },
    MEDICAL: { description: 'Her life depends on treatment, and she cannot be asked.' },
    FIRE_OR_TRAP: { description: 'She is where she will die unless she is brought out.' },
  },
});

registerEnumType(EmergencyAccessState, {
  name: 'EmergencyAccessState',
  description: 'Whether somebody else has looked at an emergency access.',
  valuesConfig: {
    UNREVIEWED: { description: 'Nobody has yet.' },
    CONFIRMED: { description: 'A second person of the same agency stood beside it while it lasted.' },
    JUSTIFIED: { description: 'Reviewed: there was a danger to life.' },
    NOT_JUSTIFIED: { description: 'Reviewed: there was none. It was closed at once.' },
  },
});

registerEnumType(EmergencyVerdict, {
  name: 'EmergencyVerdict',
  description: 'What a review has found.',
  valuesConfig: {
    JUSTIFIED: { description: 'There was a danger to life.' },
    NOT_JUSTIFIED: { description: 'There was none: it is closed at once.' },
  },
});
