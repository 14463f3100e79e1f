import { describe, expect, test } from '@jest/globals';
import { newCode, parseCode, spokenCode } from './code.js';
import { checkDigit } from './damm.js';

const codes = Array.from({ length: 40 }, newCode);

describe('a code that is read out', () => {
  test('has the check digit of the published example', () => {
    expect(checkDigit('572')).toBe('4');
  });

  test('is nine digits and a check digit, and is read back however it was typed', () => {
    for (const code of codes) {
      expect(code).toMatch(/^\d{10}$/);
      expect(spokenCode(code)).toMatch(/^\d{3} \d{3} \d{3}-\d$/);
      expect(parseCode(spokenCode(code))).toBe(code);
      expect(parseCode(` ${code} `)).toBe(code);
    }
  });

  test('every single wrong digit is found', () => {
    for (const code of codes) {
      for (let place = 0; place < 10; place++) {
        for (let wrong = 0; wrong < 10; wrong++) {
          if (String(wrong) === code.charAt(place)) continue;
          expect(parseCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBeNull();
        }
      }
    }
  });

  test('every exchange of two neighbours is found', () => {
    for (const code of codes) {
      for (let place = 0; place < 9; place++) {
        const [a, b] = [code.charAt(place), code.charAt(place + 1)];
        if (a !== b) expect(parseCode(code.slice(0, place) + b + a + code.slice(place + 2))).toBeNull();
      }
    }
  });

  test.each(['', '12345', '12345678901', 'abcdefghij', '١٢٣٤٥٦٧٨٩٠'])('%p is no code', (typed) => {
    expect(parseCode(typed)).toBeNull();
  });
});
