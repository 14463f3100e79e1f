import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RECORD } from '../scripts/demo/record.js';
import { type ConsentedRecord, consentedRecord, key, TOLD } from './consented-record.js';
import { type BreakableProxy, openBreakableProxy } from './hub/breakable-proxy.js';
import { brokenWays } from './hub/broken-ways.js';
import { openSeparateHub, type SeparateHub } from './hub/separate.js';
import { testServer } from './setup/test-server.js';

const DEADLINE_MS = 4_000;

let hub: SeparateHub;
let proxy: BreakableProxy;
let record: ConsentedRecord;
let visited = 0;
/** Where nobody should be sent */
const elsewhere = createServer((_, response) => {
  visited++;
  response.end('{"data":{}}');
});

beforeAll(async () => {
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  proxy = await openBreakableProxy(
    `${testServer().keys}/shelter-capacity`,
    () => `https://127.0.0.1:${hub.process('shelter-capacity').port}`,
  );
  hub = await openSeparateHub({ deadlineMs: DEADLINE_MS, elsewhere: { 'shelter-capacity': proxy.origin } });
  await warm();
  record = await consentedRecord(hub);
});
afterAll(async () => {
  proxy?.behave(null);
  await hub?.close();
  await proxy?.close();
  elsewhere.close();
});

const centre = () => hub.as('intake-almaty', 'SHELTER');
const whole = () => centre().query(RECORD, { id: record.centre });

/** The first requests load and compile in every process. */
async function warm(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const { errors } = await centre().query(RECORD, { id: 'nobody' });
    if (!errors) return;
  }
}

const BROKEN = brokenWays(() => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/graphql`);

describe('a subgraph', () => {
  test.each(Object.entries(BROKEN))(
    '%s leaves its fields null and the rest whole, and is back as soon as it is well',
    async (_, behaviour) => {
      proxy.behave(behaviour);
      const { data, errors, status } = await whole();
      expect(status).toBe(200);
      expect(data.victim.stays).toBeNull();
      expect(data.victim.identity.familyName).toBe(TOLD.familyName);
      expect(data.victim.household.members).toHaveLength(1);
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toEqual({
        message: expect.any(String),
        path: ['victim', 'stays'],
        extensions: { code: expect.stringMatching(/^(UNAVAILABLE|DEADLINE_EXCEEDED|INTERNAL)$/) },
      });
      expect(JSON.stringify(errors)).not.toMatch(/Мадина|http|127\.0/);
      expect(({} as { polluted?: string }).polluted).toBeUndefined();
      expect(visited).toBe(0);
      proxy.behave(null);
      expect((await whole()).errors).toBeUndefined();
    },
  );

  test.each(Object.entries(BROKEN))('%s is never asked twice to change something', async (_, behaviour) => {
    proxy.behave(behaviour);
    const { data, errors } = await hub
      .as('officer-almaty', 'POLICE_RESPONSE')
      .query('mutation ($input: BedHoldInput!) { bedHold(input: $input) { placement { id } userErrors { code } } }', {
        input: { idempotencyKey: key(), unitId: '0b0f0f3e-6a50-4a0f-8f68-0a5d7a4f8f11', adults: 1, children: [] },
      });
    expect(data?.bedHold ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toMatch(/^(UNAVAILABLE|DEADLINE_EXCEEDED|INTERNAL)$/);
    expect(proxy.arrived.filter((body) => body.includes('bedHold'))).toHaveLength(1);
    proxy.behave(null);
  });

  test('that is killed is back within its restart; meanwhile the gateway says so and the rest answers', async () => {
    const shelter = hub.process('shelter-capacity');
    await shelter.stop('SIGKILL');
    const { data, errors } = await whole();
    expect(data.victim.stays).toBeNull();
    expect(data.victim.identity.familyName).toBe(TOLD.familyName);
    expect(errors?.map((e) => e.extensions.code)).toEqual(['UNAVAILABLE']);
    const ready = await fetch(`${hub.origin}/ready`);
    expect(ready.status).toBe(503);
    expect(((await ready.json()) as { parts: object }).parts).toMatchObject({
      'shelter-capacity': 'not ready',
      referral: 'ready',
    });
    await shelter.start();
    expect((await whole()).errors).toBeUndefined();
    expect((await fetch(`${hub.origin}/ready`)).status).toBe(200);
  });

  test('that stops answering altogether makes nobody else wait in a queue', async () => {
    // patient callers: whoever waited in a queue behind them would wait as long
    const own = await openSeparateHub({ deadlineMs: 20_000 });
    try {
      const { centre } = await consentedRecord(own);
      const whole = () => own.as('intake-almaty', 'SHELTER').query(RECORD, { id: centre });
      expect((await whole()).errors).toBeUndefined();
      own.process('shelter-capacity').signal('SIGSTOP');
      try {
        let settled = 0;
        const hanging = Array.from({ length: 200 }, () => whole().finally(() => settled++));
        await sleep(200);
        const { data } = await own.as('officer-almaty', 'POLICE_RESPONSE').query('{ regions { code } }');
        expect(data.regions).toHaveLength(20);
        // answered while those who need the stopped one still wait, not after them
        expect(settled).toBeLessThan(hanging.length);
        for (const { data } of await Promise.all(hanging)) expect(data.victim?.stays ?? null).toBeNull();
      } finally {
        own.process('shelter-capacity').signal('SIGCONT');
      }
      // what it was asked meanwhile it answers first
      while ((await whole()).errors) await sleep(100);
    } finally {
      await own.close();
    }
  });
});
