import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openTestHub, type TestHub } from '../../test/hub.js';
import { HubClient, type HubTransport, transaction } from './index.js';
import { Outbox, type OutboxOperation } from './outbox.js';

const to = (subgraph: string): OutboxOperation => ({
  subgraph,
  operation: 'apply',
  document: `mutation { ${subgraph} }`,
});
const NEAR = to('near');
const FAR = to('far');

/** Where the messages arrive: another subgraph as this one sees it, with a list of what it was sent. */
class Destinations implements HubTransport {
  readonly received: { readonly subgraph: string; readonly number: number }[] = [];
  readonly down = new Set<string>();
  /** What happens between the receipt and the answer */
  beforeAnswer: () => Promise<void> = async () => {};

  async call(subgraph: string, { variables }: Parameters<HubTransport['call']>[1]) {
    if (this.down.has(subgraph)) return { errors: ['down'] };
    this.received.push({ subgraph, number: (variables as { input: { number: number } }).input.number });
    await this.beforeAnswer();
    return { data: { apply: true } };
  }

  at(subgraph: string): number[] {
    return this.received.filter((each) => each.subgraph === subgraph).map((each) => each.number);
  }
}

let hub: TestHub;
let db: DataSource;
beforeAll(async () => {
  hub = await openTestHub();
  // the directory has no outbox of its own at work on this table
  db = hub.subgraphs.get('directory')!.db;
});
afterAll(() => hub.close());

let destinations: Destinations;
let faults: string[];
let outbox: Outbox;
beforeEach(async () => {
  await db.query('DELETE FROM outbox');
  destinations = new Destinations();
  faults = [];
  outbox = relay();
});
const relay = () =>
  new Outbox(db, new HubClient('directory', ['near.apply', 'far.apply'], destinations), [NEAR, FAR], (destination) =>
    faults.push(destination),
  );

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const send = (operation: OutboxOperation, from: number, to = from) =>
  transaction(db, async (manager) => {
    for (const number of numbers(from, to)) await outbox.send(manager, operation, { number });
  });
const waiting = () => db.query('SELECT destination, attempts FROM outbox ORDER BY id');

describe('the outbox', () => {
  test('delivers in the order in which it was written, however much there is', async () => {
    await send(FAR, 1, 230);
    await send(NEAR, 1, 2);
    await send(FAR, 231);
    expect(await outbox.flush()).toBe(true);
    expect(destinations.at('far')).toEqual(numbers(1, 231));
    expect(destinations.at('near')).toEqual([1, 2]);
    expect(await waiting()).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('sends nothing of a transaction that was rolled back', async () => {
    const rolledBack = transaction(db, async (manager) => {
      await outbox.send(manager, FAR, { number: 1 });
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    expect(await outbox.flush()).toBe(true);
    expect(destinations.received).toEqual([]);
  });

  test('keeps what a destination did not take, delivers to the others, and delivers later in order', async () => {
    await send(FAR, 1, 3);
    await send(NEAR, 1);
    destinations.down.add('far');
    expect(await outbox.flush()).toBe(false);
    expect(await outbox.flush()).toBe(false);
    expect(destinations.received).toEqual([{ subgraph: 'near', number: 1 }]);
    expect(await waiting()).toEqual([
      { destination: 'far', attempts: 2 },
      { destination: 'far', attempts: 0 },
      { destination: 'far', attempts: 0 },
    ]);
    expect(faults).toEqual(['far', 'far']);
    destinations.down.clear();
    await send(FAR, 4);
    expect(await outbox.flush()).toBe(true);
    expect(destinations.at('far')).toEqual([1, 2, 3, 4]);
  });

  test('delivers once and in order when several relays work at the same time', async () => {
    await send(FAR, 1, 60);
    const relays = [outbox, relay(), relay()];
    while (!(await Promise.all(relays.map((each) => each.flush()))).some(Boolean));
    expect(destinations.at('far')).toEqual(numbers(1, 60));
  });

  test('delivers again when the connection is lost between the receipt and the note of it', async () => {
    await send(FAR, 1, 2);
    let died = false;
    destinations.beforeAnswer = async () => {
      if (died) return;
      died = true;
      // the connection with this relay's lock alone: pg_locks is one list for every database of the server and every other destination
      const [{ ended }] = await hub.db('directory').query(
        `SELECT count(pg_terminate_backend(pid, 5000))::int AS ended FROM pg_locks
         WHERE locktype = 'advisory' AND granted AND ((classid::bigint << 32) | objid::bigint) = hashtext('outbox far')::bigint
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      expect(ended).toBe(1);
    };
    expect(await outbox.flush()).toBe(true);
    expect(destinations.at('far')).toEqual([1, 1, 2]);
  });

  test('works by itself once started, until it is stopped', async () => {
    outbox.start();
    await send(FAR, 1);
    outbox.wake();
    while ((await waiting()).length > 0);
    expect(destinations.at('far')).toEqual([1]);
    await outbox.stop();
    await send(FAR, 2);
    outbox.wake();
    expect(await waiting()).toHaveLength(1);
  });
});
