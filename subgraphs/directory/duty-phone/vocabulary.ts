import { registerEnumType } from 'type-graphql';

/** What somebody on duty answers for, from the first who is told to the last. */
export enum DutyRole {
  DUTY_OFFICER = 'DUTY_OFFICER',
  SUPERVISOR = 'SUPERVISOR',
  REGIONAL_COORDINATOR = 'REGIONAL_COORDINATOR',
}

export enum DutyChannel {
  VOICE = 'VOICE',
  SMS = 'SMS',
  EMAIL = 'EMAIL',
}

registerEnumType(DutyRole, {
  name: 'DutyRole',
  description: 'What somebody on duty answers for.',
  valuesConfig: {
    DUTY_OFFICER: { description: 'The first who is told that a request waits.' },
    SUPERVISOR: { description: 'Told when those on duty have left it.' },
    REGIONAL_COORDINATOR: {
      description: 'Told when an agency of the region has left it. Set by the administrator of the hub.',
    },
  },
});

registerEnumType(DutyChannel, {
  name: 'DutyChannel',
  description: 'How somebody on duty is told that a request waits; with neutral words, which name nobody and no place.',
  valuesConfig: {
    VOICE: { description: 'A call.' },
    SMS: { description: 'A short message.' },
    EMAIL: { description: 'A letter to `email`.' },
  },
});
