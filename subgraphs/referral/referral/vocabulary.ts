import { registerEnumType } from 'type-graphql';

export enum ReferralState {
  SENT = 'SENT',
  RECEIVED = 'RECEIVED',
  ACCEPTED = 'ACCEPTED',
  IN_PROGRESS = 'IN_PROGRESS',
  COMPLETED = 'COMPLETED',
  DECLINED_BY_SERVICE = 'DECLINED_BY_SERVICE',
  NOT_WANTED_BY_HER = 'NOT_WANTED_BY_HER',
  CANCELLED = 'CANCELLED',
}

export enum ReferralService {
  FORENSIC_EXAM = 'FORENSIC_EXAM',
  SHELTER = 'SHELTER',
  SUPPORT = 'SUPPORT',
  MEDICAL_CARE = 'MEDICAL_CARE',
  LEGAL_AID = 'LEGAL_AID',
  POLICE_RESPONSE = 'POLICE_RESPONSE',
  PROTECTION_ORDER = 'PROTECTION_ORDER',
}

export enum ReferralUrgency {
  ROUTINE = 'ROUTINE',
  URGENT = 'URGENT',
  ASAP = 'ASAP',
  STAT = 'STAT',
}

export enum ReferralDeclineReason {
  NO_CAPACITY = 'NO_CAPACITY',
  OUTSIDE_REMIT = 'OUTSIDE_REMIT',
  NEEDS_NOT_MET = 'NEEDS_NOT_MET',
  UNSAFE_LOCATION = 'UNSAFE_LOCATION',
  DOES_NOT_FIT = 'DOES_NOT_FIT',
}

export enum ReferralOutcome {
  SERVICE_GIVEN = 'SERVICE_GIVEN',
  PARTLY_GIVEN = 'PARTLY_GIVEN',
  REFERRED_ON = 'REFERRED_ON',
  CONTACT_LOST = 'CONTACT_LOST',
}

registerEnumType(ReferralState, {
  name: 'ReferralState',
  description: 'How far a referral has come.',
  valuesConfig: {
    SENT: { description: 'Sent; nobody has looked at it yet.' },
    RECEIVED: { description: 'The service has seen it and has not decided yet.' },
    ACCEPTED: { description: 'The service takes her.' },
    IN_PROGRESS: { description: 'The service has begun.' },
    COMPLETED: { description: 'The service has ended; see the outcome.' },
    DECLINED_BY_SERVICE: { description: 'The service does not take her; see the reason.' },
    NOT_WANTED_BY_HER: { description: 'She does not want it. No failure of anybody.' },
    CANCELLED: { description: 'The sender took it back.' },
  },
});

registerEnumType(ReferralService, {
  name: 'ReferralService',
  description: 'What she is referred for.',
  valuesConfig: {
    FORENSIC_EXAM: { description: 'A forensic medical examination.' },
    SHELTER: { description: 'A place of safety.' },
    SUPPORT: { description: 'Psychological and social support, advocacy.' },
    MEDICAL_CARE: { description: 'Treatment.' },
    LEGAL_AID: { description: 'Legal advice and representation.' },
    POLICE_RESPONSE: { description: 'Action by the police.' },
    PROTECTION_ORDER: { description: 'A protective order.' },
  },
});

registerEnumType(ReferralUrgency, {
  name: 'ReferralUrgency',
  description: 'How soon it must be acted on (FHIR request priority).',
  valuesConfig: {
    ROUTINE: { description: 'In the usual order.' },
    URGENT: { description: 'Before what is routine.' },
    ASAP: { description: 'As soon as possible.' },
    STAT: { description: 'At once.' },
  },
});

registerEnumType(ReferralDeclineReason, {
  name: 'ReferralDeclineReason',
  description:
    'Why a service does not take her. The sender is told a coarser reason where the exact one would tell where a place is.',
  valuesConfig: {
    NO_CAPACITY: { description: 'No place, slot or counsellor is free.' },
    OUTSIDE_REMIT: { description: 'Not what this service does.' },
    NEEDS_NOT_MET: { description: 'The service cannot meet her needs. The sender is told DOES_NOT_FIT.' },
    UNSAFE_LOCATION: { description: 'She would not be safe there. The sender is told DOES_NOT_FIT.' },
    DOES_NOT_FIT: { description: 'It does not fit; the service does not say why.' },
  },
});

registerEnumType(ReferralOutcome, {
  name: 'ReferralOutcome',
  description: 'How a referral ended that was carried out.',
  valuesConfig: {
    SERVICE_GIVEN: { description: 'She got what she was referred for.' },
    PARTLY_GIVEN: { description: 'She got a part of it.' },
    REFERRED_ON: { description: 'Another service took over.' },
    CONTACT_LOST: { description: 'She could not be reached safely any more.' },
  },
});
