import { expect, test } from '@jest/globals';

test('what holds', () => expect('told').toBe('told'));
test('what does not hold', () => expect('told').toBe('kept'));
test('what does not hold after a while', async () => {
  await new Promise((resolve) => setTimeout(resolve, 10));
  throw new Error('a fault');
});
