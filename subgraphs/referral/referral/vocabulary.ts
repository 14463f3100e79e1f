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
  EXPIRED = 'EXPIRED',
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
    EXPIRED: { description: 'Nobody answered in time: it has lapsed, and the sender must turn elsewhere.' },
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
    REFERRED_ON: { description: 'It was passed on to another service, within what she agreed to.' },
    CONTACT_LOST: { description: 'She could not be reached safely any more.' },
  },
});

export enum ReferralWhose {
  MINE = 'MINE',
  MY_UNIT = 'MY_UNIT',
}

registerEnumType(ReferralWhose, {
  name: 'ReferralWhose',
  description: 'Whose referrals of a list.',
  valuesConfig: {
    MINE: { description: 'Those that you have taken, or sent.' },
    MY_UNIT: { description: 'Those of your own unit; of the whole agency when you have no unit.' },
  },
});

export enum ReferralQuestionKind {
  MORE_OF_HER_RECORD = 'MORE_OF_HER_RECORD',
  STILL_WANTED = 'STILL_WANTED',
  WHEN_CAN_SHE_COME = 'WHEN_CAN_SHE_COME',
  WHO_COMES_WITH_HER = 'WHO_COMES_WITH_HER',
  HER_NEEDS = 'HER_NEEDS',
  CALL_US = 'CALL_US',
}

export enum ReferralAnswerKind {
  SENT_ALONG = 'SENT_ALONG',
  YES = 'YES',
  NO = 'NO',
  TOLD_BY_PHONE = 'TOLD_BY_PHONE',
  NOT_KNOWN = 'NOT_KNOWN',
  SHE_WILL_NOT_SAY = 'SHE_WILL_NOT_SAY',
}

registerEnumType(ReferralQuestionKind, {
  name: 'ReferralQuestionKind',
  description: 'What a service asks the sender. In no words of its own: a referral holds none about her.',
  valuesConfig: {
    MORE_OF_HER_RECORD: { description: 'Parts of her record that did not travel: `categories` says which.' },
    STILL_WANTED: { description: 'Does she still want it?' },
    WHEN_CAN_SHE_COME: { description: 'When can she come?' },
    WHO_COMES_WITH_HER: { description: 'Who comes with her?' },
    HER_NEEDS: { description: 'What does she need: an interpreter, a lift, a doctor?' },
    CALL_US: { description: 'Call us, and say the code of the referral.' },
  },
});

registerEnumType(ReferralAnswerKind, {
  name: 'ReferralAnswerKind',
  description: 'What the sender answers.',
  valuesConfig: {
    SENT_ALONG: { description: 'It is in her record, of which more has been sent along.' },
    YES: { description: 'Yes.' },
    NO: { description: 'No.' },
    TOLD_BY_PHONE: { description: 'It was told on the telephone.' },
    NOT_KNOWN: { description: 'Nobody here knows.' },
    SHE_WILL_NOT_SAY: { description: 'She does not want to say it.' },
  },
});
