import { expect, test } from '@jest/globals';
import { faultsOf, type History, type Kept, type Told, type Used } from './history.js';

const kept = (id: string, state = 'CONFIRMED', more: Partial<Kept> = {}): Kept => ({
  ...{ id, state, startsAt: '9:00', examiner: 'e', movedFrom: null, override: false },
  ...more,
});
const told = (action: Told['action'], about: string | null, outcome: Told['outcome'] = 'DONE', id?: string): Told => ({
  ...{ action, about, outcome },
  answer: id ? { id, startsAt: '9:00', examiner: 'e' } : null,
});
const used = (appointment: string, from: number, to: number, takenAt: number, givenBackAt = Infinity): Used => ({
  ...{ appointment, resource: 'room', from, to, takenAt, givenBackAt },
});
const history = (more: Partial<History>): History => ({ told: [], kept: [], used: [], deadlocks: 0, ...more });

const HELD_AND_CONFIRMED = [told('HOLD', null, 'DONE', 'a'), told('CONFIRM', 'a', 'DONE', 'a')];

test.each<[string, Partial<History>]>([
  ['a booking that stands', { told: HELD_AND_CONFIRMED, kept: [kept('a')] }],
  ['one that was given up', { told: [...HELD_AND_CONFIRMED, told('CANCEL', 'a')], kept: [kept('a', 'CANCELLED')] }],
  [
    'one whose cancellation was never answered',
    { told: [...HELD_AND_CONFIRMED, told('CANCEL', 'a', 'UNKNOWN')], kept: [kept('a', 'CANCELLED')] },
  ],
  [
    'one that was moved',
    {
      told: [...HELD_AND_CONFIRMED, told('CONFIRM', 'b')],
      kept: [kept('a', 'CANCELLED'), kept('b', 'CONFIRMED', { movedFrom: 'a' })],
    },
  ],
  [
    'one that was displaced',
    { told: HELD_AND_CONFIRMED, kept: [kept('a', 'CANCELLED'), kept('b', 'CONFIRMED', { movedFrom: 'a' })] },
  ],
  ['a confirmation that was never answered', { told: [told('CONFIRM', 'a', 'UNKNOWN')], kept: [kept('a')] }],
  ['one room for two, one after the other in the day', { used: [used('a', 1, 2, 0), used('b', 2, 3, 0)] }],
  [
    'one room for two, the second when the first had given it back',
    { used: [used('a', 1, 3, 0, 5), used('b', 2, 4, 5)] },
  ],
])('holds: %s', (_, part) => {
  expect(faultsOf(history(part))).toEqual([]);
});

test.each<[string, Partial<History>]>([
  ['a confirmed booking that lapsed', { told: HELD_AND_CONFIRMED, kept: [kept('a', 'LAPSED')] }],
  ['a confirmed booking that is held still', { told: HELD_AND_CONFIRMED, kept: [kept('a', 'HELD')] }],
  ['a confirmed booking that is gone', { told: HELD_AND_CONFIRMED, kept: [] }],
  ['one that nobody cancelled', { told: HELD_AND_CONFIRMED, kept: [kept('a', 'CANCELLED')] }],
  [
    'one whose cancellation was refused',
    { told: [...HELD_AND_CONFIRMED, told('CANCEL', 'a', 'REFUSED')], kept: [kept('a', 'CANCELLED')] },
  ],
  [
    'one that was displaced to a time that lapsed',
    { told: HELD_AND_CONFIRMED, kept: [kept('a', 'CANCELLED'), kept('b', 'LAPSED', { movedFrom: 'a' })] },
  ],
  [
    'an urgent one that is lost',
    { told: [told('OVERRIDE', 'x', 'DONE', 'a')], kept: [kept('a', 'CANCELLED', { override: true })] },
  ],
  [
    'a time that is not the one that was told',
    { told: HELD_AND_CONFIRMED, kept: [kept('a', 'CONFIRMED', { startsAt: '9:30' })] },
  ],
  [
    'a confirmation that was refused and made',
    { told: [told('HOLD', null, 'DONE', 'a'), told('CONFIRM', 'a', 'REFUSED')], kept: [kept('a')] },
  ],
  ['one room for two at once', { used: [used('a', 1, 3, 0), used('b', 2, 4, 5)] }],
  ['one room for two, for a moment', { used: [used('a', 1, 3, 0, 5.001), used('b', 2, 4, 5)] }],
  ['a deadlock', { deadlocks: 1 }],
])('is broken: %s', (_, part) => {
  expect(faultsOf(history(part))).not.toEqual([]);
});
