import { describe, expect, test } from '@jest/globals';
import { interleaved } from './interleave.js';
import { rounded } from './results.js';
import { median, ratioOf, spreadOf } from './statistics.js';
import { shownSpread, table } from './table.js';

describe('median and spread', () => {
  test('the middle value, whatever the order of the runs', () => {
    expect(median([30, 10, 20])).toBe(20);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
  });

  test('one wild run moves the spread, not the median', () => {
    expect(spreadOf([100, 101, 5, 99, 102])).toEqual({ median: 100, min: 5, max: 102, runs: 5 });
  });

  test('leaves the order of the runs as it is', () => {
    const runs = [3, 1, 2];
    median(runs);
    expect(runs).toEqual([3, 1, 2]);
  });

  test('no run, no figure', () => {
    expect(() => spreadOf([])).toThrow();
  });
});

describe('ratio', () => {
  test('compares runs that were neighbours in time', () => {
    expect(ratioOf([50, 10, 60], [100, 20, 100])).toEqual({ median: 0.5, min: 0.5, max: 0.6, runs: 3 });
  });

  test('refuses contenders with different numbers of runs', () => {
    expect(() => ratioOf([1], [1, 2])).toThrow();
  });
});

describe('interleaving', () => {
  test('every contender once before any comes again', () => {
    expect(interleaved(['A', 'B'], 3)).toEqual(['A', 'B', 'A', 'B', 'A', 'B']);
    expect(interleaved([], 3)).toEqual([]);
  });
});

describe('what is shown', () => {
  test('three significant digits, and whole numbers as they are', () => {
    expect([0.123456, 12.3456, 123.456, 1234.5, 98765].map(rounded)).toEqual([0.123, 12.3, 123, 1235, 98765]);
  });

  test('a table has its names to the left and its figures to the right', () => {
    expect(table(['', 'requests/s'], [['hub', shownSpread({ median: 10, min: 9, max: 11, runs: 3 })]])).toBe(
      ['      requests/s', 'hub    10 (9–11)'].join('\n'),
    );
  });
});
