import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { needed, stewardshipDocument } from '../subgraphs/consent/test/stewardship.js';
import { HubClient, JURISDICTIONS, runRetention } from '../subgraphs/kit/index.js';
import { consentedRecord } from './consented-record.js';
import { openTestHub, type TestHub } from './hub.js';

const RETAINING = SUBGRAPHS.filter(({ retains }) => retains);

let hub: TestHub;
const victims: string[] = [];
beforeAll(async () => {
  hub = await openTestHub();
  for (let i = 0; i < 2; i++) {
    await hub.db('shelter-capacity').query("UPDATE placement SET state = 'RELEASED' WHERE live");
    await consentedRecord(hub);
    const [{ key }] = await hub.db('consent').query('SELECT key FROM victim ORDER BY registered_at DESC LIMIT 1');
    victims.push(key);
  }
});
afterAll(() => hub.close());

const run = (name: string, jurisdiction: 'KZ' | 'GB-SCT' = 'KZ') => {
  const { db, definition } = hub.subgraphs.get(name)!;
  const client = new HubClient(name, ['consent.retentionHeld'], hub.transport);
  return runRetention(db, client, definition.retains!, jurisdiction);
};
const referral = () => hub.db('referral');
const left = async (name: string, table: string, victim: string): Promise<number> => {
  const [{ n }] = await hub.db(name).query(`SELECT count(*)::int AS n FROM ${table} WHERE victim_key = $1`, [victim]);
  return n;
};
const everything = async (victim: string) => ({
  person_details: await left('referral', 'person_details', victim),
  incident: await left('referral', 'incident', victim),
  referral: await left('referral', 'referral', victim),
});
/** So many years have passed since all of it. */
const years = async (n: number) => {
  const back = `- make_interval(years => ${n})`;
  await referral().query(
    `UPDATE person_details SET recorded_at = recorded_at ${back}, superseded_at = superseded_at ${back}`,
  );
  await referral().query(
    `UPDATE incident SET reported_at = reported_at ${back}, occurred_at = occurred_at ${back}, last_contact_at = NULL`,
  );
  await referral().query(
    `UPDATE referral SET sent_at = sent_at ${back}, received_at = received_at ${back}, declined_at = declined_at ${back}`,
  );
};
const TABLES = ['person_details', 'contact_attempt', 'incident', 'risk_assessment', 'referral_draft', 'referral'];

describe('what is kept long enough', () => {
  test('is not deleted while a case goes on, nor where nobody has said for how long', async () => {
    const before = await everything(victims[0]!);
    await years(11);
    expect((await run('referral')).map(({ deleted }) => deleted)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await run('referral', 'GB-SCT')).toEqual([]);
    expect(await everything(victims[0]!)).toEqual(before);
  });

  test('is not deleted when consent cannot say who is under a legal hold; then all but hers is', async () => {
    await referral().query(
      `UPDATE referral SET state = 'DECLINED_BY_SERVICE', received_at = sent_at, declined_at = sent_at, decline_reason = 'NO_CAPACITY'`,
    );
    const consents = hub.db('consent');
    await consents.query('ALTER TABLE legal_hold RENAME TO legal_hold_gone');
    try {
      await expect(run('referral')).rejects.toThrow();
      expect((await everything(victims[1]!)).incident).toBe(1);
    } finally {
      await consents.query('ALTER TABLE legal_hold_gone RENAME TO legal_hold');
    }

    const { secretsOf } = await import('../standalone/secrets.js');
    const { testServer } = await import('./setup/test-server.js');
    const { seedId } = await import('../standalone/seed/index.js');
    const court = secretsOf(testServer().secrets, 'consent').pairwise!.toPublic(
      victims[0]!,
      seedId('agency:court-almaty'),
    );
    const placed = await hub
      .as('clerk-almaty', 'COURT')
      .query(stewardshipDocument('legalHoldPlace'), { input: needed({ victimId: court }) });
    expect(placed.data.legalHoldPlace.userErrors).toEqual([]);

    const held = await everything(victims[0]!);
    const counts = await run('referral');
    expect(await everything(victims[0]!)).toEqual(held);
    expect(await everything(victims[1]!)).toEqual({ person_details: 0, incident: 0, referral: 0 });
    expect(counts.map(({ table }) => table)).toEqual(TABLES);
    for (const { due, held, deleted } of counts) expect(due).toBe(held + deleted);
    expect(counts.find(({ table }) => table === 'incident')).toEqual({
      category: 'INCIDENT',
      table: 'incident',
      due: 2,
      held: 1,
      deleted: 1,
    });
  });

  test('is counted for those who run the hub, and for nobody else', async () => {
    const query =
      '{ referralRetentionRuns(first: 1) { jurisdiction version endedAt counts { category due held deleted } } }';
    for (const [account, purpose] of [['administrator'], ['steward', 'STEWARDSHIP']]) {
      const { data, errors } = await hub.as(account!, purpose).query(query);
      expect(errors).toBeUndefined();
      const [last] = data.referralRetentionRuns;
      expect(last).toMatchObject({ jurisdiction: 'KZ', version: JURISDICTIONS.KZ.version });
      expect(last.counts).toContainEqual({ category: 'INCIDENT', due: 2, held: 1, deleted: 1 });
    }
    const { errors } = await hub.as('officer-almaty', 'POLICE_RESPONSE').query(query);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (const victim of victims) {
      const rows = await referral().query('SELECT counts::text AS text FROM retention_run');
      expect(JSON.stringify(rows)).not.toContain(victim);
    }
  });

  test('of stays and appointments too: what has ended goes, what has not stays', async () => {
    const shelter = hub.db('shelter-capacity');
    await shelter.query("UPDATE placement SET held_until = held_until - interval '6 years'");
    const going = await left('shelter-capacity', 'placement', victims[1]!);
    expect(await run('shelter-capacity')).toEqual([
      expect.objectContaining({ table: 'placement', held: expect.any(Number), deleted: expect.any(Number) }),
      expect.objectContaining({ table: 'bed_broadcast' }),
      expect.objectContaining({ table: 'waiting_entry' }),
    ]);
    expect(await left('shelter-capacity', 'placement', victims[1]!)).toBe(going);
    const [{ n }] = await shelter.query(
      "SELECT count(*)::int AS n FROM placement WHERE state = 'RELEASED' AND victim_key <> $1",
      [victims[0]],
    );
    expect(n).toBe(0);
    expect(await left('shelter-capacity', 'placement', victims[0]!)).toBe(1);
    await hub
      .db('forensic-appointment')
      .query(
        "UPDATE appointment SET state = 'LAPSED', ended_at = clock_timestamp() - interval '26 years' WHERE state = 'HELD'",
      );
    expect(await run('forensic-appointment')).toContainEqual({
      ...{ category: 'FORENSIC', table: 'appointment' },
      ...{ due: 2, held: 1, deleted: 1 },
    });
  });
});

test.each(RETAINING.map((definition) => [definition.name, definition] as const))(
  '%s: whatever refers to a row that is deleted goes before it or keeps it, and every row is found by an index',
  async (name, { retains = [] }) => {
    for (const { table, first = [], over = '', from } of retains) {
      // what the database itself takes along (CASCADE, SET NULL) is left out
      const references: { other: string; column: string }[] = await hub.db(name).query(
        `SELECT k.conrelid::regclass::text AS other, a.attname AS column FROM pg_constraint k
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
         WHERE k.contype = 'f' AND k.confrelid = $1::regclass AND k.confdeltype NOT IN ('c', 'n')`,
        [table],
      );
      const handled = [...first, over].join(' ');
      for (const { other, column } of references)
        expect(handled).toMatch(new RegExp(`\\b${other}\\b[^;]*\\b${column}\\b`));
      const plan: { 'QUERY PLAN': string }[] = await hub.db(name).transaction(async (manager) => {
        await manager.query('SET LOCAL enable_seqscan = off');
        return manager.query(
          `EXPLAIN SELECT t.id FROM ${table} t WHERE ${from} < clock_timestamp() ORDER BY ${from}, t.id LIMIT 1`,
        );
      });
      expect(plan.map((line) => line['QUERY PLAN']).join(' ')).toContain(`${table}_retention`);
    }
  },
);
