import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mainJob } from '../scripts/demo/main-job.js';
import { openHub, type PublicHub } from './hub.js';

let hub: PublicHub;
beforeAll(async () => {
  // as in production: the hub's own operations are all that it needs
  hub = await openHub({ registeredOnly: true });
});
afterAll(() => hub?.close());

describe('the main job', () => {
  test('holds in every step, and once more on the same hub', async () => {
    for (let run = 0; run < 2; run++) {
      const steps: string[] = [];
      await mainJob(
        (account, purpose) => hub.as(account, purpose),
        (line) => steps.push(line),
      );
      expect(steps).toHaveLength(13);
    }
  });
});
