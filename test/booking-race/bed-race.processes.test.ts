/**
 * Promise: no bed is had by two at any instant, whatever is done at once and whatever is killed. Two hundred clients on a hundred beds hold, confirm, arrive,
 * extend, move, cancel, ask many shelters and wait, at two processes over HTTP, while holds run out, processes are killed and connections ended. Then the
 * database's history of every bed, and what each client was told, are compared. Eight seconds here, sixty by `npm run test:faults`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { asAdmin } from '../../standalone/databases.js';
import {
  AgencyKind,
  GATEWAY,
  HttpTransport,
  KeyFolder,
  Purpose,
  type Requester,
  Role,
  tlsFilesIn,
} from '../../subgraphs/kit/index.js';
import { HubProcess, hubProcesses } from '../hub/processes.js';
import { cloneDatabases, type TestDatabases } from '../hub/test-databases.js';
import { testServer } from '../setup/test-server.js';
import { type Answered, type Ask, BedClient, type RaceUnit } from './bed-client.js';
import { type Belief, missing, overfull, type Step, takenTwice } from './checker.js';
import { requestToMany, type Send, waitsForABed } from './requests.js';

declare global {
  /** Set by test/unaudited-looks/jest.config.js */
  var raceSeconds: number | undefined;
}
const SECONDS = globalThis.raceSeconds ?? 8;
/** On a busy machine it goes on until there is something to look at. */
const AT_MOST_MS = 120_000;
/** Places of which somebody was told that they have them */
const ENOUGH = 20;
/** Two hundred at once on a busy machine wait long; an assertion is good for half a minute. */
const DEADLINE_MS = 25_000;
const CLIENTS = 200;
const NAME = 'shelter-capacity';
const REGION = 'KZ-Z9';
const HOSTS = [randomUUID(), randomUUID()];

let databases: TestDatabases;
let processes: HubProcess[];
let keys: KeyFolder;
let transport: HttpTransport;
let units: RaceUnit[];
/** By a connection of its own, which waits however busy the machine is. */
async function sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  const url = new URL(testServer().adminUrl);
  url.pathname = new URL(databases.urls[NAME]!).pathname;
  return asAdmin(url.href, async (client) => (await client.query(text, values)).rows as Row[]);
}

beforeAll(async () => {
  databases = await cloneDatabases([NAME]);
  const all = await hubProcesses({
    ...{ databases: databases.urls, keys: testServer().keys, replicas: { [NAME]: 2 } },
    environment: { CLOSURE_LOG_DIRECTORY: '/nowhere' },
  });
  processes = all
    .filter(({ name }) => name === NAME)
    .map(({ name, entry, environment }) => new HubProcess(name, entry, { ...environment, POOL_SIZE: '20' }));
  await Promise.all(processes.map((each) => each.start()));
  keys = await KeyFolder.open(`${testServer().keys}/${GATEWAY}`, () => {});
  transport = await HttpTransport.open({
    ...{ self: GATEWAY, keys, tls: await tlsFilesIn(`${testServer().keys}/${GATEWAY}`), connections: 24 },
    origins: { [NAME]: processes.map(({ port }) => `https://127.0.0.1:${port}`) },
  });
  // twenty rooms of one bed and ten dormitories of three at each of two houses: a hundred beds
  units = (await Promise.all(HOSTS.map((agency, host) => sql<RaceUnit>(HOUSE, [agency, REGION, host])))).flat();
});
afterAll(async () => {
  await Promise.all((processes ?? []).map((each) => each.stop('SIGKILL')));
  await transport?.close();
  keys?.close();
  await databases?.drop();
});

/** $1 agency, $2 region, $3 which of the houses */
const HOUSE = `WITH s AS (
    INSERT INTO shelter (agency, name_kk, name_ru, name_en, region_code, zone, keeps_waitlist) VALUES ($1, 'Үй', 'Дом', 'House', $2, 'UTC', true)
    RETURNING id, agency
  ), u AS (
    INSERT INTO unit (shelter_id, agency, kind, name_kk, name_ru, name_en, exclusive, household_types)
    SELECT s.id, s.agency, CASE WHEN n <= 20 THEN 'SINGLE' ELSE 'DORMITORY' END, 'Б', 'К', 'R', n <= 20, ARRAY['WITHOUT_CHILDREN']
    FROM s CROSS JOIN generate_series(1, 30) AS n RETURNING id, exclusive
  ), b AS (
    INSERT INTO bed (unit_id, number) SELECT u.id, n FROM u CROSS JOIN generate_series(1, 3) AS n WHERE n = 1 OR NOT u.exclusive
  ) SELECT id, $3::int AS host, CASE WHEN exclusive THEN 1 ELSE 3 END AS beds FROM u`;

const requester = (agency: string, kind: AgencyKind, role: Role, purpose: Purpose): Requester => ({
  ...{ agency, agencyKind: kind, unit: null, staff: randomUUID(), role, purpose, language: 'en' },
});
const STAFF = HOSTS.map((host) => requester(host, AgencyKind.SHELTER, Role.SHELTER_STAFF, Purpose.SHELTER));

const INPUTS: Readonly<Record<string, string>> = {
  ...{ bedHold: 'BedHoldInput', bedAccept: 'PlacementLinkInput', bedArrive: 'PlacementLinkInput' },
  ...{ bedExtend: 'BedExtendInput', bedTransfer: 'BedTransferInput', bedOffer: 'BedOfferInput' },
  ...{ bedRequestBroadcast: 'BedRequestBroadcastInput', bedBroadcastCancel: 'BedBroadcastCancelInput' },
  ...{ bedWaitingListJoin: 'BedWaitingListJoinInput', bedWaitingListLeave: 'BedWaitingListLeaveInput' },
};
const selectionOf = (mutation: string): string => {
  if (/Broadcast/.test(mutation)) return 'broadcast { id }';
  return /Waiting/.test(mutation) ? 'entry { id offers { holdId } }' : 'placement { id state from until }';
};

interface Fault {
  readonly message: string;
  readonly extensions?: { readonly code: string };
}
let carriedOut = 0;
/** What a client was told beside refusals, as the process said it: the gateway masks it. */
const faults = new Map<string, number>();
const note = ({ message, extensions }: Fault): void => {
  const said = extensions?.code ?? message;
  faults.set(said, (faults.get(said) ?? 0) + 1);
};

/** Over HTTP, as the gateway does it; null when nobody can say what has happened. */
const sender =
  (who: Requester): Send =>
  async (asks, mutation, input) => {
    const type = INPUTS[mutation] ?? 'PlacementStepInput';
    const document = `mutation ($input: ${type}!) { told: ${mutation}(input: $input) { ${selectionOf(mutation)} userErrors { code } } }`;
    const caller = { requester: asks === 'sender' ? who : STAFF[asks]!, actor: null, requestId: randomUUID() };
    try {
      const { data, errors } = await transport.call(NAME, {
        ...{ document, variables: { input }, caller: { ...caller, deadline: Date.now() + DEADLINE_MS } },
      });
      if (!errors?.length) {
        carriedOut += (data!.told as { userErrors: unknown[] }).userErrors.length === 0 ? 1 : 0;
        return data!.told;
      }
      note(errors[0] as Fault);
    } catch (error) {
      note(error as Fault);
    }
    await sleep(50);
    return null;
  };

const asker =
  (send: Send): Ask =>
  async (who, mutation, input): Promise<Answered> => {
    const told = await send(who, mutation, input);
    if (!told) return { kind: 'UNKNOWN', code: 'UNKNOWN' };
    const [refusal] = told.userErrors;
    return refusal ? { kind: 'REFUSED', code: refusal.code } : { kind: 'DONE', placement: told.placement };
  };

/**
 * Holds run out at random; connections are ended; one of the processes is killed, and started again while the others go on. Each time something was
 * carried out in between, however busy the machine is: where nothing goes on there is no race.
 */
async function breakThings(going: () => boolean): Promise<{ killed: number; ended: number }> {
  const done = { killed: 0, ended: 0 };
  let starting: Promise<void> | null = null;
  let [atEnd, atKill] = [0, 0];
  while (going()) {
    await sleep(200 + Math.random() * 400);
    await sql(RUN_OUT);
    if (carriedOut > atEnd + BETWEEN) {
      done.ended += await endConnections();
      atEnd = carriedOut;
    }
    if (starting || carriedOut <= atKill + 2 * BETWEEN) continue;
    const victim = processes[Math.floor(Math.random() * processes.length)]!;
    await victim.stop('SIGKILL');
    done.killed++;
    starting = victim.start().finally(() => {
      starting = null;
      atKill = carriedOut;
    });
  }
  await starting;
  return done;
}

/** Steps that are carried out before the next thing is broken. */
const BETWEEN = 30;

const RUN_OUT = `UPDATE placement SET held_until = clock_timestamp() + random() * interval '300 milliseconds'
  WHERE id IN (SELECT id FROM placement WHERE state = 'HELD' AND random() < 0.1 FOR UPDATE SKIP LOCKED)`;

/** Half of those of the app login. */
async function endConnections(): Promise<number> {
  const end = `SELECT count(pg_terminate_backend(pid))::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND usename = $1 AND random() < 0.5`;
  const [ended] = await sql<{ n: number }>(end, [new URL(databases.urls[NAME]!).username]);
  return ended!.n;
}

const STEPS = `SELECT placement_id AS placement, (extract(epoch FROM at) * 1000000)::bigint::float8 AS at, lower(during)::text AS "from",
    upper(during)::text AS until, beds FROM placement_step WHERE unit_id = ANY($1::uuid[]) ORDER BY id`;
const PLACEMENTS = `SELECT id AS placement, state, unit_id AS unit, upper(during)::text AS until FROM placement WHERE unit_id = ANY($1::uuid[])`;

test(
  'no bed is had by two, what was acknowledged is there, and nobody is told of a deadlock',
  async () => {
    const began = Date.now();
    const clients = Array.from({ length: CLIENTS }, () => {
      const send = sender(requester(randomUUID(), AgencyKind.POLICE, Role.OFFICER, Purpose.POLICE_RESPONSE));
      return { send, client: new BedClient(units, asker(send)) };
    });
    const beliefsNow = () => clients.flatMap(({ client }) => client.beliefs);
    const sureNow = () => clients.flatMap(({ client }) => client.sure);
    const enough = () => sureNow().length >= ENOUGH && beliefsNow().length > 0;
    const going = () => {
      const ms = Date.now() - began;
      return ms < SECONDS * 1_000 || (ms < AT_MOST_MS && !enough());
    };
    const racing = clients.map(async ({ send, client }) => {
      while (going()) {
        const chance = Math.random();
        if (chance < 0.04) await requestToMany(send, units, REGION, client);
        else if (chance < 0.06) await waitsForABed(send, REGION);
        else await client.turn();
      }
    });
    const broken = await breakThings(going);
    await Promise.all(racing);

    const ids = units.map(({ id }) => id);
    const steps = await sql<Step>(STEPS, [ids]);
    const rows = await sql<Belief>(PLACEMENTS, [ids]);
    const found = new Map(rows.map((row) => [row.placement, row]));
    const beliefs = beliefsNow();
    const sure = sureNow();
    const bedsOf = new Map(units.map(({ id, beds }) => [id, beds]));
    expect({
      takenTwice: takenTwice(steps),
      overfull: overfull(sure, bedsOf),
      missing: missing(beliefs, found),
      wrong: clients.flatMap(({ client }) => client.wrong),
      deadlocks: [...faults.keys(), ...processes.map(({ output }) => output)].filter((said) =>
        /40P01|deadlock/i.test(said),
      ),
    }).toEqual({ takenTwice: [], overfull: [], missing: [], wrong: [], deadlocks: [] });
    const answers = new Map<string, number>();
    for (const { client } of clients)
      for (const [name, n] of client.answers) answers.set(name, (answers.get(name) ?? 0) + n);
    if (globalThis.raceSeconds || process.env.RACE_REPORT)
      console.log({
        steps: steps.length,
        acknowledged: sure.length,
        stillThere: beliefs.length,
        ...broken,
        ...Object.fromEntries([...answers, ...faults]),
      });

    // it was a race, and things were broken in it
    expect(broken.killed).toBeGreaterThan(0);
    expect(broken.ended).toBeGreaterThan(0);
    expect(sure.length).toBeGreaterThanOrEqual(ENOUGH);
    // and a history that is broken is found out
    const taken = steps.find(({ beds }) => beds.length > 0)!;
    expect(takenTwice([...steps, { ...taken, placement: 'another' }])).not.toEqual([]);
    const { placement, unit, until } = sure[0]!;
    const told: Belief = { placement, state: 'ACCEPTED', unit, until };
    expect(missing([told], new Map())).not.toEqual([]);
    expect(missing([told], new Map([[placement, { ...told, until: '2020-01-01' }]]))).not.toEqual([]);
    const one = sure.find(({ since, till }) => since < till)!;
    const others = Array.from({ length: bedsOf.get(one.unit)! }, (_, i) => ({ ...one, placement: `another ${i}` }));
    expect(overfull([...sure, ...others], bedsOf)).not.toEqual([]);
  },
  SECONDS * 1_000 + AT_MOST_MS + 60_000,
);

test('a history without the lock: two who looked at once and both took, found out', async () => {
  const one = { from: '2026-01-01', until: '2026-01-04' };
  const step = (placement: string, at: number, beds: string[], nights = one): Step => ({
    placement,
    at,
    beds,
    ...nights,
  });
  expect(takenTwice([step('a', 1, ['x']), step('a', 5, []), step('b', 5, ['x'])])).toEqual([]);
  expect(takenTwice([step('a', 1, ['x']), step('b', 4, ['x']), step('a', 5, [])])).toEqual(['bed x: a and b']);
  const after = { from: '2026-01-04', until: '2026-01-05' };
  expect(takenTwice([step('a', 1, ['x']), step('b', 4, ['x'], after)])).toEqual([]);
  // extended over the other's nights
  expect(
    takenTwice([step('a', 1, ['x']), step('b', 4, ['x'], after), step('a', 6, ['x'], { ...one, until: '2026-01-05' })]),
  ).toEqual(['bed x: a and b']);
});
