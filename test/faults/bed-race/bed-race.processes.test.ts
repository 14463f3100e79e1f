/**
 * Promise: no bed is had by two at any instant, whatever is done at once and whatever is killed. Two hundred clients on a hundred beds hold, confirm, arrive,
 * extend, move, cancel, ask many shelters and wait, at two processes over HTTP, while holds run out, processes are killed and connections ended. Then the
 * database's history of every bed, and what each client was told, are compared. Eight seconds here, sixty by `npm run test:faults`.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AgencyKind, Purpose, type Requester, Role } from '../../../subgraphs/kit/index.js';
import { asOffered } from '../../offered.js';
import type { Ask } from '../answer.js';
import { AT_MOST_MS, CLIENTS, type Floors, Race, SECONDS } from '../race.js';
import { takenTwice } from '../taken-twice.js';
import { type Asks, BedClient, MUTATIONS, type RaceUnit } from './bed-client.js';
import { type Belief, missing, overfull, type Step, takenOf } from './checker.js';
import { requestToMany, waitsForABed } from './requests.js';

/** Each second, on a machine that does much else; carried out, not asked */
const FLOORS: Floors = Object.fromEntries(
  Object.entries({
    bedHold: 2,
    bedAccept: 1,
    bedExtend: 0.3,
    bedTransfer: 0.1,
    bedRelease: 0.3,
    bedOfferTake: 0.05,
  }).map(([name, each]) => [name, Math.ceil(each * SECONDS)]),
);

const REGION = 'KZ-Z9';
const HOSTS = [randomUUID(), randomUUID()];

const RUN_OUT = `UPDATE placement SET held_until = clock_timestamp() + random() * interval '300 milliseconds'
  WHERE id IN (SELECT id FROM placement WHERE state = 'HELD' AND random() < 0.1 FOR UPDATE SKIP LOCKED)`;

let race: Race;
let units: RaceUnit[];
beforeAll(async () => {
  race = await Race.open({ subgraph: 'shelter-capacity', mutations: MUTATIONS, runOut: RUN_OUT });
  // twenty rooms of one bed and ten dormitories of three at each of two houses: a hundred beds
  const houses = HOSTS.map((agency, host) => race.sql<RaceUnit>(HOUSE, [agency, REGION, host]));
  units = (await Promise.all(houses)).flat();
});
afterAll(() => race?.close());

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

/** As a member of staff, to whom a search has offered whatever is to be held. */
function as(staff: Requester): Ask {
  const ask = race.as(staff);
  return (mutation, input) => ask(mutation, asOffered(staff, mutation, input));
}

const STEPS = `SELECT placement_id AS placement, (extract(epoch FROM at) * 1000000)::bigint::float8 AS at, lower(during)::text AS "from",
    upper(during)::text AS until, beds FROM placement_step WHERE unit_id = ANY($1::uuid[]) ORDER BY id`;
const PLACEMENTS = `SELECT id AS placement, state, unit_id AS unit, upper(during)::text AS until FROM placement WHERE unit_id = ANY($1::uuid[])`;

test(
  'no bed is had by two, what was acknowledged is there, and nobody is told of a deadlock',
  async () => {
    const houses = STAFF.map(as);
    const clients = Array.from({ length: CLIENTS }, () => {
      const sender = as(requester(randomUUID(), AgencyKind.POLICE, Role.OFFICER, Purpose.POLICE_RESPONSE));
      const asks: Asks = (who) => (who === 'sender' ? sender : houses[who]!);
      return { asks, client: new BedClient(units, asks) };
    });
    const turns = clients.map(({ asks, client }) => async () => {
      const chance = Math.random();
      if (chance < 0.04) await requestToMany(asks, units, REGION, client);
      else if (chance < 0.06) await waitsForABed(asks, REGION);
      else await client.turn();
    });
    await race.run(turns, FLOORS);

    const ids = units.map(({ id }) => id);
    const taken = takenOf(await race.sql<Step>(STEPS, [ids]));
    const rows = await race.sql<Belief>(PLACEMENTS, [ids]);
    const found = new Map(rows.map((row) => [row.placement, row]));
    const beliefs = clients.flatMap(({ client }) => client.beliefs);
    const sure = clients.flatMap(({ client }) => client.sure);
    const bedsOf = new Map(units.map(({ id, beds }) => [id, beds]));
    expect({
      takenTwice: takenTwice(taken),
      overfull: overfull(sure, bedsOf),
      missing: missing(beliefs, found),
      wrong: clients.flatMap(({ client }) => client.wrong),
      faults: await race.faults(),
    }).toEqual({ takenTwice: [], overfull: [], missing: [], wrong: [], faults: [] });
    // it was a race
    expect(race.below(FLOORS)).toEqual([]);
    // and its history, broken, is found out
    expect(takenTwice([...taken, { ...taken[0]!, by: 'another' }])).not.toEqual([]);
    expect(missing(beliefs, new Map())).toHaveLength(beliefs.length);
    expect(beliefs.length).toBeGreaterThan(0);
    const one = sure.find(({ since, till }) => since < till)!;
    const others = Array.from({ length: bedsOf.get(one.unit)! }, (_, i) => ({ ...one, placement: `another ${i}` }));
    expect(overfull([...sure, ...others], bedsOf)).not.toEqual([]);
  },
  SECONDS * 1_000 + AT_MOST_MS + 60_000,
);
