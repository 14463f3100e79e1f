import { describe, expect, test } from '@jest/globals';
import { gapsOf } from './gaps.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

describe('gaps of a rota', () => {
  test('round the clock, and day and night after each other, have none', () => {
    expect(gapsOf([{ weekdays: EVERY_DAY }])).toEqual([]);
    const day = { weekdays: EVERY_DAY, opens: '08:00', closes: '20:00' };
    expect(gapsOf([day, { ...day, opens: '20:00', closes: '08:00' }])).toEqual([]);
  });

  test('nobody at all is the whole week', () => {
    expect(gapsOf([])).toEqual([{ fromWeekday: 1, from: '00:00', untilWeekday: 1, until: '00:00' }]);
  });

  test('a night and a weekend between are one gap, over the end of the week too', () => {
    const gaps = gapsOf([{ weekdays: [1, 2, 3, 4, 5], opens: '09:00', closes: '18:00' }]);
    expect(gaps).toHaveLength(5);
    expect(gaps.at(-1)).toEqual({ fromWeekday: 5, from: '18:00', untilWeekday: 1, until: '09:00' });
  });

  test('a shift over midnight belongs to the day on which it begins', () => {
    expect(gapsOf([{ weekdays: [7], opens: '20:00', closes: '08:00' }])).toEqual([
      { fromWeekday: 1, from: '08:00', untilWeekday: 7, until: '20:00' },
    ]);
  });
});
