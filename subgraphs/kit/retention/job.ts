import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { HubClient, HubOperation } from '../hub-client.js';
import { rowsOf, transaction } from '../transaction.js';
import type { Category } from '../vocabulary.js';
import { JURISDICTIONS, type JurisdictionCode } from './periods.js';
import { dueRows, type RetainedRows } from './retained.js';

const BATCH = 200;
const CALL_MS = 5_000;

export interface RetentionCount {
  readonly category: Category;
  readonly table: string;
  /** Rows whose period was over */
  readonly due: number;
  /** Of these kept because of a legal hold */
  readonly held: number;
  readonly deleted: number;
}

/** Implemented by `consent`: which of these people's rows the law needs. */
export const RETENTION_HELD: HubOperation<{ input: { victims: string[] } }, string[]> = {
  subgraph: 'consent',
  operation: 'retentionHeld',
  document: 'query ($input: RetentionHeldInput!) { retentionHeld(input: $input) }',
};

/** What would go now: per category and table, how many rows. Names nobody. */
export async function retentionDue(
  query: (sql: string, values: readonly unknown[]) => Promise<{ n: number }[]>,
  retained: readonly RetainedRows[],
  jurisdiction: JurisdictionCode,
): Promise<Pick<RetentionCount, 'category' | 'table' | 'due'>[]> {
  const counts = [];
  for (const rows of retained) {
    const period = periodOf(jurisdiction, rows.category);
    if (period === null) continue;
    const [found] = await query(`SELECT count(*)::int AS n ${dueRows(rows)}`, [period]);
    counts.push({ category: rows.category, table: rows.table, due: found!.n });
  }
  return counts;
}

function periodOf(jurisdiction: JurisdictionCode, category: Category): number | null {
  const { periods } = JURISDICTIONS[jurisdiction] as { periods: Partial<Record<Category, { months: number }>> };
  return periods[category]?.months ?? null;
}

/**
 * Deletes what is kept long enough, in batches, each a transaction of its own, and stores what was due, held and deleted. Whoever is under a legal
 * hold is left out; when `consent` cannot say who is, nothing is deleted.
 */
export async function runRetention(
  db: DataSource,
  hub: HubClient,
  retained: readonly RetainedRows[],
  jurisdiction: JurisdictionCode,
): Promise<RetentionCount[]> {
  const due = await retentionDue((sql, values) => db.query(sql, [...values]), retained, jurisdiction);
  const id = randomUUID();
  const before = due.map((count) => ({ ...count, held: 0, deleted: 0 }));
  await db.query('INSERT INTO retention_run (id, jurisdiction, version, counts) VALUES ($1, $2, $3, $4)', [
    id,
    jurisdiction,
    JURISDICTIONS[jurisdiction].version,
    JSON.stringify(before),
  ]);
  const counts: RetentionCount[] = [];
  for (const count of before) {
    const rows = retained.find(({ table, category }) => table === count.table && category === count.category)!;
    counts.push({ ...count, ...(await remove(db, hub, rows, periodOf(jurisdiction, rows.category)!)) });
  }
  await db.query('UPDATE retention_run SET ended_at = clock_timestamp(), counts = $2 WHERE id = $1', [
    id,
    JSON.stringify(counts),
  ]);
  return counts;
}

interface Candidate {
  readonly id: string;
  readonly victim: string | null;
  readonly at: string;
}

async function remove(db: DataSource, hub: HubClient, rows: RetainedRows, months: number) {
  let [held, deleted] = [0, 0];
  let last: Candidate | null = null;
  for (;;) {
    const page: Candidate[] = await db.query(
      `SELECT t.id, t.victim_key AS victim, (${rows.from})::text AS at ${dueRows(rows)}
         AND ($2::timestamptz IS NULL OR (${rows.from}, t.id) > ($2::timestamptz, $3::uuid)) ORDER BY ${rows.from}, t.id LIMIT ${BATCH}`,
      [months, last?.at ?? null, last?.id ?? null],
    );
    const victims = [...new Set(page.flatMap(({ victim }) => victim ?? []))];
    const kept = new Set(victims.length > 0 ? await heldOf(hub, victims) : []);
    const free = page.filter(({ victim }) => !victim || !kept.has(victim));
    held += page.length - free.length;
    deleted += await removeBatch(
      db,
      rows,
      months,
      free.map(({ id }) => id),
    );
    if (page.length < BATCH) return { held, deleted };
    last = page.at(-1)!;
  }
}

const heldOf = (hub: HubClient, victims: string[]): Promise<string[]> =>
  hub.call(
    RETENTION_HELD,
    { input: { victims } },
    { requester: null, actor: null, requestId: randomUUID(), deadline: Date.now() + CALL_MS },
  );

/** What has begun again since it was found is left. */
function removeBatch(db: DataSource, rows: RetainedRows, months: number, ids: string[]): Promise<number> {
  if (ids.length === 0) return Promise.resolve(0);
  return transaction(db, async (manager) => {
    const locked = await rowsOf<{ id: string }>(
      manager,
      `SELECT t.id ${dueRows(rows)} AND t.id = ANY($2::uuid[]) FOR UPDATE OF t`,
      [months, ids],
    );
    const going = locked.map(({ id }) => id);
    for (const statement of rows.first ?? []) await rowsOf(manager, statement, [going]);
    await rowsOf(manager, `DELETE FROM ${rows.table} WHERE id = ANY($1::uuid[])`, [going]);
    return going.length;
  });
}
