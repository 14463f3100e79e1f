import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { carriedOut } from '../../../scripts/demo/door.js';
import { seedId } from '../../../standalone/seed/ids.js';
import type { TestHub } from '../../hub.js';
import { Receiver } from '../receiver.js';

/**
 * Where the process that delivers is killed: before the subgraph has answered which event is next; when it has, before anything was sent; as the receiver
 * has the event and has not answered; as soon as it has answered; when the delivery is logged and the transaction has not ended; at whatever moment.
 */
export const POINTS = ['asking', 'asked', 'received', 'answered', 'logged', 'any moment'] as const;
export type Point = (typeof POINTS)[number];

const POLICE = seedId('agency:police-almaty-auezov');
const UNIT = seedId('unit:police-almaty-auezov/1');

export interface Told {
  readonly id: string;
  readonly type: string;
  readonly object: string;
}

export interface History {
  /** What the log has for the endpoint, in the order of its places */
  readonly told: readonly Told[];
  /** What came, in the order in which it came */
  readonly received: readonly Told[];
  readonly kills: number;
}

/** Three steps of each of so many referrals, by four who write at once. */
async function write(hub: TestHub, referrals: number): Promise<void> {
  const db = hub.db('referral');
  await Promise.all(
    [0, 1, 2, 3].map(async (writer) => {
      for (let i = writer; i < referrals; i += 4) {
        const [{ id }] = await db.query(
          `INSERT INTO referral (code, from_agency, from_unit, from_staff, recipient, service, urgency, categories)
           VALUES (lpad($1::text, 10, '0'), $2, $3, $4, $5, 'SHELTER', 'ASAP', '{}') RETURNING id`,
          [7_000_000_000 + i, POLICE, UNIT, randomUUID(), seedId('agency:crisis-almaty-1')],
        );
        await db.query("UPDATE referral SET state = 'RECEIVED', received_at = clock_timestamp() WHERE id = $1", [id]);
        await db.query("UPDATE referral SET state = 'ACCEPTED', accepted_at = clock_timestamp() WHERE id = $1", [id]);
      }
    }),
  );
}

/** Kills the process that delivers so often at each point while events are written and delivered, then lets it end its work. */
export async function crash(hub: TestHub, referrals: number, killsAtEach: number): Promise<History> {
  const receiver = await Receiver.open();
  let child: ChildProcess | null = null;
  let aim: Point | null = null;
  let hit: () => void = () => {};
  const at = (point: Point): boolean => {
    if (aim !== point) return false;
    aim = null;
    child!.kill('SIGKILL');
    hit();
    return true;
  };
  receiver.answer = (_, res) => {
    if (at('received')) return void res.destroy();
    res.end(() => void at('answered'));
  };
  const bridge = createServer((req, res) => {
    let body = '';
    req.on('data', (data) => (body += data));
    req.on('end', async () => {
      const { subgraph, request } = JSON.parse(body);
      const next = request.document.includes('ToDeliver');
      if (next && at('asking')) return void res.destroy();
      const answer = await hub.transport.call(subgraph, request);
      const found = next && Object.values(answer.data as Record<string, { event: unknown }>)[0]?.event;
      if (found && at('asked')) return void res.destroy();
      res.end(JSON.stringify(answer));
    });
  });
  bridge.listen(0, '127.0.0.1');
  await once(bridge, 'listening');
  const environment = {
    ...process.env,
    DIRECTORY_DATABASE_URL: (hub.subgraphs.get('directory')!.db.options as { url?: string }).url,
    BRIDGE_URL: `http://127.0.0.1:${(bridge.address() as AddressInfo).port}`,
  };
  const start = () => {
    child = spawn(process.execPath, ['dist/test/events/crashes/dispatcher.js'], { env: environment, stdio: 'ignore' });
  };

  /** The transaction that logs a delivery waits here for its place; the process is killed while it does. */
  async function killAtLog(): Promise<void> {
    const holder = hub.db('directory').createQueryRunner();
    await holder.startTransaction();
    await holder.query("SELECT FROM webhook_stream WHERE subgraph = 'referral' FOR UPDATE");
    const waits = () =>
      hub.db('directory').query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
             AND query LIKE 'UPDATE webhook_stream SET position%'`,
      );
    for (let i = 0; i < 200 && (await waits()).length === 0; i++) await sleep(20);
    child!.kill('SIGKILL');
    await once(child!, 'exit');
    await holder.rollbackTransaction();
    await holder.release();
  }

  const { endpoint } = await carriedOut(hub.as('administrator-police'), 'webhookEndpointAdd', {
    ...{ idempotencyKey: randomUUID(), url: receiver.url, unit: UNIT, types: ['referral'] },
  });
  const writing = write(hub, referrals);
  const mine = (): Promise<Told[]> =>
    hub
      .db('referral')
      .query('SELECT id, type, object FROM event WHERE agency = $1 AND unit = $2 AND at >= $3 ORDER BY written', [
        POLICE,
        UNIT,
        new Date(endpoint.createdAt),
      ]);
  let kills = 0;
  try {
    for (const point of Array.from({ length: killsAtEach }, () => POINTS).flat()) {
      // there is something to be killed at
      if (point !== 'any moment') await writeOne(hub, kills);
      start();
      const exited = once(child!, 'exit');
      if (point === 'logged') await killAtLog();
      else if (point === 'any moment') {
        await sleep(300 + Math.random() * 1_500);
        child!.kill('SIGKILL');
      } else {
        const struck = new Promise<void>((resolve) => (hit = resolve));
        aim = point;
        await struck;
      }
      await exited;
      kills++;
    }
    await writing;
    start();
    const all = await mine();
    const got = () => new Set(receiver.ids).size;
    for (let i = 0, before = -1; got() < all.length && i < 200; i++) {
      if (got() !== before) i = 0;
      before = got();
      // what was refused as the process died waits for its pause
      await hub
        .db('directory')
        .query('UPDATE webhook_stream SET next_at = clock_timestamp() WHERE next_at > clock_timestamp()');
      await sleep(100);
    }
    // nothing comes after it
    await sleep(1_000);
    const received = receiver.received.map(({ headers, body }) => {
      const { type, data } = JSON.parse(body);
      return { id: String(headers['webhook-id']), type, object: data.id };
    });
    return { told: all, received, kills };
  } finally {
    if (child) (child as ChildProcess).kill('SIGKILL');
    bridge.closeAllConnections();
    bridge.close();
    await receiver.close();
  }
}

async function writeOne(hub: TestHub, number: number): Promise<void> {
  await hub.db('referral').query(
    `INSERT INTO referral (code, from_agency, from_unit, from_staff, recipient, service, urgency, categories)
     VALUES (lpad($1::text, 10, '0'), $2, $3, $4, $5, 'SHELTER', 'ASAP', '{}')`,
    [8_000_000_000 + number, POLICE, UNIT, randomUUID(), seedId('agency:crisis-almaty-1')],
  );
}

/** What a history breaks of the promise: nothing lost, nothing made up, the order of one record kept; again only under the same id. */
export function broken({ told, received }: History): string[] {
  const faults: string[] = [];
  const known = new Map(told.map((event) => [event.id, event]));
  const firsts: Told[] = [];
  const seen = new Set<string>();
  for (const event of received) {
    const written = known.get(event.id);
    if (!written || written.type !== event.type || written.object !== event.object) faults.push(`made up: ${event.id}`);
    if (!written || seen.has(event.id)) continue;
    seen.add(event.id);
    firsts.push(event);
  }
  for (const { id } of told) if (!seen.has(id)) faults.push(`lost: ${id}`);
  const orders = (events: readonly Told[]) => {
    const of = new Map<string, string[]>();
    for (const { object, id } of events) of.set(object, [...(of.get(object) ?? []), id]);
    return of;
  };
  const came = orders(firsts);
  for (const [object, ids] of orders(told))
    if (ids.join() !== came.get(object)?.join()) faults.push(`out of order: ${object}`);
  return faults;
}
