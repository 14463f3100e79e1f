/**
 * Promise: whatever is killed whenever, an examiner, a place, a unit of equipment and a patient's time are taken once, a confirmed booking is not lost, and nobody meets a
 * deadlock. Two hundred clients do anything at random on forty slots that overlap, while processes are killed and connections ended. For a minute, by
 * `npm run test:faults`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { asAdmin } from '../../standalone/databases.js';
import { seedId } from '../../standalone/seed/ids.js';
import { addClinic } from '../../subgraphs/forensic-appointment/test/clinics.js';
import { freeSlots, register } from '../../subgraphs/forensic-appointment/test/desk.js';
import { GATEWAY } from '../../subgraphs/kit/index.js';
import { clientAt } from '../hub/client.js';
import type { HubProcess } from '../hub/processes.js';
import { openSeparateHub, type SeparateHub } from '../hub/separate.js';
import { testServer } from '../setup/test-server.js';
import { type Ground, RandomClient } from './clients.js';
import { faultsOf, type History, type Kept, type Told, type Used } from './history.js';

declare global {
  /** Set by test/unaudited-looks/jest.config.js */
  var raceSeconds: number | undefined;
}
const SECONDS = globalThis.raceSeconds ?? 60;
/** On a busy machine it goes on until there is something to look at. */
const AT_MOST_MS = 90_000;
const CLIENTS = 200;
const ACCOUNTS = [
  ['scheduler-almaty', 'FORENSIC_EXAM'],
  ['officer-almaty', 'POLICE_RESPONSE'],
  ['officer-almaty-2', 'POLICE_RESPONSE'],
  ['advocate-almaty', 'SUPPORT'],
] as const;

let hub: SeparateHub;
let db: DataSource;
beforeAll(async () => {
  hub = await openSeparateHub({ replicas: { 'forensic-appointment': 2, [GATEWAY]: 2 } });
  db = hub.db('forensic-appointment');
});
afterAll(() => hub?.close());

const all = (name: string): HubProcess[] => hub.processes.filter((each) => each.name === name);

test(
  'nothing is taken twice, nothing confirmed is lost, and nobody meets a deadlock',
  async () => {
    const agency = seedId('agency:clinic-almaty');
    const clinics = [
      await addClinic(db, { agency, examiners: [{}, {}], rooms: 2, equipment: 2 }),
      await addClinic(db, { agency }),
    ];
    const ids = clinics.map(({ id }) => id);
    const desk = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
    const slots = (await Promise.all(ids.map((id) => freeSlots(desk, id)))).flatMap((free) => free.slice(0, 20));
    expect(slots).toHaveLength(40);
    const grounds = new Map<string, Ground>();
    for (const [account, purpose] of ACCOUNTS) {
      const victims = [await register(hub.as(account, purpose)), await register(hub.as(account, purpose))];
      grounds.set(account, { clinics: ids, slots, victims });
    }
    const known: string[] = [];
    let gateway = 0;
    const origin = () => {
      const up = all(GATEWAY).filter(({ running }) => running);
      return `http://127.0.0.1:${up[gateway++ % Math.max(up.length, 1)]?.port ?? 1}`;
    };
    const clients = Array.from({ length: CLIENTS }, (_, i) => {
      const [account, purpose] = ACCOUNTS[i % ACCOUNTS.length]!;
      return new RandomClient(
        clientAt(origin, account, purpose),
        grounds.get(account)!,
        account === 'scheduler-almaty',
        known,
      );
    });
    let going = true;
    const load = Promise.all(clients.map((client) => client.run(() => going)));
    const done = (action: Told['action']) =>
      clients.flatMap(({ told }) => told).filter((each) => each.action === action && each.outcome === 'DONE').length;
    const enough = () =>
      done('CONFIRM') > SECONDS && (['HOLD', 'CANCEL', 'JOIN'] as const).every((action) => done(action) > 0);
    const began = Date.now();
    const goesOn = (ms: number) => ms < SECONDS * 1_000 || (ms < AT_MOST_MS && !enough());
    for (let turn = 0; goesOn(Date.now() - began); turn++) {
      await sleep(600);
      await FAULTS[turn % FAULTS.length]!();
    }
    going = false;
    await load;
    const history = await historyOf(clients, ids);
    if (globalThis.raceSeconds)
      console.log(
        { seconds: SECONDS, asked: history.told.length, confirmed: done('CONFIRM'), kept: history.kept.length },
        codesOf(clients),
      );
    expect(faultsOf(history)).toEqual([]);
    // it was a race
    expect(enough()).toBe(true);
  },
  SECONDS * 1_000 + AT_MOST_MS + 60_000,
);

const restarted = async (one: HubProcess) => {
  await one.stop('SIGKILL');
  await one.start();
};
/** Ends some of the subgraph's connections, whatever they are in the middle of. */
const terminated = () => {
  const { username, pathname } = new URL(all('forensic-appointment')[0]!.environment.DATABASE_URL!);
  const database = pathname.slice(1);
  return asAdmin(testServer().adminUrl, (admin) =>
    admin.query(
      `SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity WHERE datname = $1 AND usename = $2 ORDER BY random() LIMIT 2) AS chosen`,
      [database, decodeURIComponent(username)],
    ),
  );
};
let restarts = 0;
const FAULTS: readonly (() => Promise<unknown>)[] = [
  terminated,
  () => restarted(all('forensic-appointment')[restarts++ % 2]!),
  terminated,
  terminated,
  () => restarted(all(GATEWAY)[restarts++ % 2]!),
];

function codesOf(clients: readonly RandomClient[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { codes } of clients) for (const [code, n] of codes) sum[code] = (sum[code] ?? 0) + n;
  return sum;
}

/** What the clients were told and what the database has, once nothing more is under way. */
async function historyOf(clients: readonly RandomClient[], clinics: readonly string[]): Promise<History> {
  // what was killed may still be rolled back, and a server process reports what it met at most once a second
  await sleep(1_500);
  const kept: (Omit<Kept, 'startsAt'> & { startsAt: Date })[] = await db.query(
    `SELECT id, state, starts_at AS "startsAt", examiner_id AS examiner, moved_from AS "movedFrom", override_reason IS NOT NULL AS override
     FROM appointment WHERE clinic_id = ANY ($1)`,
    [clinics],
  );
  const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
  const used: Used[] = await db.query(
    `SELECT u.appointment_id AS appointment, u.resource, ${ms('lower(u.during)')} AS from, ${ms('upper(u.during)')} AS to,
       ${ms("CASE WHEN u.kind = 'PATIENT' AND a.replaces IS NOT NULL THEN a.confirmed_at ELSE a.held_at END")} AS "takenAt",
       coalesce(${ms("CASE WHEN a.state = 'HELD' THEN a.held_until ELSE a.ended_at END")}, 'infinity'::float8) AS "givenBackAt"
     FROM appointment_use u JOIN appointment a ON a.id = u.appointment_id WHERE a.clinic_id = ANY ($1)`,
    [clinics],
  );
  const [{ deadlocks }] = await db.query(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  return {
    told: clients.flatMap(({ told }) => told),
    kept: kept.map((one) => ({ ...one, startsAt: one.startsAt.toISOString() })),
    used,
    deadlocks,
  };
}
