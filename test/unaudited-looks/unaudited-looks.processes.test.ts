/**
 * Promise: nobody looks unseen. `consent`, the gateway and the database are killed at random points while readers read, and whatever a client got to see has
 * its entry in her access log, committed. Fifteen points here, two hundred by `npm run test:faults`. A `consent` that logs after it answers is found out.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GATEWAY } from '../../subgraphs/kit/index.js';
import { freePorts, HubProcess } from '../hub/processes.js';
import { openSeparateHub, type SeparateHub } from '../hub/separate.js';
import { type KillablePostgres, openKillablePostgres } from './killable-postgres.js';
import { look, Readers, victims } from './readers.js';

declare global {
  /** Set by test/faults/jest.config.js */
  var faultPoints: number | undefined;
}
const POINTS = globalThis.faultPoints ?? 15;
const READERS = 6;
/** Victims who wait to be looked at: more than are asked for while something is down */
const ENOUGH = 2_000;

let postgres: KillablePostgres;
let hub: SeparateHub;
beforeAll(async () => {
  postgres = await openKillablePostgres();
  hub = await openSeparateHub({ deadlineMs: 5_000, databases: { consent: postgres.url } });
});
afterAll(async () => {
  await hub?.close();
  await postgres?.close();
});

const originOf = ({ port }: HubProcess) => `http://127.0.0.1:${port}`;

/** Looks that clients had and that her log does not have, and how many entries it has. */
async function unaudited({ seen }: Readers): Promise<{ entries: number; missing: string[] }> {
  const entries = await postgres.query<{ victim: string; category: string }>(
    "SELECT victim_key AS victim, category FROM access_log WHERE kind = 'DISCLOSURE'",
  );
  const logged = new Set(entries.map(({ victim, category }) => look(victim, category)));
  return { entries: entries.length, missing: [...seen].filter((each) => !logged.has(each)) };
}

test(
  'whatever is killed whenever, what was disclosed is on her log',
  async () => {
    const kills: Record<string, () => Promise<unknown>> = {
      consent: () => restarted(hub.process('consent')),
      gateway: () => restarted(hub.process(GATEWAY)),
      database: async () => {
        await postgres.kill();
        await postgres.restart();
      },
    };
    const waiting = await victims(postgres, ENOUGH);
    const readers = new Readers(originOf(hub.process(GATEWAY)), waiting, READERS);
    try {
      for (let point = 0; point < POINTS; point++) {
        await readers.more(20);
        await sleep(Math.random() * 200);
        await Object.values(kills)[point % 3]!();
        // one member of staff reads them all: how many within an hour is another rule
        await postgres.query('DELETE FROM opened_in_hour');
        waiting.push(...(await victims(postgres, Math.max(0, ENOUGH - waiting.length))));
        // jest would keep it until the end
        if (globalThis.faultPoints) process.stdout.write(`${point + 1} kills, ${readers.disclosed} disclosed\n`);
      }
      await readers.more(20);
    } finally {
      await readers.stop();
    }
    const { entries, missing } = await unaudited(readers);
    if (globalThis.faultPoints)
      process.stdout.write(
        `${JSON.stringify({ kills: POINTS, disclosed: readers.disclosed, looks: readers.seen.size, entries, violations: missing.length })}\n`,
      );
    expect(missing).toEqual([]);
    expect(readers.seen.size).toBeGreaterThan(20 * POINTS);
  },
  60_000 * POINTS,
);

test('a look that is logged after the answer is missing when the process dies, and this test would say so', async () => {
  const [consentPort, gatewayPort] = await freePorts(2);
  const late = new HubProcess('consent', 'dist/test/unaudited-looks/late-log-consent.js', {
    ...hub.process('consent').environment,
    PORT: String(consentPort),
  });
  const before = new HubProcess(GATEWAY, 'dist/gateway/main.js', {
    ...hub.process(GATEWAY).environment,
    PORT: String(gatewayPort),
    CONSENT_URL: originOf(late).replace('http:', 'https:'),
  });
  try {
    await late.start();
    await before.start();
    const readers = new Readers(originOf(before), await victims(postgres, 2_000), READERS);
    await readers.more(40);
    await late.stop('SIGKILL');
    await readers.stop();
    expect((await unaudited(readers)).missing).not.toEqual([]);
  } finally {
    await before.stop('SIGKILL');
    await late.stop('SIGKILL');
  }
});

async function restarted(each: HubProcess): Promise<void> {
  await each.stop('SIGKILL');
  await each.start();
}
