import { hkdfSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { secretsOf } from '../../standalone/secrets.js';
import { seedId } from '../../standalone/seed/ids.js';
import { forgetEvents } from '../../subgraphs/kit/event/log.js';
import { PairwiseIds } from '../../subgraphs/kit/index.js';
import { becomes } from '../../subgraphs/referral/test/duty.js';
import { Scene } from '../../subgraphs/referral/test/scene.js';
import { gatewayBefore } from '../hub/gateway-before.js';
import { openTestHub, type TestHub } from '../hub.js';
import { testServer } from '../setup/test-server.js';
import { allEvents, end, page } from './reading.js';
import { Listener } from './sse.js';

const POLICE = seedId('agency:police-almaty-auezov');
const UNIT = seedId('unit:police-almaty-auezov/1');
const CLINIC = seedId('agency:clinic-almaty');
const CENTRE = seedId('agency:crisis-almaty-1');

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const intake = () => hub.as('intake-almaty', 'SHELTER');

/** A referral to the centre, written by a transaction that the test ends. */
async function open(): Promise<QueryRunner> {
  const runner = hub.db('referral').createQueryRunner();
  await runner.startTransaction();
  return runner;
}
const send = async (
  runner: { query(sql: string, values: unknown[]): Promise<{ id: string }[]> },
  victim: string | null = null,
  { from, unit }: { from: string; unit: string | null } = { from: POLICE, unit: UNIT },
): Promise<string> =>
  (
    await runner.query(
      `INSERT INTO referral (code, victim_key, from_agency, from_unit, from_staff, recipient, service, urgency, categories)
       VALUES (lpad((random() * 9999999999)::bigint::text, 10, '0'), $1, $2, $3, $4, $5, 'SHELTER', 'ASAP', '{}') RETURNING id`,
      [victim, from, unit, randomUUID(), CENTRE],
    )
  )[0]!.id;

const RECEIVED = "UPDATE referral SET state = 'RECEIVED', received_at = clock_timestamp() WHERE id = $1";
const ACCEPTED = "UPDATE referral SET state = 'ACCEPTED', accepted_at = clock_timestamp() WHERE id = $1";

describe('the log of events', () => {
  test('has no cursor that skips what was written earlier and committed later', async () => {
    let cursor = await end(intake(), 'referralEvents');
    const slow = await open();
    const first = await send(slow);
    const second = await send(hub.db('referral'));
    const seen = await page(intake(), 'referralEvents', cursor);
    expect(seen.events.map(({ object }) => object)).toEqual([second]);
    cursor = seen.cursor;
    await slow.commitTransaction();
    await slow.release();
    expect((await page(intake(), 'referralEvents', cursor)).events.map(({ object }) => object)).toEqual([first]);
  });

  test('keeps the order of one record, also when the later change began its transaction before', async () => {
    const cursor = await end(intake(), 'referralEvents');
    const later = await open();
    // its transaction has its id from here
    await send(later);
    const referral = await send(hub.db('referral'));
    await hub.db('referral').query(RECEIVED, [referral]);
    await later.query(ACCEPTED, [referral]);
    await later.commitTransaction();
    await later.release();
    const told = (await allEvents(intake(), 'referralEvents', cursor)).filter(({ object }) => object === referral);
    expect(told.map(({ type }) => type)).toEqual(['referral.sent', 'referral.received', 'referral.accepted']);
  });

  test('loses and doubles nothing among many who write and read at once, whatever the page', async () => {
    const cursor = await end(intake(), 'referralEvents');
    const written: string[] = [];
    let writing = true;
    const readers = [1, 7, 100].map(async (first) => {
      const seen: string[] = [];
      for (let at = cursor, done = false; !done; ) {
        done = !writing;
        const { events, cursor: next, hasNextPage } = await page(intake(), 'referralEvents', at, first);
        seen.push(...events.map(({ object }) => object));
        at = next;
        done &&= !hasNextPage;
      }
      return seen;
    });
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let i = 0; i < 12; i++) {
          const runner = await open();
          const id = await send(runner);
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
          if (Math.random() < 0.2) await runner.rollbackTransaction();
          else {
            await runner.commitTransaction();
            written.push(id);
          }
          await runner.release();
        }
      }),
    );
    writing = false;
    for (const seen of await Promise.all(readers)) expect([...seen].sort()).toEqual([...written].sort());
  });

  test('tells nothing that a wall keeps from the reader now, whenever it was written', async () => {
    const scene = await Scene.open(hub);
    await scene.consent(CENTRE, ['REFERRAL']);
    const cursor = await end(intake(), 'referralEvents');
    const { id } = await scene.sent({ categories: ['REFERRAL'] });
    expect((await allEvents(intake(), 'referralEvents', cursor)).map(({ object }) => object)).toEqual([id]);
    const [{ victim_key }] = await hub.db('referral').query('SELECT victim_key FROM referral WHERE id = $1', [id]);
    await hub
      .db('referral')
      .query("INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'STAFF', $2)", [
        victim_key,
        seedId('staff:intake-almaty'),
      ]);
    expect(await allEvents(intake(), 'referralEvents', cursor)).toEqual([]);
    expect((await allEvents(hub.as('advocate-almaty', 'SUPPORT'), 'referralEvents', cursor)).length).toBe(1);
  });

  test('has a cursor that tells nobody whether anything has happened to others', async () => {
    const officer = hub.as('officer-almaty', 'POLICE_RESPONSE');
    const cursor = async () => (await page(officer, 'referralEvents', undefined, 0)).cursor;
    const first = await cursor();
    const nothing = await cursor();
    await send(hub.db('referral'), null, { from: CLINIC, unit: null });
    const something = await cursor();
    // each is a new one, of the same length: two that are the same would say that nothing has happened between them
    expect(new Set([first, nothing, something]).size).toBe(3);
    expect(new Set([first, nothing, something].map(({ length }) => length))).toEqual(new Set([43]));
    const id = await send(hub.db('referral'));
    for (const after of [first, nothing, something])
      expect((await allEvents(officer, 'referralEvents', after)).map(({ object }) => object)).toEqual([id]);
  });

  test('reads a cursor of before, which had only zeros beside the place', async () => {
    const secret = secretsOf(testServer().secrets, 'referral').idempotency;
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'dereu event cursor v1', 64));
    await end(intake(), 'referralEvents');
    const [{ head }] = await hub.db('referral').query('SELECT max(position) AS head FROM event');
    const before = new PairwiseIds(key).toPublic(BigInt(head).toString(16).padStart(32, '0'), CENTRE);
    const id = await send(hub.db('referral'));
    expect((await allEvents(intake(), 'referralEvents', before)).map(({ object }) => object)).toEqual([id]);
  });

  test('says to whoever comes back after more than thirty days that something is missing', async () => {
    const db = hub.db('referral');
    const cursor = await end(intake(), 'referralEvents');
    await send(db);
    const later = await end(intake(), 'referralEvents');
    await db.query("UPDATE event SET at = at - interval '31 days'");
    await forgetEvents(db);
    expect(await page(intake(), 'referralEvents', cursor)).toMatchObject({ events: [], missed: true });
    expect(await page(intake(), 'referralEvents', later)).toMatchObject({ events: [], missed: false });
    expect((await page(intake(), 'referralEvents')).missed).toBe(false);
    // nobody has read this one before it goes
    await send(db);
    await db.query("UPDATE event SET at = at - interval '31 days'");
    await forgetEvents(db);
    expect(await page(intake(), 'referralEvents', later)).toMatchObject({ events: [], missed: true });
  });

  test('is read by its index', async () => {
    const plan = await hub
      .db('referral')
      .query(
        `EXPLAIN (FORMAT JSON) SELECT e.id FROM event e WHERE e.agency = 'a' AND e.position > 5 ORDER BY e.position LIMIT 10`,
      );
    expect(JSON.stringify(plan)).toContain('event_of_agency');
  });
});

describe('a stream', () => {
  const told = (subgraph: string) => ({ event: 'missed', data: { subgraph } });
  test.each<[string, string, object[]]>([
    ['one subgraph does not answer', 'referralEvents', [told('referral')]],
    [
      'the gateway has just started and has had no list of pending walls',
      'pendingWalls',
      ['forensic-appointment', 'referral', 'shelter-capacity'].map(told),
    ],
  ])('that begins while %s says once what it may have missed, and goes on', async (_, unanswered, missed) => {
    let begun = false;
    const gateway = await gatewayBefore(hub, {
      transport: {
        call: async (name, request) => {
          if (!begun && request.document.includes(unanswered)) throw new Error('no answer');
          return hub.transport.call(name, request);
        },
      },
    });
    const listener = await Listener.open(`${gateway.url}/events`, {
      authorization: `Bearer ${await hub.token('intake-almaty')}`,
      'purpose-of-use': 'SHELTER',
    });
    begun = true;
    try {
      await becomes(() => listener.missed.length === missed.length, 'it is told');
      expect(listener.missed.map(({ event, data }) => ({ event, data }))).toEqual(expect.arrayContaining(missed));
      const id = await send(hub.db('referral'));
      expect((await listener.first(1)).map(({ data }) => data.object)).toEqual([id]);
      expect(listener.missed).toHaveLength(missed.length);
    } finally {
      await listener.close();
      await gateway.stop();
    }
  });
});
