import { registerEnumType } from 'type-graphql';

/** What the recipient of a referral owes within a time. */
export enum ResponseStep {
  ACKNOWLEDGE = 'ACKNOWLEDGE',
  ACCEPT = 'ACCEPT',
  FIRST_CONTACT = 'FIRST_CONTACT',
}

export enum ResponseTimerState {
  RUNNING = 'RUNNING',
  OVERDUE = 'OVERDUE',
  WAITS_FOR_HER_SAFE_TIME = 'WAITS_FOR_HER_SAFE_TIME',
  MET = 'MET',
  MET_LATE = 'MET_LATE',
  NOT_NEEDED = 'NOT_NEEDED',
}

registerEnumType(ResponseStep, {
  name: 'ResponseStep',
  description: 'What the recipient of a referral owes within a time.',
  valuesConfig: {
    ACKNOWLEDGE: { description: 'Somebody there has seen it.' },
    ACCEPT: { description: 'The service has decided: it takes her, or it does not.' },
    FIRST_CONTACT: { description: 'She was reached safely, or the service has begun.' },
  },
});

registerEnumType(ResponseTimerState, {
  name: 'ResponseTimerState',
  description: 'How a time that was set for a referral stands, by the clock of the database.',
  valuesConfig: {
    RUNNING: { description: 'Not done yet, and in time.' },
    OVERDUE: { description: 'Not done yet, and late.' },
    WAITS_FOR_HER_SAFE_TIME: {
      description:
        'The time is over, and it is not safe to contact her now. Nobody is late; do not contact her before. The time runs again from her safe time.',
    },
    MET: { description: 'Done in time.' },
    MET_LATE: { description: 'Done, late.' },
    NOT_NEEDED: { description: 'The referral ended before it was done.' },
  },
});
