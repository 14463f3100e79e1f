import { expect, test } from '@jest/globals';
import { UntilDone } from './until-done.js';

/** Work that fails a number of times before it is done; `done` settles then. */
function failing(times: number) {
  let tried = 0;
  let faults = 0;
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = new UntilDone(
    async () => {
      tried += 1;
      if (tried <= times) throw new Error('not yet');
      finish();
    },
    () => {
      faults += 1;
    },
  );
  return { work, done, seen: () => ({ tried, faults }) };
}

test('is tried again until it is done, and then no more', async () => {
  const { work, done, seen } = failing(1);
  work.start();
  await done;
  await work.stop();
  expect(seen()).toEqual({ tried: 2, faults: 1 });
});

test('is not tried again once it is stopped', async () => {
  const { work, seen } = failing(Number.POSITIVE_INFINITY);
  work.start();
  await work.stop();
  const { tried } = seen();
  expect(tried).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(seen().tried).toBe(tried);
});
