/** Promise: whom the hub has told says neither when she may be contacted nor that a wall stands, to whoever was not told of either. */

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import type { TestHub } from '../../../test/hub.js';
import type { BackgroundWork } from '../../kit/index.js';
import { contacts, RULE } from '../test/contact.js';
import { desks } from '../test/desks.js';
import { becomes, openQuietHub, Provider, SECRET, sentAgo, workerOf } from '../test/duty.js';
import { CRISIS_CENTRE, Scene } from '../test/scene.js';

let hub: TestHub;
let desk: ReturnType<typeof desks>;
let provider: Provider;
let worker: BackgroundWork;
beforeAll(async () => {
  hub = await openQuietHub();
  desk = desks(hub);
});
afterAll(() => hub.close());
beforeEach(async () => {
  provider = await Provider.open();
  worker = workerOf(hub, { DUTY_PROVIDER_URL: provider.url, DUTY_PROVIDER_SECRET: SECRET });
});
afterEach(async () => {
  await worker.stop();
  await provider.close();
  await hub.db('referral').query('UPDATE response_timer SET next_at = NULL');
  await hub.db('referral').query('UPDATE duty_notice SET next_at = NULL');
});

interface Shown {
  readonly to: string;
  readonly step: string;
  readonly raisedAt: string;
  readonly told: number | null;
}
async function shown(id: string, who = desk.officer()): Promise<Shown[]> {
  const { data } = await who.query('query ($id: ID!) { referral(id: $id) { dutyNotices { to step raisedAt told } } }', {
    id,
  });
  return data.referral.dutyNotices;
}
const steps = async (id: string, who = desk.officer()) => (await shown(id, who)).map(({ step }) => step);
const raised = (id: string, count: number) =>
  becomes(
    async () =>
      (await hub.db('referral').query('SELECT FROM duty_notice WHERE referral = $1', [id])).length >= count &&
      provider.received.length > 0,
    `${count} are raised`,
  );

test('that the first contact is due is shown to the service alone, and not to it while her rule is not open to it', async () => {
  const scene = await Scene.open(hub);
  await scene.duty(['CONTACT']);
  await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
  await contacts(hub).rule(scene, RULE);
  const { id } = await scene.sent({ urgency: 'STAT', categories: ['CONTACT'] });
  await desk.act('intake', 'referralAccept', id);
  await sentAgo(hub, id, 181);
  worker.start();
  await raised(id, 1);
  expect(await steps(id, desk.intake())).toEqual(['FIRST_CONTACT']);
  expect(await steps(id)).toEqual([]);
  await scene.withdraw(CRISIS_CENTRE);
  expect(await steps(id, desk.intake())).toEqual([]);
});

test('that nobody at the desk could be told is shown to no sender: it would say that a wall stands there', async () => {
  const phones = (staff: string | null) =>
    hub
      .db('directory')
      .query("UPDATE duty_phone SET staff_id = $2 WHERE agency_id = $1 AND role = 'DUTY_OFFICER'", [
        CRISIS_CENTRE,
        staff,
      ]);
  const him = seedId('staff:intake-almaty');
  await phones(him);
  const scene = await Scene.open(hub);
  const hers = await scene.sent({ urgency: 'STAT' });
  await hub.db('referral').query(
    `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
     SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM referral WHERE id = $1`,
    [hers.id, him],
  );
  const nobodys = await desk.bedWanted({ urgency: 'STAT' });
  worker.start();
  // nobody who is on duty may be told of hers: its supervisor's rung does not wait for its hour
  await raised(hers.id, 3);
  await raised(nobodys.id, 1);
  const withoutTime = async (id: string) => (await shown(id)).map(({ to, step, told }) => ({ to, step, told }));
  expect(await withoutTime(hers.id)).toEqual([{ to: 'DUTY_OFFICER', step: 'ACKNOWLEDGE', told: null }]);
  expect(await withoutTime(nobodys.id)).toEqual(await withoutTime(hers.id));
  await worker.stop();
  await sentAgo(hub, hers.id, 31);
  const later = await shown(hers.id);
  expect(later.map(({ to }) => to)).toEqual(['DUTY_OFFICER', 'DUTY_OFFICER', 'SUPERVISOR']);
  await phones(null);
});
