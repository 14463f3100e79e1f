import { describe, expect, test } from '@jest/globals';
import { IncidentChannel } from '../incident/vocabulary.js';
import { ReferralUrgency } from '../referral/vocabulary.js';
import { limitsFor, policyInForce, RESPONSE_POLICIES, rungsOf } from './policy.js';
import { ResponseStep } from './vocabulary.js';

const [KZ] = RESPONSE_POLICIES.KZ;
const STEPS = Object.values(ResponseStep);

describe('a response policy', () => {
  test('asks for an answer to high risk within 15 minutes, a decision within an hour, a first contact within three', () => {
    const { minutes } = limitsFor(KZ!, ReferralUrgency.STAT, null);
    expect(minutes).toEqual({ ACKNOWLEDGE: 15, ACCEPT: 60, FIRST_CONTACT: 180 });
  });

  test('has a line of its own for a channel, and another one for all others', () => {
    const acknowledge = (channel: IncidentChannel | null) =>
      limitsFor(KZ!, ReferralUrgency.ASAP, channel).minutes.ACKNOWLEDGE;
    expect([IncidentChannel.CALL_102, IncidentChannel.ONLINE, null].map(acknowledge)).toEqual([15, 30, 30]);
  });

  test.each(RESPONSE_POLICIES.KZ)(
    '$version: every urgency has a line, no step is due before the one before it, no rung before the one below it',
    (policy) => {
      for (const urgency of Object.values(ReferralUrgency)) {
        const lines = [null, ...Object.values(IncidentChannel)].map((channel) => limitsFor(policy, urgency, channel));
        for (const line of lines) {
          const due = STEPS.map((step) => line.minutes[step]);
          expect(due).toEqual([...due].sort((a, b) => a - b));
          expect(due[0]).toBeGreaterThan(0);
          // whoever is to answer late has been asked by everybody before it lapses
          for (const step of [ResponseStep.ACKNOWLEDGE, ResponseStep.ACCEPT])
            for (const { minutes } of rungsOf(policy, line, step)) expect(minutes).toBeLessThan(policy.lapses[urgency]);
          for (const step of STEPS) {
            const at = rungsOf(policy, line, step).map(({ minutes }) => minutes);
            expect(at).toEqual([...at].sort((a, b) => a - b));
          }
        }
      }
    },
  );

  test('tells whoever is on duty at the sending of what is urgent, and otherwise when it was left', () => {
    const first = (urgency: ReferralUrgency) =>
      rungsOf(KZ!, limitsFor(KZ!, urgency, null), ResponseStep.ACKNOWLEDGE)[0];
    expect(first(ReferralUrgency.STAT)).toEqual({ tell: 'DUTY_OFFICER', minutes: 0 });
    expect(first(ReferralUrgency.ROUTINE)).toEqual({ tell: 'DUTY_OFFICER', minutes: 480 });
  });

  test('in force is the newest that has begun; before the first there is none', () => {
    const later = { ...KZ!, version: 'later', inForceFrom: '2027-01-01T00:00:00Z' };
    const at = (instant: string) => policyInForce([later, KZ!], new Date(instant)).version;
    expect(at('2026-12-31T23:59:59Z')).toBe(KZ!.version);
    expect(at('2027-01-01T00:00:00Z')).toBe('later');
    expect(() => at('2019-01-01T00:00:00Z')).toThrow('No response policy');
  });
});
