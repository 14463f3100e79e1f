import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { SUBGRAPHS } from '../../../standalone/subgraphs.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { type BackgroundWork, categoryOwners } from '../../kit/index.js';
import type { DutyMessage } from '../duty-notice/channels.js';
import { dutyWork } from '../duty-notice/work.js';
import { CRISIS_CENTRE } from './scene.js';

/** That only the provider and the hub know. */
export const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

/** A provider of calls and short messages, as one would write it by docs/operating.md. */
export class Provider {
  readonly received: DutyMessage[] = [];
  /** What it answers a message with; 202 when left out */
  answer: (message: DutyMessage) => number | Promise<number> = () => 202;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (req, res) => {
      let body = '';
      for await (const part of req) body += part;
      try {
        new Webhook(SECRET).verify(body, req.headers as Record<string, string>);
      } catch {
        return res.writeHead(401).end();
      }
      const message = JSON.parse(body) as DutyMessage;
      this.received.push(message);
      return res.writeHead(await this.answer(message)).end();
    });
  }

  static async open(): Promise<Provider> {
    const provider = new Provider();
    await new Promise<void>((listening) => provider.#server.listen(0, '127.0.0.1', listening));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

/** A hub of which nothing tells anybody, until a worker of the test is started. */
export function openQuietHub(): Promise<TestHub> {
  const subgraphs = SUBGRAPHS.map((definition) => {
    if (definition.name !== 'referral') return definition;
    const { background: _, ...quiet } = definition;
    return quiet;
  });
  return openTestHub({ subgraphs });
}

/** What the worker does for `referral`, on the database of a hub. */
export function workerOf(
  hub: TestHub,
  settings: Readonly<Record<string, unknown>>,
  transport = hub.transport,
): BackgroundWork {
  return dutyWork({
    db: hub.subgraphs.get('referral')!.db,
    transport,
    secrets: secretsOf(testServer().secrets, 'referral'),
    owners: categoryOwners(SUBGRAPHS),
    operating: hub.operating,
    settings,
  });
}

/** Asks until it is so, for a minute. */
export async function becomes(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error(`It should have become so: ${what}.`);
}

/** The database's clock goes on by itself; what was sent is put back instead, with all that was to come of it. */
export const sentAgo = (hub: Pick<TestHub, 'db'>, id: string, minutes: number) =>
  hub.db('referral').query(
    `UPDATE response_timer SET started_at = started_at - make_interval(mins => $2), due_at = due_at - make_interval(mins => $2),
       next_at = next_at - make_interval(mins => $2), safe_from = safe_from - make_interval(mins => $2) WHERE referral = $1`,
    [id, minutes],
  );

/** Numbers by agency and role, the first to try first. */
export async function phones(hub: Pick<TestHub, 'db'>, agency: string, role = 'DUTY_OFFICER'): Promise<string[]> {
  const rows = await hub
    .db('directory')
    .query('SELECT phone FROM duty_phone WHERE agency_id = $1 AND role = $2 ORDER BY position', [agency, role]);
  return rows.map(({ phone }: { phone: string }) => phone);
}

/** The other crisis centres of the city. */
export const OTHERS = [2, 3, 4].map((n) => seedId(`agency:crisis-almaty-${n}`));

/** What the ladder of high risk tells in its first hour, by the numbers of the rota. */
export async function firstHour(hub: Pick<TestHub, 'db'>): Promise<string[]> {
  const [duty] = await phones(hub, CRISIS_CENTRE);
  const [supervisor] = await phones(hub, CRISIS_CENTRE, 'SUPERVISOR');
  const [coordinator] = await phones(hub, seedId('agency:social-almaty'), 'REGIONAL_COORDINATOR');
  const [nearest] = await hub
    .db('directory')
    .query(
      `SELECT phone FROM duty_phone WHERE agency_id = ANY($1::uuid[]) AND role = 'DUTY_OFFICER' ORDER BY position, agency_id LIMIT 1`,
      [OTHERS],
    );
  // when it was sent, when it was left, 15 and 30 minutes later; then the decision is late too, and another agency is told
  return [duty!, duty!, supervisor!, coordinator!, duty!, nearest.phone];
}

/** The code in a message's text. */
export const codeIn = ({ text }: DutyMessage): string => text.replace(/\D/g, '').slice(-10);

/** Ends every connection to the database of `referral` that is in the middle of a transaction, as the end of its process would. */
export async function endTransactions(hub: TestHub): Promise<void> {
  const [{ database }] = await hub.db('referral').query('SELECT current_database() AS database');
  const client = new pg.Client({ connectionString: testServer().adminUrl });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND state = 'idle in transaction'",
    [database],
  );
  await client.end();
}
