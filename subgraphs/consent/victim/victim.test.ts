import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { ADVOCATE, OFFICER, POLICE, SCHEDULER, Scene, SECOND_OFFICER, SECOND_UNIT } from '../test/scene.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const id = async (scene: Scene, who: typeof OFFICER) => {
  const { data } = await hub.as(...who).query('query ($id: ID!) { victim(id: $id) { id } }', { id: scene.idFor(who) });
  return data.victim?.id;
};

describe('a pseudonym', () => {
  test('opens nothing by itself, not even to who registered it', async () => {
    const scene = await Scene.open(hub);
    expect(await scene.open(OFFICER)).toBeNull();
    expect(await scene.do(OFFICER, 'consentWithdraw', {})).toMatchObject({ userErrors: [] });
  });

  test('has another id at every agency, and each agency is told its own', async () => {
    const scene = await Scene.open(hub);
    await scene.duty();
    await scene.grant();
    expect(await id(scene, OFFICER)).toBe(scene.idFor(OFFICER));
    expect(await id(scene, SCHEDULER)).toBe(scene.idFor(SCHEDULER));
    expect(scene.idFor(OFFICER)).not.toBe(scene.idFor(SCHEDULER));
    expect(await scene.open(SCHEDULER, scene.idFor(OFFICER))).toBeNull();
    expect(await scene.open(OFFICER, scene.key)).toBeNull();
  });

  test('is named by the unit that registered it, not by another unit of the agency, unless she agreed to it', async () => {
    const scene = await Scene.open(hub);
    const input = () => ({ ...scene.ground(), idempotencyKey: randomUUID() });
    const refused = await scene.do(SECOND_OFFICER, 'legalBasisRecord', input());
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'victimId'] }]);
    await scene.grant(
      {
        ...{ recipient: POLICE, recipientUnit: SECOND_UNIT, purposes: ['POLICE_RESPONSE'], categories: ['IDENTITY'] },
        ...{ provisional: false, form: 'WRITTEN' },
      },
      ADVOCATE,
    );
    expect((await scene.do(SECOND_OFFICER, 'legalBasisRecord', input())).userErrors).toEqual([]);
  });
});
