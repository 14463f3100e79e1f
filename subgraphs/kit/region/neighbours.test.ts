import { expect, test } from '@jest/globals';
import { neighboursOf, REGION_CODES } from './neighbours.js';

test('borders are mutual, of no region with itself, and lead from each region to every other', () => {
  expect(REGION_CODES).toHaveLength(20);
  for (const code of REGION_CODES) {
    const around = neighboursOf(code);
    expect(around).not.toContain(code);
    expect(new Set(around).size).toBe(around.length);
    for (const other of around) expect(neighboursOf(other)).toContain(code);
  }
  const reached = new Set(['KZ-75']);
  for (const code of reached) for (const other of neighboursOf(code)) reached.add(other);
  expect([...reached].sort()).toEqual(REGION_CODES);
});

test('a city of republican significance borders on the region around it and on nothing else', () => {
  expect(neighboursOf('KZ-71')).toEqual(['KZ-11']);
  expect(neighboursOf('KZ-75')).toEqual(['KZ-19']);
  expect(neighboursOf('KZ-79')).toEqual(['KZ-61']);
});

test('Ulytau borders on Aktobe, Zhambyl, Karaganda, Kostanay, Kyzylorda and Turkistan', () => {
  expect(neighboursOf('KZ-62')).toEqual(['KZ-15', 'KZ-31', 'KZ-35', 'KZ-39', 'KZ-43', 'KZ-61']);
  expect(neighboursOf('KZ-00')).toEqual([]);
});
