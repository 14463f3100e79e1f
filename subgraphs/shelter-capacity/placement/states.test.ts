import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../kit/index.js';
import { BedDeclineReason, declineAnswer } from './decline.js';
import {
  type PlacementParty,
  PlacementState,
  type PlacementStep,
  shownState,
  stateAfter,
  TRANSITIONS,
} from './states.js';

const outcome = (step: PlacementStep, parties: PlacementParty[], state: PlacementState): string => {
  try {
    return stateAfter(step, parties, state);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe('who may take which step from which state', () => {
  const states = Object.values(PlacementState);
  const steps = Object.keys(TRANSITIONS) as PlacementStep[];
  const allowed = (party: PlacementParty) =>
    steps
      .flatMap((step) => states.filter((s) => outcome(step, [party], s) in PlacementState).map((s) => `${s} ${step}`))
      .sort();

  test('the shelter', () => {
    expect(allowed('SHELTER')).toEqual(
      [
        'OFFERED decline',
        ...['ACCEPTED_BY_PHONE', 'ACCEPTED', 'ARRIVED', 'DEPARTED'].map((state) => `${state} link`),
        ...['ACCEPTED_BY_PHONE', 'ACCEPTED', 'ARRIVED', 'DEPARTED'].map((state) => `${state} unlink`),
        ...['DECLINED', 'RELEASED', 'NOT_WANTED_BY_HER'].map((state) => `${state} unlink`),
        'ACCEPTED changeHousehold',
        'ARRIVED changeHousehold',
        'ARRIVED arriveInError',
        'DEPARTED departInError',
        'ARRIVED nameGuest',
        'ACCEPTED nameGuest',
        'ACCEPTED_BY_PHONE nameGuest',
        'HELD nameGuest',
        'HELD accept',
        'HELD decline',
        'HELD notWanted',
        'ACCEPTED_BY_PHONE accept',
        'ACCEPTED_BY_PHONE arrive',
        'ACCEPTED_BY_PHONE decline',
        'ACCEPTED_BY_PHONE notWanted',
        'ACCEPTED arrive',
        'ACCEPTED extend',
        'ACCEPTED notWanted',
        'ACCEPTED release',
        'ACCEPTED transfer',
        'ARRIVED depart',
        'ARRIVED extend',
        'ARRIVED transfer',
      ].sort(),
    );
  });

  test('the sender', () => {
    expect(allowed('SENDER')).toEqual(
      [
        'OFFERED notWanted',
        'OFFERED release',
        'OFFERED take',
        'HELD notWanted',
        'HELD recordByPhone',
        'HELD release',
        'ACCEPTED_BY_PHONE notWanted',
        'ACCEPTED_BY_PHONE release',
        'ACCEPTED notWanted',
        'ACCEPTED release',
      ].sort(),
    );
  });

  test('a refusal says why', () => {
    expect(outcome('accept', ['SENDER'], PlacementState.HELD)).toBe('NOT_PERMITTED');
    expect(outcome('take', ['SHELTER'], PlacementState.OFFERED)).toBe('NOT_PERMITTED');
    expect(outcome('accept', ['SHELTER'], PlacementState.OFFERED)).toBe('WRONG_STATE');
    expect(outcome('accept', ['SHELTER'], PlacementState.LAPSED)).toBe('EXPIRED');
    expect(outcome('depart', ['SHELTER'], PlacementState.DEPARTED)).toBe('WRONG_STATE');
    expect(outcome('release', ['SHELTER'], PlacementState.HELD)).toBe('WRONG_STATE');
    expect(outcome('release', ['SHELTER', 'SENDER'], PlacementState.HELD)).toBe('RELEASED');
  });
});

test('the sender never learns that she left', () => {
  expect(shownState(PlacementState.DEPARTED, 'SENDER')).toBe('ARRIVED');
  expect(shownState(PlacementState.DEPARTED, 'SHELTER')).toBe('DEPARTED');
  expect(shownState(PlacementState.DEPARTED, 'RECORD')).toBe('DEPARTED');
});

test('of a decline others learn one of two answers', () => {
  const answers = Object.values(BedDeclineReason).map((reason) => [reason, declineAnswer(reason)] as const);
  expect(answers.filter(([, answer]) => answer === 'NO_CAPACITY')).toEqual([['NO_CAPACITY', 'NO_CAPACITY']]);
});
