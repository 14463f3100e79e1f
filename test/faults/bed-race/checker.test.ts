import { expect, test } from '@jest/globals';
import { takenTwice } from '../taken-twice.js';
import { type Belief, missing, overfull, type Step, type Sure, takenOf } from './checker.js';

const ONE = { from: '2026-01-01', until: '2026-01-04' };
const AFTER = { from: '2026-01-04', until: '2026-01-05' };
const step = (placement: string, at: number, beds: string[], nights = ONE): Step => ({
  placement,
  at,
  beds,
  ...nights,
});

test.each<[string, Step[], number]>([
  ['one after the other', [step('a', 1, ['x']), step('a', 5, []), step('b', 5, ['x'])], 0],
  ['two who looked at once and both took', [step('a', 1, ['x']), step('b', 4, ['x']), step('a', 5, [])], 1],
  ['other nights', [step('a', 1, ['x']), step('b', 4, ['x'], AFTER)], 0],
  [
    "extended over the other's nights",
    [step('a', 1, ['x']), step('b', 4, ['x'], AFTER), step('a', 6, ['x'], { ...ONE, until: '2026-01-05' })],
    1,
  ],
  ['moved to another bed before', [step('a', 1, ['x']), step('a', 3, ['y']), step('b', 4, ['x'])], 0],
])('a bed: %s', (_, steps, twice) => {
  expect(takenTwice(takenOf(steps))).toHaveLength(twice);
});

const sure = (placement: string, since: number, till: number, nights = ONE): Sure => ({
  ...{ placement, unit: 'u', beds: 1, since, till },
  ...nights,
});

test('a unit of one bed of which two were sure at once is overfull; one after the other it is not', () => {
  const beds = new Map([['u', 1]]);
  expect(overfull([sure('a', 1, 5), sure('b', 4, 9)], beds)).not.toEqual([]);
  expect(overfull([sure('a', 1, 5), sure('b', 5, 9)], beds)).toEqual([]);
  expect(overfull([sure('a', 1, 5), sure('b', 4, 9, AFTER)], beds)).toEqual([]);
});

test('what was acknowledged and is lost, or is otherwise than was told, is missing', () => {
  const told: Belief = { placement: 'a', state: 'ACCEPTED', unit: 'u', until: '2026-01-04' };
  expect(missing([told], new Map([['a', told]]))).toEqual([]);
  expect(missing([told], new Map())).not.toEqual([]);
  for (const other of [{ state: 'LAPSED' }, { unit: 'v' }, { until: '2026-01-03' }])
    expect(missing([told], new Map([['a', { ...told, ...other }]]))).not.toEqual([]);
});
