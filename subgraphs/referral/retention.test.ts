import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { allWaiting } from './test/meeting.js';
import { endedLongAgo, isThere, retained } from './test/retained.js';
import { Scene } from './test/scene.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

test('a referral goes with its age, also while a notice of it is being raised', async () => {
  const { id } = await (await Scene.open(hub)).sent();
  await endedLongAgo(hub, id);
  const raising = hub.db('referral').createQueryRunner();
  await raising.startTransaction();
  const [{ step }] = await raising.query(
    'SELECT step FROM response_timer WHERE referral = $1 ORDER BY step LIMIT 1 FOR UPDATE',
    [id],
  );
  await raising.query(`INSERT INTO duty_notice (referral, step, rung, tell) VALUES ($1, $2, 90, 'DUTY_OFFICER')`, [
    id,
    step,
  ]);
  const done = retained(hub);
  await allWaiting(hub, 1);
  await raising.commitTransaction();
  await raising.release();
  await done;
  expect(await isThere(hub, id)).toBe(false);
});
