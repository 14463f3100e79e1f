import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { carriedOut } from '../../scripts/demo/door.js';
import { seedId } from '../../standalone/seed/ids.js';
import { openSeparateHub, type SeparateHub } from '../hub/separate.js';
import { Receiver, verified } from './receiver.js';

let hub: SeparateHub;
let to: Receiver;
beforeAll(async () => {
  to = await Receiver.open();
  hub = await openSeparateHub({ environment: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
});
afterAll(async () => {
  await hub?.close();
  await to?.close();
});

test('a worker that is killed and started again delivers what happened meanwhile, as a process that the subgraphs believe', async () => {
  const add = {
    idempotencyKey: randomUUID(),
    url: to.url,
    unit: seedId('unit:police-almaty-auezov/1'),
    types: ['referral'],
  };
  const { secret } = await carriedOut(hub.as('administrator-police'), 'webhookEndpointAdd', add);
  const sent = async () =>
    (
      await carriedOut(hub.as('officer-almaty', 'POLICE_RESPONSE'), 'referralSend', {
        ...{ idempotencyKey: randomUUID(), recipient: seedId('agency:crisis-almaty-1'), service: 'SHELTER' },
        ...{ urgency: 'ASAP', categories: [] },
      })
    ).referral.id;
  const first = await sent();
  expect(verified(secret, (await to.has(1))[0]!).data).toEqual({ id: first });
  await hub.process('worker').stop('SIGKILL');
  const second = await sent();
  // as whoever supervises it does, on a machine that is busy
  while (!hub.process('worker').running)
    await hub
      .process('worker')
      .start()
      .catch(() => {});
  const ids = (await to.has(2)).map((each) => (verified(secret, each).data as { id: string }).id);
  expect([...new Set(ids)]).toEqual([first, second]);
});
