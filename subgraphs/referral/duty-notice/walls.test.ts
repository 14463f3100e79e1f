/** Promise: nobody from whom a wall protects her is told that something waits, whatever the wall names and however far its message has come. */

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import type { TestHub } from '../../../test/hub.js';
import { ADVOCATE, Scene as Consents } from '../../consent/test/scene.js';
import type { BackgroundWork } from '../../kit/index.js';
import { desks } from '../test/desks.js';
import { becomes, openQuietHub, Provider, phones, SECRET, workerOf } from '../test/duty.js';
import { CRISIS_CENTRE, Scene } from '../test/scene.js';

const HIM = seedId('staff:intake-almaty');
const COLLEAGUE = seedId('staff:advocate-almaty');

let hub: TestHub;
let provider: Provider;
let first: string;
let second: string;
const working: BackgroundWork[] = [];
beforeAll(async () => {
  hub = await openQuietHub();
  [first, second] = (await phones(hub, CRISIS_CENTRE)) as [string, string];
  await isOf(first, HIM);
  await isOf(second, COLLEAGUE);
});
afterAll(() => hub.close());
beforeEach(async () => {
  provider = await Provider.open();
});
afterEach(async () => {
  await Promise.all(working.splice(0).map((work) => work.stop()));
  await provider.close();
  await hub.db('referral').query('UPDATE response_timer SET next_at = NULL');
  await hub.db('referral').query('UPDATE duty_notice SET next_at = NULL');
});

const isOf = (phone: string, staff: string) =>
  hub.db('directory').query('UPDATE duty_phone SET staff_id = $2 WHERE phone = $1', [phone, staff]);
function work(transport = hub.transport): void {
  const settings = { DUTY_PROVIDER_URL: provider.url, DUTY_PROVIDER_SECRET: SECRET };
  const one = workerOf(hub, settings, transport);
  working.push(one);
  one.start();
}
const told = () => provider.received.map(({ to }) => to);
const wanted = () => desks(hub).bedWanted({ urgency: 'STAT' });

test('a wall that names a unit reaches whoever is of it, also by a phone of the whole agency', async () => {
  const [{ id: unit }] = await hub
    .db('directory')
    .query(`INSERT INTO agency_unit (agency_id, name) VALUES ($1, '{"kk": "Б", "ru": "Б", "en": "B"}') RETURNING id`, [
      CRISIS_CENTRE,
    ]);
  await hub.db('directory').query('UPDATE staff_member SET unit_id = $2 WHERE id = $1', [HIM, unit]);
  const scene = await Scene.open(hub);
  const { id } = await scene.sent({ urgency: 'STAT' });
  await hub.db('referral').query(
    `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
     SELECT gen_random_uuid(), victim_key, 'UNIT', $2 FROM referral WHERE id = $1`,
    [id, unit],
  );
  work();
  await becomes(() => provider.received.length > 0, 'somebody is told');
  expect(told()).toEqual([second]);
  await hub.db('directory').query('UPDATE staff_member SET unit_id = NULL WHERE id = $1', [HIM]);
});

test('a wall that is not taken over yet is kept, whoever it is about', async () => {
  const db = hub.db('referral');
  await db.query(
    `CREATE FUNCTION refuse_wall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no wall is taken over'; END $$;
     CREATE TRIGGER cut_off BEFORE INSERT ON conflict_wall FOR EACH ROW EXECUTE FUNCTION refuse_wall()`,
  );
  try {
    const scene = await Consents.open(hub);
    const { notYetEnforcedBy } = await scene.done(ADVOCATE, 'conflictWallAdd', {
      ...{ idempotencyKey: randomUUID(), subjectKind: 'STAFF', subject: HIM, reason: 'KNOWS_PERPETRATOR' },
    });
    expect(notYetEnforcedBy).toEqual(['referral']);
    // the centre's own lists are closed to him meanwhile, whoever it is about; so is his phone
    await wanted();
    work();
    await becomes(() => provider.received.length > 0, 'somebody is told');
    expect(told()).toEqual([second]);
  } finally {
    await db.query('DROP TRIGGER cut_off ON conflict_wall; DROP FUNCTION refuse_wall');
  }
});

test('while consent does not answer people on duty are told, by the walls that are here', async () => {
  await wanted();
  work({
    call: async (name, request) => {
      if (name === 'consent') throw new Error('no answer');
      return hub.transport.call(name, request);
    },
  });
  await becomes(() => provider.received.length > 0, 'somebody is told');
  expect(told()).toEqual([first]);
});
