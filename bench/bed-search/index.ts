import type pg from 'pg';
import { CANDIDATES } from '../../subgraphs/shelter-capacity/index.js';
import type { Measurement } from '../harness/measurement.js';
import { circumstances, keepResult, rounded } from '../harness/results.js';
import { openScratchDatabases } from '../harness/scratch-databases.js';
import { table } from '../harness/table.js';
import { explain, largeTables } from '../plans/explain.js';
import { asSuperuser } from '../plans/load.js';
import { addStays, loadCountry } from './load.js';

const FEW = 10_000;
const RUNS = 60;

/**
 * What a search for beds costs the database in a country of 10,000 shelters and 100,000 beds: with 10,000 stays that are over, and with
 * `--rows` (a million). Fails when it reads a large table from beginning to end, takes 20 ms or more, or more than 1.5 times as long.
 */
export const bedSearch: Measurement = async ({ rows }, say) => {
  const databases = await openScratchDatabases();
  try {
    const at = circumstances(databases.version);
    const measured = await asSuperuser(databases, 'shelter-capacity', async (client) => {
      const country = { shelters: 10_000, beds: 100_000, stays: FEW };
      await loadCountry(client, country);
      const few = await medians(client, FEW);
      await addStays(client, country, rows);
      return [few, await medians(client, rows)] as const;
    });
    await keepResult('bed-search', { ...at, parameters: { shelters: 10_000, beds: 100_000 }, measured });
    say(
      table(
        ['stays that are over', 'units in the region', 'median ms', 'reads all of'],
        measured.map(({ stays, units, median, sequential }) => [
          stays,
          units,
          rounded(median),
          sequential.join(', ') || '–',
        ]),
      ),
    );
    const [few, many] = measured;
    const wrong = [
      ...measured.flatMap(({ sequential }) => sequential.map((name) => `reads all of ${name}`)),
      ...(many.median >= 20 ? ['takes 20 ms or more'] : []),
      ...(many.median > few.median * 1.5 ? ['takes more than 1.5 times as long with more history'] : []),
    ];
    if (wrong.length > 0) throw new Error(`The search ${wrong.join(', ')}.`);
  } finally {
    await databases.close();
  }
};

/** Database time of the prepared statement, region after region, without the way to the client. */
async function medians(client: pg.Client, stays: number) {
  const { rows: regions } = await client.query<{ code: string }>('SELECT code FROM region ORDER BY code');
  await client.query(`PREPARE search (text[], date, int) AS ${CANDIDATES.text}`);
  const times: number[] = [];
  let units = 0;
  for (let run = 0; run < RUNS + 20; run++) {
    const region = regions[run % regions.length]!.code;
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE search (ARRAY['${region}'], NULL, 7)`,
    );
    const [{ Plan, 'Execution Time': time, 'Planning Time': planning }] = rows[0]['QUERY PLAN'];
    units = Plan['Actual Rows'];
    if (run >= 20) times.push(time + planning);
  }
  await client.query('DEALLOCATE search');
  times.sort((a, b) => a - b);
  const plan = await explain(
    client,
    { text: CANDIDATES.text, values: [[regions[0]!.code], null, 7] },
    await largeTables(client, 5_000),
  );
  return { stays, units, median: times[RUNS / 2]!, slowest: times.at(-1)!, ...plan };
}
