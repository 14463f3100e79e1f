import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, transaction } from '../../subgraphs/kit/index.js';
import { lockUnit, offerFreed, offerWhatIsFree } from '../../subgraphs/shelter-capacity/index.js';
import { loadCountry } from '../bed-search/load.js';
import type { Measurement } from '../harness/measurement.js';
import { circumstances, keepResult, rounded } from '../harness/results.js';
import { openScratchDatabases } from '../harness/scratch-databases.js';
import { table } from '../harness/table.js';
import { asSuperuser } from '../plans/load.js';

const REGION = 'KZ-10';
const LISTS = [2_000, 20_000];
const RUNS = 9;
const LONGEST_MS = 500;

const adults = (count: number, more = '') =>
  `{"adults": ${count}, "adultMen": 0, "children": [], "wheelchair": false, "pets": false${more}}`;

/** Who waits in the region, every one alike. */
const HOUSEHOLDS: Readonly<Record<string, string>> = {
  'too many persons for any unit': adults(10),
  'speaking what no unit does': adults(1, ', "languages": ["zh"]'),
  'women whom every unit takes': adults(1),
};

/**
 * What a waiting list costs whoever frees a bed, under the lock of the unit, and a round of the housekeeping: with 2,000 and 20,000 who wait in one region. Fails when a
 * step takes half a second.
 */
export const waitingList: Measurement = async (_, say) => {
  const databases = await openScratchDatabases();
  try {
    const at = circumstances(databases.version);
    const measured = await asSuperuser(databases, 'shelter-capacity', async (client) => {
      await loadCountry(client, { shelters: 400, beds: 4_000, stays: 4_000 });
      await client.query('UPDATE shelter SET keeps_waitlist = true WHERE region_code = $1', [REGION]);
      await client.query("UPDATE unit SET languages = '{kk,ru}'");
      const db = await createDataSource({
        ...{ url: databases.urls.get('shelter-capacity')!.app, entities: [], migrations: [], poolSize: 3 },
      }).initialize();
      try {
        const rows = [];
        for (const entries of LISTS)
          for (const [who, household] of Object.entries(HOUSEHOLDS)) {
            await wait(client, entries, household);
            rows.push({ entries, who, ...(await measure(client, db)) });
          }
        return rows;
      } finally {
        await db.destroy();
      }
    });
    await keepResult('waiting-list', { ...at, measured });
    say(
      table(
        ['who wait', 'they are', 'a step, unit full, ms', 'a step, unit free, ms', 'a round, ms', 'the next round, ms'],
        measured.map(({ entries, who, full, free, round, next }) => [
          ...[entries, who, rounded(full), rounded(free), rounded(round), rounded(next)],
        ]),
      ),
    );
    const slow = measured.filter(({ full, free }) => Math.max(full, free) >= LONGEST_MS);
    if (slow.length > 0) throw new Error(`A step takes ${LONGEST_MS} ms or more with ${slow[0]!.entries} who wait.`);
  } finally {
    await databases.close();
  }
};

async function wait(client: pg.Client, entries: number, household: string): Promise<void> {
  await client.query(
    `DELETE FROM placement_bed p USING placement x WHERE p.placement_id = x.id AND x.waiting_id IS NOT NULL`,
  );
  await client.query(`DELETE FROM placement WHERE waiting_id IS NOT NULL`);
  await client.query('DELETE FROM waiting_entry');
  await client.query(
    `INSERT INTO waiting_entry (region_codes, need, household, nights, sender_agency, sender_staff, created_at, expires_at)
     SELECT ARRAY[$1], 1 + n % 3, $2::jsonb, 7, 'a', 's', now() - interval '1 hour' * (n / 1000), now() + interval '1 day' FROM generate_series(1, $3::int) AS n`,
    [REGION, household, entries],
  );
  await client.query('VACUUM ANALYZE waiting_entry');
}

async function measure(client: pg.Client, db: DataSource) {
  const unit = async (exists: string): Promise<string> =>
    (
      await client.query(
        `SELECT u.id FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE s.region_code = $1 AND s.participation = 'BED_BY_BED' AND s.name_en = 's' AND u.kind = 'SINGLE'
           AND ${exists} (SELECT FROM placement_bed p WHERE p.unit_id = u.id AND p.live) ORDER BY u.id LIMIT 1`,
        [REGION],
      )
    ).rows[0].id;
  return {
    full: await median(db, await unit('EXISTS')),
    free: await median(db, await unit('NOT EXISTS')),
    round: await time(() => offerWhatIsFree(db)),
    next: await time(() => offerWhatIsFree(db)),
  };
}

/** As a departure does it, and taken back. */
async function median(db: DataSource, unit: string): Promise<number> {
  const back = new Error();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++)
    await transaction(db, async (manager) => {
      await lockUnit(manager, unit);
      times.push(await time(() => offerFreed(manager, unit)));
      throw back;
    }).catch((error: unknown) => {
      if (error !== back) throw error;
    });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)]!;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}
