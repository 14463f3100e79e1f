import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { ADVOCATE, CENTRE, CLERK, inHours, Scene, SHE, type Who } from '../test/scene.js';
import { Stewardship } from '../test/stewardship.js';

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  scene = await Scene.open(hub);
});
afterAll(() => hub.close());

const wall = (who: Who, by: Who = ADVOCATE) =>
  scene.done(by, 'conflictWallAdd', {
    idempotencyKey: randomUUID(),
    subjectKind: 'STAFF',
    subject: seedId(`staff:${who[0]}`),
    reason: 'KNOWS_PERPETRATOR',
  });

test('a wall keeps a clerk from the holds of the court about her: from the list, and from lifting them', async () => {
  const stewardship = new Stewardship(hub, scene);
  const { legalHold } = await stewardship.hold();
  const listed = async () =>
    JSON.stringify(
      (await hub.as(...CLERK).query('{ legalHolds(first: 100) { edges { node { id victimId } } } }')).data.legalHolds,
    );
  expect(await listed()).toContain(legalHold.id);
  await wall(CLERK);
  expect(await listed()).not.toContain(legalHold.id);
  const walled = await stewardship.lift(legalHold.id);
  expect(walled.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  expect(walled).toEqual(await stewardship.lift(randomUUID()));
});

test('a wall keeps an advocate from her access log, who read it for her before', async () => {
  await scene.grant({
    recipient: CENTRE,
    purposes: ['SUBJECT_REQUEST'],
    categories: ['REFERRAL'],
    expiresAt: inHours(24),
  });
  const read = async () =>
    (
      await hub
        .as(...SHE)
        .query('query ($id: ID!) { victim(id: $id) { accessLog(first: 5) { edges { node { id } } } } }', {
          id: scene.idFor(SHE),
        })
    ).data.victim;
  expect(await read()).not.toBeNull();
  await wall(ADVOCATE, ['duty-officer-almaty', 'POLICE_RESPONSE']);
  expect(await read()).toBeNull();
});
