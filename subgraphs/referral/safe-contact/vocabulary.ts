import { registerEnumType } from 'type-graphql';

export enum SafeContactChannel {
  PHONE = 'PHONE',
  SMS = 'SMS',
  MESSENGER = 'MESSENGER',
  IN_PERSON = 'IN_PERSON',
  THROUGH_TRUSTED_PERSON = 'THROUGH_TRUSTED_PERSON',
  NONE = 'NONE',
}

/** Why she is contacted. A closed list: nothing about her is written here. */
export enum ContactPurpose {
  APPOINTMENT = 'APPOINTMENT',
  PLACE_OF_SAFETY = 'PLACE_OF_SAFETY',
  REFERRAL = 'REFERRAL',
  CONSENT = 'CONSENT',
  PROTECTION_ORDER = 'PROTECTION_ORDER',
  SAFETY_CHECK = 'SAFETY_CHECK',
  SUPPORT = 'SUPPORT',
}

export enum ContactDecision {
  PERMITTED = 'PERMITTED',
  NO_RULE = 'NO_RULE',
  ASK_AGAIN = 'ASK_AGAIN',
  CHANNEL_NOT_ALLOWED = 'CHANNEL_NOT_ALLOWED',
  UNDER_WAY = 'UNDER_WAY',
  NOT_NOW = 'NOT_NOW',
}

export enum ContactOutcome {
  REACHED_HER_SAFELY = 'REACHED_HER_SAFELY',
  NOT_REACHED = 'NOT_REACHED',
  SOMEBODY_ELSE_ANSWERED = 'SOMEBODY_ELSE_ANSWERED',
  UNSAFE = 'UNSAFE',
  NOT_TRIED = 'NOT_TRIED',
}

registerEnumType(SafeContactChannel, {
  name: 'SafeContactChannel',
  description: 'How she may be reached without danger.',
  valuesConfig: {
    PHONE: { description: 'A call, to the number given. Not a text message.' },
    SMS: { description: 'A text message to the number given. It stays on her phone.' },
    MESSENGER: { description: 'By messenger, on the number given.' },
    IN_PERSON: { description: 'Only when she comes, or somebody comes to her.' },
    THROUGH_TRUSTED_PERSON: { description: 'Only through the person whose number is given.' },
    NONE: { description: 'Do not contact her: she contacts you.' },
  },
});

registerEnumType(ContactPurpose, {
  name: 'ContactPurpose',
  description: 'Why she is contacted. None of them, and no urgency, widens what she has allowed.',
  valuesConfig: {
    APPOINTMENT: { description: 'To arrange, change or recall an appointment.' },
    PLACE_OF_SAFETY: { description: 'About a place of safety for her and her household.' },
    REFERRAL: { description: 'To tell what has come of a referral.' },
    CONSENT: { description: 'To ask about her consent, or after she has withdrawn it.' },
    PROTECTION_ORDER: { description: 'About a protective order.' },
    SAFETY_CHECK: { description: 'To hear whether she is safe.' },
    SUPPORT: { description: 'Counselling and support that she has asked for.' },
  },
});

registerEnumType(ContactDecision, {
  name: 'ContactDecision',
  description: 'Whether she may be contacted now.',
  valuesConfig: {
    PERMITTED: { description: 'You may contact her, on this channel, until the moment that is given.' },
    NO_RULE: { description: 'There is no rule of hers that you may go by. Do not contact her.' },
    ASK_AGAIN: {
      description:
        'Her rule must be asked again: it is too old, its hours are not exact, or it is suspended because a contact was not safe.',
    },
    CHANNEL_NOT_ALLOWED: { description: 'She has not allowed this channel.' },
    UNDER_WAY: { description: 'An attempt to contact her is under way, or its outcome has not been recorded.' },
    NOT_NOW: { description: 'It is not safe at this hour.' },
  },
});

registerEnumType(ContactOutcome, {
  name: 'ContactOutcome',
  description: 'How an attempt to contact her ended.',
  valuesConfig: {
    REACHED_HER_SAFELY: { description: 'You spoke with her, safely, and asked how she may be reached next time.' },
    NOT_REACHED: { description: 'Nobody answered; nothing was left.' },
    SOMEBODY_ELSE_ANSWERED: { description: 'Somebody else answered. Her rule is suspended.' },
    UNSAFE: { description: 'It was not safe, or she said so. Her rule is suspended.' },
    NOT_TRIED: { description: 'She was not contacted after all.' },
  },
});
