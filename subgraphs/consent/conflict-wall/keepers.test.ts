import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { SUBGRAPHS } from '../../../standalone/subgraphs.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { categoryOwners } from '../../kit/index.js';
import { consent } from '../index.js';
import { ADVOCATE, OFFICER, Scene } from '../test/scene.js';

const OTHERS = ['forensic-appointment', 'referral', 'shelter-capacity'];
const OWNERS = categoryOwners(SUBGRAPHS);

let hub: TestHub;
let scene: Scene;
beforeAll(async () => {
  hub = await openTestHub();
});
beforeEach(async () => {
  scene = await Scene.open(hub);
});
afterAll(() => hub.close());

const wall = (subject = seedId('staff:officer-almaty')) => ({
  idempotencyKey: randomUUID(),
  subjectKind: 'STAFF',
  subject,
  reason: 'KNOWS_PERPETRATOR',
});
const add = (subject?: string) => scene.done(ADVOCATE, 'conflictWallAdd', wall(subject));
const copies = async (subgraph: string): Promise<string[]> =>
  (await hub.db(subgraph).query('SELECT id FROM conflict_wall WHERE victim_key = $1 ORDER BY 1', [scene.key])).map(
    ({ id }: { id: string }) => id,
  );

/** As it is when the subgraph becomes a part of the hub: nobody has told it of a wall. */
async function joinsLate(subgraph: string): Promise<void> {
  await hub.db('consent').query('DELETE FROM wall_keeper WHERE subgraph = $1', [subgraph]);
  await hub.db(subgraph).query('DELETE FROM conflict_wall');
}
/** What `consent` does in the background after each start. */
const start = () => {
  const { db, outbox } = hub.subgraphs.get('consent')!;
  return consent.onStart!(db, outbox, OWNERS);
};
const delivered = async () => {
  while (!(await hub.subgraphs.get('consent')!.outbox.flush()));
};

describe('a subgraph that joins', () => {
  test('is told of the walls that stand, and not of those that were lifted', async () => {
    const standing = await add();
    const lifted = await add(seedId('staff:officer-almaty-2'));
    await scene.done(ADVOCATE, 'conflictWallLift', { wallId: lifted.conflictWall.id });
    await joinsLate('referral');
    await start();
    await delivered();
    expect(await copies('referral')).toEqual([standing.conflictWall.id]);
  });

  test('is told before the answer to whoever puts up the next wall', async () => {
    const first = await add();
    await joinsLate('shelter-capacity');
    const second = await add(seedId('staff:officer-almaty-2'));
    expect(second.notYetEnforcedBy).toEqual([]);
    expect(await copies('shelter-capacity')).toEqual([first.conflictWall.id, second.conflictWall.id].sort());
  });

  test('is told of a wall that is being put up at that moment', async () => {
    const id = randomUUID();
    const runner = hub.db('consent').createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject, reason, added_by_agency, added_by_staff)
       VALUES ($1, $2, 'STAFF', 'x', 'OTHER', 'a', 's')`,
      [id, scene.key],
    );
    await joinsLate('referral');
    const starting = start();
    await sleep(200);
    await runner.commitTransaction();
    await runner.release();
    await starting;
    await delivered();
    expect(await copies('referral')).toEqual([id]);
  });

  test('is told once, however often and from however many processes consent starts', async () => {
    await add();
    await joinsLate('referral');
    const db = hub.db('consent');
    const [{ standing }] = await db.query(
      'SELECT count(*)::int AS standing FROM conflict_wall WHERE lifted_at IS NULL',
    );
    const written = async (): Promise<number> =>
      Number((await db.query('SELECT last_value FROM outbox_id_seq'))[0].last_value);
    const before = await written();
    await Promise.all([1, 2, 3, 4].map(start));
    await delivered();
    expect((await written()) - before).toBe(standing);
    const keepers = await hub.db('consent').query('SELECT subgraph FROM wall_keeper ORDER BY 1');
    expect(keepers.map(({ subgraph }: { subgraph: string }) => subgraph)).toEqual(OTHERS);
  });
});

test('who is walled off is kept out of the record whoever owns which category', async () => {
  await scene.duty();
  await add();
  expect(await scene.open(OFFICER)).toBeNull();
});
