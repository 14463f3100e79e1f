/** Promise: a link that was taken away since comes back with no backup, and no line of the log takes away one that was made after it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { backup } from '../../../standalone/backup/backup.js';
import { restore } from '../../../standalone/backup/restore.js';
import { closureKeys } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { shelterCapacity } from '../index.js';
import { done, placement, register, unit, wall } from '../test/desk.js';

const NAME = 'shelter-capacity';
const OFFICER = seedId('staff:officer-almaty');

let hub: TestHub;
let folder: string;
let shelter: Client;
let officer: Client;
beforeAll(async () => {
  hub = await openTestHub();
  folder = await mkdtemp(join(tmpdir(), 'dereu-unlinked-'));
  shelter = hub.as('intake-almaty', 'SHELTER');
  officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
});
afterAll(async () => {
  await hub?.close();
  await rm(folder, { recursive: true, force: true });
});

const sql = (text: string, values: unknown[] = []) => hub.db(NAME).query(text, values);
const recordOf = async (id: string): Promise<string | undefined> =>
  (await sql('SELECT victim_key FROM placement WHERE id = $1', [id]))[0]?.victim_key;
async function expected(): Promise<string> {
  const { id } = await done(officer, 'bedHold', { unitId: unit('crisis-almaty-1', 4), adults: 1, children: [] });
  await done(shelter, 'bedAccept', { holdId: id });
  return id;
}
async function linked(id: string, victimId: string): Promise<string> {
  await done(shelter, 'bedLink', { holdId: id, victimId });
  return (await recordOf(id))!;
}
const unlinked = async (holdId: string) => {
  const { version } = (await placement(shelter, holdId))!;
  return done(shelter, 'bedUnlink', { holdId, expectedVersion: version, reason: 'OTHER_PERSON' });
};
const steps = async (id: string): Promise<string[]> => {
  const { data } = await shelter.query('query ($id: ID!) { placement(id: $id) { steps { step } } }', { id });
  return data.placement.steps.map((each: { step: string }) => each.step);
};
const marks = (key: string) =>
  hub.db('consent').query("SELECT at FROM access_log WHERE victim_key = $1 AND kind = 'ENTERED_IN_ERROR'", [key]);
async function untilLogged(): Promise<void> {
  const waiting = "SELECT FROM outbox WHERE operation = 'accessLogAppend'";
  for (let i = 0; i < 400 && (await sql(waiting)).length > 0; i++) await sleep(25);
  expect(await sql(waiting)).toEqual([]);
}

/** What is on its way to her log when `work` is over gets there no more. */
async function lost(key: string, work: () => Promise<unknown>): Promise<void> {
  const runner = hub.db(NAME).createQueryRunner();
  try {
    // as if another process delivered
    await runner.query("SELECT pg_advisory_lock(hashtext('outbox consent'))");
    await work();
    const gone = await runner.query(
      "WITH gone AS (DELETE FROM outbox WHERE payload @> jsonb_build_object('looks', jsonb_build_array(jsonb_build_object('victim', $1::text, 'enteredInError', true))) RETURNING id) SELECT id FROM gone",
      [key],
    );
    expect(gone).toHaveLength(1);
    await runner.query("SELECT pg_advisory_unlock(hashtext('outbox consent'))");
  } finally {
    await runner.release();
  }
  expect(await marks(key)).toEqual([]);
}

test('links are as they were when the last of them was taken away, once each, and her walls stand', async () => {
  // linked before the backup, and taken away after it
  const before = await expected();
  const hers = await linked(before, await register(shelter));
  // taken away before it, and linked with another record, or with the same one after all
  const righted = await expected();
  await linked(righted, await register(shelter));
  await unlinked(righted);
  const right = await linked(righted, await register(shelter));
  const afterAllHers = await expected();
  const same = await register(shelter);
  const again = await linked(afterAllHers, same);
  await unlinked(afterAllHers);
  await linked(afterAllHers, same);
  // linked and taken away after it
  const after = await expected();

  const { url: ownerUrl } = hub.db(NAME).options as { url: string };
  await backup(NAME, ownerUrl, join(folder, NAME));
  await unlinked(before);
  const anothers = await linked(after, await register(shelter));
  await unlinked(after);
  await untilLogged();
  // made after it too, and the database is lost before her log has been told
  const since = await expected();
  const untold = await linked(since, await register(shelter));
  await lost(untold, () => unlinked(since));
  const history = await steps(before);
  const logged = [await marks(hers), await marks(anothers)];

  const closureLog = { directories: [hub.closureLogDirectory], keys: closureKeys(testServer().secrets, NAME) };
  await restore({ definition: shelterCapacity, ownerUrl, folder: join(folder, NAME), replace: true, closureLog });
  for (let i = 0; i < 400 && !(await hub.subgraphs.get(NAME)!.ready()); i++) await sleep(50);

  expect(await recordOf(before)).toBeNull();
  expect(await steps(before)).toEqual(history);
  expect(await recordOf(after)).toBeNull();
  expect(await recordOf(righted)).toBe(right);
  expect(await recordOf(afterAllHers)).toBe(again);
  expect(await recordOf(since)).toBeUndefined();
  await untilLogged();
  expect([await marks(hers), await marks(anothers)]).toEqual(logged);
  expect(logged).toEqual([[{ at: expect.any(Date) }], [{ at: expect.any(Date) }]]);
  expect(await marks(untold)).toEqual([{ at: expect.any(Date) }]);
  for (const [id, key] of [
    [before, hers],
    [after, anothers],
  ] as const) {
    expect(await placement(officer, id)).not.toBeNull();
    await wall(hub, key, 'STAFF', OFFICER);
    expect(await placement(officer, id)).toBeNull();
  }
});
