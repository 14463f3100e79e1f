import { expect, test } from '@jest/globals';
import { eachInTurn } from './each-in-turn.js';

test('one that fails keeps nobody from a turn, and is told of at the end', async () => {
  const had: number[] = [];
  const work = async (one: number) => {
    had.push(one);
    if (one % 2 === 0) throw new Error(`${one}`);
  };
  await expect(eachInTurn([1, 2, 3, 4, 5], work)).rejects.toThrow('2');
  expect(had).toEqual([1, 2, 3, 4, 5]);
  await eachInTurn([], work);
});
