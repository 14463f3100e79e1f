import { describe, expect, test } from '@jest/globals';
import { isIin } from './iin.js';

/** Numbers that nobody can have: the date of birth in them, a month 99, does not exist. */
describe('the check digit of an IIN', () => {
  test.each(['999900079196', '999900158388', '999900316761'])('%s is right at the first pass', (iin) => {
    expect(isIin(iin)).toBe(true);
  });

  test.each(['999900237579', '999900395951', '999902534085'])('%s is right at the second pass', (iin) => {
    expect(isIin(iin)).toBe(true);
  });

  test.each(['99991631314', '99991955993'])('%s leaves 10 twice: no check digit makes it a number', (eleven) => {
    for (let digit = 0; digit < 10; digit++) expect(isIin(`${eleven}${digit}`)).toBe(false);
  });

  test('only one last digit is right', () => {
    const right = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((digit) => isIin(`99990007919${digit}`));
    expect(right).toEqual([6]);
  });

  test.each(['', '99990007919', '9999000791966', '99990007919x', '99990007919６'])('%p is no IIN', (text) => {
    expect(isIin(text)).toBe(false);
  });
});
