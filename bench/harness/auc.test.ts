import { expect, test } from '@jest/globals';
import { auc } from './auc.js';

test('the chance that a value of the one is larger', () => {
  expect(auc([3, 4], [1, 2])).toBe(1);
  expect(auc([1, 2], [3, 4])).toBe(0);
  expect(auc([1, 4], [2, 3])).toBe(0.5);
  expect(auc([5, 5], [5, 5, 5])).toBe(0.5);
  expect(auc([1, 3], [2])).toBe(0.5);
  expect(auc([2, 3], [2])).toBe(0.75);
});
