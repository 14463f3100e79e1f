import { IncidentChannel } from '../../incident/vocabulary.js';
import { ReferralUrgency } from '../../referral/vocabulary.js';
import type { ResponsePolicy } from '../policy.js';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Kazakhstan. Nothing here was looked up in an act or an order: those who answer for the response in a region agree on their own. */
export const KZ: readonly ResponsePolicy[] = [
  {
    version: 'kz-2026-01',
    inForceFrom: '2020-01-01T00:00:00Z',
    source: 'Working values; no act and no order between agencies was looked up.',
    date: '2026-11-25',
    grade: 'B',
    reviewer: 'to be reviewed by those who answer for the response in a region',
    limits: [
      {
        urgency: ReferralUrgency.STAT,
        minutes: { ACKNOWLEDGE: 15, ACCEPT: HOUR, FIRST_CONTACT: 3 * HOUR },
        atOnce: true,
      },
      {
        // she is where it happened, or in an emergency room
        urgency: ReferralUrgency.ASAP,
        channels: [IncidentChannel.CALL_102, IncidentChannel.HOSPITAL],
        minutes: { ACKNOWLEDGE: 15, ACCEPT: HOUR, FIRST_CONTACT: 3 * HOUR },
        atOnce: true,
      },
      {
        urgency: ReferralUrgency.ASAP,
        minutes: { ACKNOWLEDGE: 30, ACCEPT: 2 * HOUR, FIRST_CONTACT: 6 * HOUR },
        atOnce: true,
      },
      {
        urgency: ReferralUrgency.URGENT,
        minutes: { ACKNOWLEDGE: HOUR, ACCEPT: 4 * HOUR, FIRST_CONTACT: DAY },
        atOnce: false,
      },
      {
        urgency: ReferralUrgency.ROUTINE,
        minutes: { ACKNOWLEDGE: 8 * HOUR, ACCEPT: DAY, FIRST_CONTACT: 3 * DAY },
        atOnce: false,
      },
    ],
    lapses: {
      [ReferralUrgency.STAT]: DAY,
      [ReferralUrgency.ASAP]: 2 * DAY,
      [ReferralUrgency.URGENT]: 4 * DAY,
      [ReferralUrgency.ROUTINE]: 14 * DAY,
    },
    ladders: {
      ACKNOWLEDGE: [
        { tell: 'DUTY_OFFICER', after: 0 },
        { tell: 'SUPERVISOR', after: 15 },
        { tell: 'REGIONAL_COORDINATOR', after: 30 },
        { tell: 'ANOTHER_AGENCY', after: 45 },
      ],
      ACCEPT: [
        { tell: 'DUTY_OFFICER', after: 0 },
        { tell: 'SUPERVISOR', after: 30 },
        { tell: 'REGIONAL_COORDINATOR', after: HOUR },
        { tell: 'ANOTHER_AGENCY', after: 90 },
      ],
      // the service has her: nobody else is asked to take her
      FIRST_CONTACT: [
        { tell: 'DUTY_OFFICER', after: 0 },
        { tell: 'SUPERVISOR', after: HOUR },
        { tell: 'REGIONAL_COORDINATOR', after: 3 * HOUR },
      ],
    },
  },
];
