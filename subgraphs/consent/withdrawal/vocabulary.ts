import { registerEnumType } from 'type-graphql';

export enum NoticeOutcome {
  REACHED_HER_SAFELY = 'REACHED_HER_SAFELY',
  NOT_YET = 'NOT_YET',
}

export enum BookingsWish {
  KEEP = 'KEEP',
  CANCEL = 'CANCEL',
  UNDECIDED = 'UNDECIDED',
}

registerEnumType(NoticeOutcome, {
  name: 'WithdrawalNoticeOutcome',
  description: 'Whether she was reached, by her safe-contact rule and with nobody listening.',
  valuesConfig: {
    REACHED_HER_SAFELY: { description: 'She was reached safely, and said what she wants.' },
    NOT_YET: { description: 'Not yet: the notice stays, and so do her bookings.' },
  },
});

registerEnumType(BookingsWish, {
  name: 'BookingsWish',
  description: 'What she wants with her holds, appointments and stays at the agency.',
  valuesConfig: {
    KEEP: { description: 'She keeps them.' },
    CANCEL: { description: 'She wants them cancelled.' },
    UNDECIDED: { description: 'She has not decided: they stay.' },
  },
});
