import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { done } from '../scripts/demo/door.js';
import { Health, type OperationsServer, startOperationsServer } from '../subgraphs/kit/index.js';
import { consentedRecord, holdBed } from './consented-record.js';
import { openTestHub, type TestHub } from './hub.js';

const REGIONS = 'query Regions { regions { code } }';

let hub: TestHub;
let server: OperationsServer;
beforeAll(async () => {
  hub = await openTestHub({ firstParty: [REGIONS] });
  const health = new Health({ parts: hub.gateway.parts });
  server = await startOperationsServer({ operating: hub.operating, health, host: '127.0.0.1', port: 0 });
  await consentedRecord(hub);
});
afterAll(async () => {
  await server?.stop();
  await hub?.close();
});

const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
const intake = () => hub.as('intake-almaty', 'SHELTER');

/** What Prometheus reads: the value of each series, by its name and labels. */
async function scrape(): Promise<Map<string, number>> {
  const response = await fetch(`${server.url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const lines = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

/** How much each series has grown over `work`; a request is counted when its connection is done with it, a moment after the answer. */
async function grown(work: () => Promise<unknown>, requests: number): Promise<Record<string, number>> {
  const counted = async () => {
    const all = await scrape();
    const doors = [...all].filter(([name]) => name.startsWith('dereu_gateway_request_duration_seconds_count'));
    return { all, requests: doors.reduce((sum, [, value]) => sum + value, 0) };
  };
  const before = await counted();
  await work();
  let after = await counted();
  for (let i = 0; i < 100 && after.requests < before.requests + requests; i++) {
    await sleep(20);
    after = await counted();
  }
  return Object.fromEntries(
    [...after.all]
      .filter(([name]) => /^dereu_\w+_(total|count)\{/.test(name))
      // what goes on in the background: looks and walls from before, the trust list, the access log's witness
      .filter(([name]) => !/"(accessLogAppend|pendingWalls|trustList|\w+LogWitness)"/.test(name))
      .map(([name, value]) => [name.replace('dereu_', ''), value - (before.all.get(name) ?? 0)] as const)
      .filter(([, growth]) => growth !== 0),
  );
}

describe('what is counted', () => {
  test('requests by registered operation and outcome, fetches and root fields', async () => {
    const growth = await grown(async () => {
      await officer().query(REGIONS);
      await officer().query(REGIONS);
      await officer().query('{ regions { name } }');
      await officer().query('{ nothing }');
      await fetch(hub.url, { method: 'POST', headers: { authorization: 'Bearer x' } });
      await hub.as('officer-almaty').query('{ incidents(first: 1) { edges { node { id } } } }');
    }, 6);
    expect(growth).toEqual({
      'gateway_request_duration_seconds_count{operation="Regions",outcome="ok"}': 2,
      'gateway_request_duration_seconds_count{operation="unregistered",outcome="ok"}': 1,
      'gateway_request_duration_seconds_count{operation="unregistered",outcome="GRAPHQL_VALIDATION_FAILED"}': 1,
      'gateway_request_duration_seconds_count{operation="unregistered",outcome="UNAUTHENTICATED"}': 1,
      'gateway_request_duration_seconds_count{operation="unregistered",outcome="PURPOSE_REQUIRED"}': 1,
      'gateway_fetch_duration_seconds_count{subgraph="directory",outcome="ok"}': 3,
      'gateway_fetch_duration_seconds_count{subgraph="referral",outcome="PURPOSE_REQUIRED"}': 1,
      'subgraph_executions_total{subgraph="directory",field="regions",outcome="ok"}': 3,
      'subgraph_executions_total{subgraph="referral",field="incidents",outcome="PURPOSE_REQUIRED"}': 1,
    });
  });

  test('what is done to holds, whether or not the client asks for userErrors; two of one field are told apart', async () => {
    const hold = await holdBed(officer(), intake());
    const growth = await grown(async () => {
      await done(officer(), 'bedRelease', 'PlacementStepInput', 'placement { state }', { holdId: hold });
      await officer().query(
        `mutation ($one: PlacementStepInput!, $other: PlacementStepInput!) {
          again: bedRelease(input: $one) { placement { state } } nothing: bedRelease(input: $other) { placement { state } } }`,
        { one: { holdId: hold }, other: { holdId: '00000000-0000-4000-8000-000000000000' } },
      );
    }, 2);
    expect(growth).toMatchObject({
      'holds_total{subgraph="shelter-capacity",action="release",outcome="ok"}': 1,
      'holds_total{subgraph="shelter-capacity",action="release",outcome="WRONG_STATE"}': 1,
      'holds_total{subgraph="shelter-capacity",action="release",outcome="NOT_FOUND"}': 1,
      'subgraph_executions_total{subgraph="shelter-capacity",field="bedRelease",outcome="ok"}': 1,
      'subgraph_executions_total{subgraph="shelter-capacity",field="bedRelease",outcome="refused"}': 2,
    });
  });
});

describe('what is read at a scrape', () => {
  test('the holds that run and those that ran out', async () => {
    expect((await scrape()).get('dereu_bed_holds_live{subgraph="shelter-capacity"}')).toBe(0);
    const hold = await holdBed(officer(), intake());
    expect((await scrape()).get('dereu_bed_holds_live{subgraph="shelter-capacity"}')).toBe(1);
    await hub
      .db('shelter-capacity')
      .query("UPDATE placement SET held_until = clock_timestamp() - interval '1 s' WHERE id = $1", [hold]);
    const all = await scrape();
    expect(all.get('dereu_bed_holds_live{subgraph="shelter-capacity"}')).toBe(0);
    expect(all.get('dereu_bed_holds_lapsed{subgraph="shelter-capacity"}')).toBe(1);
    expect(all.get('dereu_slot_holds_live{subgraph="forensic-appointment"}')).toBe(1);
  });

  test('by statements that read the index of what is held and nothing else', async () => {
    for (const [subgraph, statement, index] of [
      ['shelter-capacity', 'shelter-capacity.holds-now', 'placement_lapsing'],
      ['forensic-appointment', 'forensic.holds-now', 'appointment_lapsing'],
    ] as const) {
      const { gauges } = hub.subgraphs.get(subgraph)!.definition;
      expect(gauges?.statement.name).toBe(statement);
      const plan = await hub.db(subgraph).transaction(async (manager) => {
        // few rows are read faster from beginning to end: what is asked is whether the index serves
        await manager.query('SET LOCAL enable_seqscan = off');
        return JSON.stringify(await manager.query(`EXPLAIN (FORMAT JSON) ${gauges!.statement.text}`));
      });
      expect(plan).toContain(index);
      expect(plan).not.toContain('Seq Scan');
    }
  });

  test('what waits for another subgraph, and how long', async () => {
    const db = hub.db('directory');
    await db.query(
      "INSERT INTO outbox (destination, operation, payload, created_at) VALUES ('far', 'x', '{}', clock_timestamp() - interval '1 hour')",
    );
    const all = await scrape();
    expect(all.get('dereu_outbox_waiting{subgraph="directory"}')).toBe(1);
    expect(all.get('dereu_outbox_oldest_seconds{subgraph="directory"}')).toBeGreaterThanOrEqual(3_600);
    await db.query("DELETE FROM outbox WHERE destination = 'far'");
    expect((await scrape()).get('dereu_outbox_oldest_seconds{subgraph="directory"}')).toBe(0);
  });

  test('of a database that does not answer is nothing but that', async () => {
    const up = 'dereu_subgraph_up{subgraph="referral"}';
    const looks = 'dereu_looks_waiting{subgraph="referral"}';
    expect((await scrape()).has(looks)).toBe(true);
    await hub.db('referral').query('ALTER TABLE own_record_log RENAME TO own_record_log_gone');
    const broken = await scrape();
    await hub.db('referral').query('ALTER TABLE own_record_log_gone RENAME TO own_record_log');
    expect(broken.get(up)).toBe(0);
    expect(broken.has(looks)).toBe(false);
    expect(broken.get('dereu_subgraph_up{subgraph="consent"}')).toBe(1);
    expect((await scrape()).get(up)).toBe(1);
    expect(hub.lines.some((line) => line.includes('"gauges_failed"') && line.includes('"42P01"'))).toBe(true);
  });

  test('the process itself', async () => {
    const all = await scrape();
    for (const name of ['nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes'])
      expect(all.get(name)).toBeGreaterThanOrEqual(0);
    expect(all.has('dereu_pool_connections{subgraph="consent",state="waiting"}')).toBe(true);
  });
});

describe('the operations server', () => {
  test('says the same as the door about readiness, and has nothing else', async () => {
    const door = await (await fetch(`${hub.gateway.url}/ready`)).json();
    expect(await (await fetch(`${server.url}/ready`)).json()).toEqual(door);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    for (const path of ['/', '/graphql', '/metrics/x', '/__proto__', '/toString'])
      expect((await fetch(server.url + path)).status).toBe(404);
    expect((await fetch(`${server.url}/metrics`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${hub.gateway.url}/metrics`)).status).toBe(404);
  });
});

test('a hold that has run out is confirmed with EXPIRED', async () => {
  const hold = await holdBed(officer(), intake());
  await hub
    .db('shelter-capacity')
    .query("UPDATE placement SET held_until = clock_timestamp() - interval '1 s' WHERE id = $1", [hold]);
  const growth = await grown(
    () =>
      intake().query('mutation ($input: PlacementLinkInput!) { bedAccept(input: $input) { userErrors { code } } }', {
        input: { holdId: hold },
      }),
    1,
  );
  expect(growth).toMatchObject({ 'holds_total{subgraph="shelter-capacity",action="confirm",outcome="EXPIRED"}': 1 });
});
