import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../kit/index.js';
import {
  declineReasonFor,
  FAILED_STATES,
  nextState,
  OPEN_STATES,
  type Party,
  type ReferralTransition,
} from './rules.js';
import { ReferralDeclineReason, ReferralState } from './vocabulary.js';

const ALLOWED: readonly string[] = [
  'SENT acknowledge RECIPIENT RECEIVED',
  'SENT accept RECIPIENT ACCEPTED',
  'RECEIVED accept RECIPIENT ACCEPTED',
  'SENT decline RECIPIENT DECLINED_BY_SERVICE',
  'RECEIVED decline RECIPIENT DECLINED_BY_SERVICE',
  'ACCEPTED start RECIPIENT IN_PROGRESS',
  'IN_PROGRESS complete RECIPIENT COMPLETED',
  ...OPEN_STATES.flatMap((s) => [
    `${s} notWanted SENDER NOT_WANTED_BY_HER`,
    `${s} notWanted RECIPIENT NOT_WANTED_BY_HER`,
    `${s} cancel SENDER CANCELLED`,
    `${s} ask RECIPIENT ${s === 'SENT' ? 'RECEIVED' : s}`,
    `${s} answer SENDER ${s}`,
    `${s} passOn RECIPIENT COMPLETED`,
  ]),
  'SENT redirect SENDER CANCELLED',
  'RECEIVED redirect SENDER CANCELLED',
  ...FAILED_STATES.flatMap((s) => [`${s} note SENDER ${s}`, `${s} redirect SENDER ${s}`]),
  ...[...OPEN_STATES, ...FAILED_STATES].flatMap((s) => [`${s} take SENDER ${s}`, `${s} take RECIPIENT ${s}`]),
];
const TRANSITIONS: ReferralTransition[] = [
  'acknowledge',
  'accept',
  'decline',
  'notWanted',
  'start',
  'complete',
  'cancel',
  'ask',
  'answer',
  'note',
  'take',
  'passOn',
  'redirect',
];
const PARTIES: Party[] = ['SENDER', 'RECIPIENT'];

describe('the life cycle of a referral', () => {
  test('has exactly these transitions', () => {
    const found: string[] = [];
    for (const state of Object.values(ReferralState))
      for (const transition of TRANSITIONS)
        for (const party of PARTIES) {
          try {
            found.push(`${state} ${transition} ${party} ${nextState(transition, state, party)}`);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        }
    expect(found.sort()).toEqual([...ALLOWED].sort());
  });

  test('a refusal says the state in words, in every language', () => {
    try {
      nextState('accept', ReferralState.CANCELLED, 'RECIPIENT');
      throw new Error('was accepted');
    } catch (error) {
      const { code, text } = error as Refusal;
      expect(code).toBe('WRONG_STATE');
      expect(text.en).toContain('cancelled');
      expect(text.ru).toContain('отменено');
      expect(text.kk).toContain('күшін жойған');
    }
  });
});

describe('the reason of a decline', () => {
  const { NO_CAPACITY, OUTSIDE_REMIT, NEEDS_NOT_MET, UNSAFE_LOCATION, DOES_NOT_FIT } = ReferralDeclineReason;

  test('is told in full to who gave it', () => {
    for (const reason of Object.values(ReferralDeclineReason))
      expect(declineReasonFor('RECIPIENT', reason)).toBe(reason);
  });

  test('does not tell the sender which of several reasons it was', () => {
    expect([NEEDS_NOT_MET, UNSAFE_LOCATION, DOES_NOT_FIT].map((r) => declineReasonFor('SENDER', r))).toEqual(
      Array(3).fill(DOES_NOT_FIT),
    );
    expect([NO_CAPACITY, OUTSIDE_REMIT, null].map((r) => declineReasonFor('SENDER', r))).toEqual([
      NO_CAPACITY,
      OUTSIDE_REMIT,
      null,
    ]);
  });
});
