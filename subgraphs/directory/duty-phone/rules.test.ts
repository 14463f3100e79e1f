import { describe, expect, test } from '@jest/globals';
import { isOnDuty, localTime } from './rules.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (weekday: number, time: string) => ({ weekday, time });

describe('a duty phone', () => {
  test('is answered round the clock on its weekdays when it has no hours', () => {
    expect(isOnDuty({ weekdays: EVERY_DAY }, at(7, '03:00'))).toBe(true);
    expect(isOnDuty({ weekdays: [1, 2, 3, 4, 5] }, at(6, '12:00'))).toBe(false);
  });

  test('is answered from the minute it opens until the minute it closes', () => {
    const day = { weekdays: EVERY_DAY, opens: '09:00', closes: '18:00' };
    expect(['08:59', '09:00', '17:59', '18:00'].map((time) => isOnDuty(day, at(3, time)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('over midnight belongs to the day on which it begins', () => {
    const fridayNight = { weekdays: [5], opens: '20:00', closes: '08:00' };
    expect(isOnDuty(fridayNight, at(5, '20:00'))).toBe(true);
    expect(isOnDuty(fridayNight, at(6, '03:00'))).toBe(true);
    expect(isOnDuty(fridayNight, at(5, '03:00'))).toBe(false);
    expect(isOnDuty(fridayNight, at(6, '20:00'))).toBe(false);
    expect(isOnDuty({ ...fridayNight, weekdays: [7] }, at(1, '07:59'))).toBe(true);
  });

  test('goes by the clock of its agency: Almaty has been five hours ahead of UTC since March 2024', () => {
    expect(localTime(new Date('2026-01-04T19:30:00Z'), 'Asia/Almaty')).toEqual({ weekday: 1, time: '00:30' });
    expect(localTime(new Date('2024-02-28T19:30:00Z'), 'Asia/Almaty')).toEqual({ weekday: 4, time: '01:30' });
  });
});
