import { expect, test } from '@jest/globals';
import { answeredBy, UNKNOWN_AT } from './answer.js';
import { faultsOfRace, type RaceEnd } from './race-faults.js';
import { type Taken, takenTwice } from './taken-twice.js';

const taken = (by: string, from: number, to: number, since: number, till = Number.POSITIVE_INFINITY): Taken => ({
  ...{ resource: 'room', by, from, to, since, till },
});

test.each<[string, Taken[]]>([
  ['one after the other in the day', [taken('a', 1, 2, 0), taken('b', 2, 3, 0)]],
  ['the second when the first had given it back', [taken('a', 1, 3, 0, 5), taken('b', 2, 4, 5)]],
  ['two of two resources', [taken('a', 1, 3, 0), { ...taken('b', 1, 3, 0), resource: 'bed' }]],
  ['one that is moved within its own time', [taken('a', 1, 3, 0, 5), taken('a', 2, 4, 4)]],
])('not taken twice: %s', (_, all) => {
  expect(takenTwice(all)).toEqual([]);
});

test.each<[string, Taken[]]>([
  ['at once', [taken('a', 1, 3, 0), taken('b', 2, 4, 5)]],
  ['for a moment', [taken('a', 1, 3, 0, 5.001), taken('b', 2, 4, 5)]],
  ['the second within the first', [taken('a', 1, 9, 0), taken('b', 2, 3, 5)]],
  ['whatever their order', [taken('b', 2, 4, 5), taken('a', 1, 3, 0, 6)]],
])('taken twice: %s', (_, all) => {
  expect(takenTwice(all)).toHaveLength(1);
});

const end = (more: Partial<RaceEnd>): RaceEnd => ({
  deadlocks: 0,
  outcomes: new Map(),
  outputs: [],
  ended: [],
  ...more,
});

test('an end without faults: done, refused, and no answer', () => {
  const told = ['DONE', 'NOT_AVAILABLE', 'TEMPORARILY_UNAVAILABLE', 'UNAVAILABLE', 'DEADLINE_EXCEEDED'];
  const outcomes = new Map(told.map((code) => [`examHold ${code}`, 1]));
  expect(faultsOfRace(end({ outcomes, outputs: ['{"event":"started"}'] }))).toEqual([]);
});

test.each<[string, Partial<RaceEnd>]>([
  ['a deadlock that the database counted', { deadlocks: 1 }],
  ['a deadlock that a process met', { outputs: ['started\n{"state":"40P01"}\n'] }],
  ['a lock that was waited for too long', { outputs: ['{"event":"field_failed","state":"55P03"}'] }],
  ['a deadlock that a client was told', { outcomes: new Map([['examHold deadlock detected', 1]]) }],
  ['a process that nobody ended', { ended: ['shelter-capacity: {"event":"process_fault"}'] }],
  ['an INTERNAL', { outcomes: new Map([['examHold INTERNAL', 2]]) }],
])('a fault: %s', (_, part) => {
  expect(faultsOfRace(end(part))).toHaveLength(1);
});

test('an answer is an outcome, and what is none is unknown by what was said', () => {
  const told = { id: 'a', userErrors: [] };
  expect(answeredBy({ data: { told } })).toEqual({ kind: 'DONE', payload: told });
  expect(answeredBy({ data: { told: { userErrors: [{ code: 'EXPIRED' }] } } })).toEqual({
    kind: 'REFUSED',
    code: 'EXPIRED',
  });
  const deadlock = { message: 'deadlock detected' };
  expect(answeredBy({ data: null, errors: [deadlock] })).toEqual({ kind: 'UNKNOWN', code: 'deadlock detected' });
  expect(UNKNOWN_AT(deadlock)).toEqual({ kind: 'UNKNOWN', code: 'deadlock detected' });
});
