/** Promise: a worker that is killed loses nothing: what it was to deliver is delivered, and what came due meanwhile is told once each, in order. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { carriedOut } from '../scripts/demo/door.js';
import { seedId } from '../standalone/seed/ids.js';
import { becomes, firstHour, Provider, SECRET, sentAgo } from '../subgraphs/referral/test/duty.js';
import { CRISIS_CENTRE } from '../subgraphs/referral/test/scene.js';
import { Receiver, verified } from './events/receiver.js';
import { openSeparateHub, type SeparateHub } from './hub/separate.js';

let hub: SeparateHub;
let to: Receiver;
let provider: Provider;
beforeAll(async () => {
  to = await Receiver.open();
  provider = await Provider.open();
  const duty = { DUTY_PROVIDER_URL: provider.url, DUTY_PROVIDER_SECRET: SECRET };
  hub = await openSeparateHub({ environment: { WEBHOOK_NETWORKS: '127.0.0.0/8', ...duty } });
});
afterAll(async () => {
  await hub?.close();
  await provider?.close();
  await to?.close();
});

const sent = async (urgency: string): Promise<string> =>
  (
    await carriedOut(hub.as('officer-almaty', 'POLICE_RESPONSE'), 'referralSend', {
      ...{ idempotencyKey: randomUUID(), recipient: CRISIS_CENTRE, service: 'SHELTER', urgency, categories: [] },
    })
  ).referral.id;
const kill = () => hub.process('worker').stop('SIGKILL');
/** As whoever supervises it does, on a machine that is busy. */
async function restarted(): Promise<void> {
  while (!hub.process('worker').running)
    await hub
      .process('worker')
      .start()
      .catch(() => {});
}

test('a worker that is killed and started again delivers what happened meanwhile, as a process that the subgraphs believe', async () => {
  const unit = seedId('unit:police-almaty-auezov/1');
  const add = { idempotencyKey: randomUUID(), url: to.url, unit, types: ['referral'] };
  const { secret } = await carriedOut(hub.as('administrator-police'), 'webhookEndpointAdd', add);
  const first = await sent('ROUTINE');
  expect(verified(secret, (await to.has(1))[0]!).data).toEqual({ id: first });
  await kill();
  const second = await sent('ROUTINE');
  await restarted();
  const ids = (await to.has(2)).map((each) => (verified(secret, each).data as { id: string }).id);
  expect([...new Set(ids)]).toEqual([first, second]);
});

test('with the worker dead for an hour of the clock, each step that came due is told once and in order when it is back, though it is killed again in the middle', async () => {
  await kill();
  const referral = await sent('STAT');
  await sentAgo(hub, referral, 61);
  expect(provider.received).toEqual([]);
  let dead: Promise<unknown> | undefined;
  provider.answer = () => {
    if (provider.received.length === 2) dead = kill();
    return 202;
  };
  await restarted();
  await becomes(() => dead !== undefined, 'it is killed in the middle');
  await dead;
  await restarted();
  const expected = await firstHour(hub);
  const once = () => [...new Map(provider.received.map(({ id, to: number }) => [id, number])).values()];
  await becomes(() => once().length >= expected.length, 'all is told');
  await becomes(
    async () => (await hub.db('referral').query('SELECT FROM duty_message WHERE sent_at IS NULL')).length === 0,
    'it is noted',
  );
  expect(once()).toEqual(expected);
  // only what the worker was killed over may come again, under its own id
  const again = provider.received
    .slice(2)
    .filter(({ id }) => provider.received.slice(0, 2).some((each) => each.id === id));
  expect(provider.received).toHaveLength(expected.length + again.length);
  expect(again.map(({ id }) => id)).toEqual(again.length === 0 ? [] : [provider.received[1]!.id]);
});
