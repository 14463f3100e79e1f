import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SUBGRAPHS } from '../../../standalone/subgraphs.js';
import { openTestHub, type TestHub } from '../../hub.js';
import { broken, crash, POINTS } from './run.js';

let hub: TestHub;
beforeAll(async () => {
  // the process that is killed delivers, and nobody else
  const subgraphs = SUBGRAPHS.map((each) => (each.name === 'directory' ? { ...each, background: () => idle } : each));
  hub = await openTestHub({ subgraphs, settings: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
});
afterAll(() => hub.close());

const idle = { start: () => {}, stop: async () => {} };

declare global {
  var faultPoints: number | undefined;
}

/** Eighteen kills in `npm test`, three at each point; three hundred over ten thousand events by `npm run test:faults` */
const [referrals, each] = globalThis.faultPoints ? [3_400, 50] : [30, 3];

test('deliveries lose nothing, make nothing up and keep the order of a record, wherever the process is killed', async () => {
  const history = await crash(hub, referrals, each);
  if (globalThis.faultPoints)
    process.stdout.write(
      `${history.kills} kills, ${history.told.length} events, ${history.received.length} deliveries\n`,
    );
  expect(history.kills).toBe(POINTS.length * each);
  expect(history.told.length).toBeGreaterThanOrEqual(referrals * 3);
  expect(broken(history)).toEqual([]);
}, 1_800_000);

test('a history that loses, makes up or turns round is found out', () => {
  const told = ['1', '2', '3'].map((id) => ({ id, type: 't', object: 'o' }));
  const [first, second, third] = told as [(typeof told)[0], (typeof told)[0], (typeof told)[0]];
  expect(broken({ told, received: [first, first, second, first, third], kills: 0 })).toEqual([]);
  expect(broken({ told, received: [first, third], kills: 0 })).toEqual(['lost: 2', 'out of order: o']);
  expect(broken({ told, received: [second, first, third], kills: 0 })).toEqual(['out of order: o']);
  expect(broken({ told, received: [...told, { ...first, id: '4' }], kills: 0 })).toEqual(['made up: 4']);
  expect(broken({ told, received: [...told, { ...first, type: 'other' }], kills: 0 })).toEqual(['made up: 1']);
});
