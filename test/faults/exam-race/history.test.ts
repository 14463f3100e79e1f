import { expect, test } from '@jest/globals';
import { faultsOf, type History, type Kept, type Told } from './history.js';

const kept = (id: string, state = 'CONFIRMED', more: Partial<Kept> = {}): Kept => ({
  ...{ id, state, startsAt: '9:00', examiner: 'e', movedFrom: null, override: false },
  ...more,
});
const told = (action: Told['action'], about: string | null, outcome: Told['outcome'] = 'DONE', id?: string): Told => ({
  ...{ action, about, outcome },
  answer: id ? { id, startsAt: '9:00', examiner: 'e' } : null,
});
const room = (by: string, from: number, to: number) => ({
  ...{ resource: 'room', by, from, to, since: from, till: Number.POSITIVE_INFINITY },
});
const history = (more: Partial<History>): History => ({ told: [], kept: [], used: [], ...more });

const HELD_AND_CONFIRMED = [told('examHold', null, 'DONE', 'a'), told('examConfirm', 'a', 'DONE', 'a')];

test.each<[string, Partial<History>]>([
  ['a booking that stands', { told: HELD_AND_CONFIRMED, kept: [kept('a')] }],
  ['one that was given up', { told: [...HELD_AND_CONFIRMED, told('examCancel', 'a')], kept: [kept('a', 'CANCELLED')] }],
  [
    'one whose cancellation was never answered',
    { told: [...HELD_AND_CONFIRMED, told('examCancel', 'a', 'UNKNOWN')], kept: [kept('a', 'CANCELLED')] },
  ],
  [
    'one that was moved',
    {
      told: [...HELD_AND_CONFIRMED, told('examConfirm', 'b')],
      kept: [kept('a', 'CANCELLED'), kept('b', 'CONFIRMED', { movedFrom: 'a' })],
    },
  ],
  [
    'one that was displaced',
    { told: HELD_AND_CONFIRMED, kept: [kept('a', 'CANCELLED'), kept('b', 'CONFIRMED', { movedFrom: 'a' })] },
  ],
  ['a confirmation that was never answered', { told: [told('examConfirm', 'a', 'UNKNOWN')], kept: [kept('a')] }],
  ['one room for two, one after the other', { used: [room('a', 1, 2), room('b', 2, 3)] }],
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
    { told: [...HELD_AND_CONFIRMED, told('examCancel', 'a', 'REFUSED')], kept: [kept('a', 'CANCELLED')] },
  ],
  [
    'one that was displaced to a time that lapsed',
    { told: HELD_AND_CONFIRMED, kept: [kept('a', 'CANCELLED'), kept('b', 'LAPSED', { movedFrom: 'a' })] },
  ],
  [
    'an urgent one that is lost',
    { told: [told('examOverride', 'x', 'DONE', 'a')], kept: [kept('a', 'CANCELLED', { override: true })] },
  ],
  [
    'a time that is not the one that was told',
    { told: HELD_AND_CONFIRMED, kept: [kept('a', 'CONFIRMED', { startsAt: '9:30' })] },
  ],
  [
    'a confirmation that was refused and made',
    { told: [told('examHold', null, 'DONE', 'a'), told('examConfirm', 'a', 'REFUSED')], kept: [kept('a')] },
  ],
  ['one room for two at once', { used: [room('a', 1, 3), room('b', 2, 4)] }],
])('is broken: %s', (_, part) => {
  expect(faultsOf(history(part))).not.toEqual([]);
});
