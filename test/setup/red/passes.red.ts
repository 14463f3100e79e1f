import { afterAll, beforeAll, expect, test } from '@jest/globals';

let opened = 0;
beforeAll(() => {
  opened++;
});
afterAll(() => expect(opened).toBe(1));

test('what another file of the worker has failed at', () => expect(opened).toBe(1));
