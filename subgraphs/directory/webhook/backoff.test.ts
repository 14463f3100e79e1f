import { expect, test } from '@jest/globals';
import { pauseAfter } from './backoff.js';

test('attempts go on for more than three days, each after a pause that is as long or longer', () => {
  const pauses = Array.from({ length: 15 }, (_, i) => pauseAfter(i + 1, 0));
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
  expect(pauses.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(3 * 86_400);
  expect(pauseAfter(1, 1)).toBeCloseTo(pauseAfter(1, 0) * 1.2);
});
