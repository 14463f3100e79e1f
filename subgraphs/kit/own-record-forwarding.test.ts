import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../standalone/seed/index.js';
import { type ConsentedRecord, consentedRecord } from '../../test/consented-record.js';
import { openTestHub, type TestHub } from '../../test/hub.js';

let hub: TestHub;
let record: ConsentedRecord;
beforeAll(async () => {
  hub = await openTestHub();
  record = await consentedRecord(hub);
});
afterAll(() => hub.close());

const SUBGRAPHS = ['referral', 'forensic-appointment', 'shelter-capacity'];
const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
const readOwn = (times: number) =>
  Promise.all(
    Array.from({ length: times }, () =>
      officer().query(
        '{ incidents(first: 10) { edges { node { id } } } referralOutbox(first: 10) { edges { node { id } } } }',
      ),
    ),
  );

/** Looks in the own logs of all subgraphs, by subgraph and id. */
async function looks(): Promise<string[]> {
  const all = await Promise.all(
    SUBGRAPHS.map(async (name) => {
      const rows = await hub.db(name).query('SELECT id FROM own_record_log WHERE victim_key IS NOT NULL');
      return rows.map(({ id }: { id: string }) => `${name}/${id}`);
    }),
  );
  return all.flat().sort();
}
async function arrived(): Promise<string[]> {
  const rows = await hub
    .db('consent')
    .query("SELECT subgraph || '/' || source_id AS look FROM access_log WHERE kind = 'OWN_RECORD'");
  return rows.map(({ look }: { look: string }) => look).sort();
}
const notForwarded = async () => {
  const counts = await Promise.all(
    SUBGRAPHS.map((name) =>
      hub
        .db(name)
        .query('SELECT count(*)::int AS n FROM own_record_log WHERE NOT forwarded AND victim_key IS NOT NULL'),
    ),
  );
  return counts.reduce((sum, [{ n }]) => sum + n, 0);
};
async function forwarded(): Promise<void> {
  for (let attempt = 0; attempt < 300 && (await notForwarded()) > 0; attempt++) await sleep(50);
  expect(await notForwarded()).toBe(0);
}

describe('looks at own records', () => {
  test('arrive in her access log, each exactly once', async () => {
    const before = (await looks()).length;
    await readOwn(4);
    expect(await looks()).toHaveLength(before + 12);
    await forwarded();
    expect(await arrived()).toEqual(await looks());
  });

  test('arrive as they were: who, when, for what, in which request', async () => {
    await forwarded();
    for (const name of SUBGRAPHS) {
      const columns = `victim_key, category, agency, unit, staff, role, purpose, request_id, date_trunc('second', at) AS at`;
      const own = await hub
        .db(name)
        .query(`SELECT ${columns} FROM own_record_log WHERE victim_key IS NOT NULL ORDER BY id`);
      const hers = await hub
        .db('consent')
        .query(
          `SELECT ${columns} FROM access_log WHERE kind = 'OWN_RECORD' AND subgraph = $1 ORDER BY source_id::bigint`,
          [name],
        );
      expect(own.length).toBeGreaterThan(0);
      expect(hers).toEqual(own);
    }
    const [{ n }] = await hub
      .db('consent')
      .query(
        "SELECT count(*)::int AS n FROM access_log WHERE kind = 'OWN_RECORD' AND staff = $1 AND category = 'INCIDENT'",
        [seedId('staff:officer-almaty')],
      );
    expect(n).toBeGreaterThanOrEqual(4);
  });

  test('received twice add nothing', async () => {
    await forwarded();
    const once = await arrived();
    for (const name of SUBGRAPHS) await hub.db(name).query('UPDATE own_record_log SET forwarded = false');
    await forwarded();
    expect(await arrived()).toEqual(once);
  });

  test('wait while consent cannot take them, and arrive afterwards; the read itself is answered', async () => {
    await hub.db('consent').query('ALTER TABLE access_log RENAME TO access_log_gone');
    const answers = await readOwn(2);
    await sleep(1_200);
    const kept = await notForwarded();
    await hub.db('consent').query('ALTER TABLE access_log_gone RENAME TO access_log');
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(kept).toBe(6);
    await forwarded();
    expect(await arrived()).toEqual(await looks());
  });

  test('that show nobody are logged by the subgraph and stay there', async () => {
    await officer().query(
      `mutation ($input: IncidentReportInput!) { incidentReport(input: $input) { incident { id } userErrors { code } } }`,
      {
        input: {
          idempotencyKey: 'nobody is named',
          occurredAt: new Date().toISOString(),
          channel: 'CALL_102',
          violence: ['PHYSICAL'],
          regionCode: 'KZ-75',
        },
      },
    );
    await readOwn(1);
    await forwarded();
    const [{ n }] = await hub
      .db('referral')
      .query('SELECT count(*)::int AS n FROM own_record_log WHERE victim_key IS NULL');
    expect(n).toBeGreaterThan(0);
    expect(await arrived()).toEqual(await looks());
  });

  test('are not made by a reader who sees nothing', async () => {
    const before = await looks();
    const other = await hub
      .as('officer-bostandyk', 'POLICE_RESPONSE')
      .query('query ($id: ID!) { incidents(first: 10) { edges { node { id } } } appointment(id: $id) { id } }', {
        id: record.appointment,
      });
    expect(other.data).toEqual({ incidents: { edges: [] }, appointment: null });
    expect(await looks()).toEqual(before);
  });
});
