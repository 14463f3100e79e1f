/** Each program reads a calendar every half hour: one examiner's is read by index, and not the whole clinic's. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { explain } from '../../../bench/plans/explain.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { cloneDatabases, type TestDatabases } from '../../../test/hub/test-databases.js';
import { addClinic, type TestClinic } from '../test/clinics.js';
import { TIMES_OF_EXAMINER } from './sql.js';

const AGENCY = seedId('agency:clinic-almaty');
const STAFF = seedId('staff:scheduler-almaty');
const EXAMINERS = 10;
/** From two weeks ago to three months ahead */
const DAYS = 104;
const A_DAY = 20;

let databases: TestDatabases;
let client: pg.Client;
let clinic: TestClinic;
beforeAll(async () => {
  databases = await cloneDatabases(['forensic-appointment']);
  const db = databases.owner('forensic-appointment');
  const examiners = Array.from({ length: EXAMINERS }, () => ({}));
  clinic = await addClinic(db, { agency: AGENCY, examiners });
  await db.query(
    `INSERT INTO appointment (clinic_id, clinic_agency, examiner_id, kind, priority, starts_at, ends_at, holder_agency, holder_staff, state, held_until, ended_at)
     SELECT $1::uuid, $2::text, examiner, 'PHYSICAL_INJURY', 'ROUTINE', at, at + interval '30 minutes', $2::text, $4::text, 'LAPSED', at, at
     FROM unnest($3::uuid[]) AS examiner, generate_series(clock_timestamp() - interval '14 days', clock_timestamp() + interval '90 days', interval '72 minutes') AS at`,
    [clinic.id, AGENCY, clinic.examiners, STAFF],
  );
  await db.query('VACUUM ANALYZE appointment');
  client = new pg.Client({ connectionString: databases.urls['forensic-appointment'] });
  await client.connect();
}, 120_000);
afterAll(async () => {
  await client?.end();
  await databases?.drop();
});

const LARGE = new Set(['appointment']);

test("one examiner's times are read by examiner, whatever plan the server settles on", async () => {
  const values = [AGENCY, null, STAFF, clinic.id, clinic.examiners[0]];
  const plan = await explain(client, { text: TIMES_OF_EXAMINER.text, values }, LARGE);
  expect(plan.indexes).toContain('appointment_examiner');
  expect(plan.indexes).not.toContain('appointment_clinic');
  expect(plan.sequential).toEqual([]);
  const { rows } = await client.query({
    text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${TIMES_OF_EXAMINER.text}`,
    values,
  });
  expect(mostRead(rows[0]['QUERY PLAN'][0].Plan)).toBeLessThan(2 * DAYS * A_DAY);
});

interface Node {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

/** Rows that any step of the plan has looked at. */
const mostRead = (node: Node): number =>
  Math.max(
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    ...(node.Plans ?? []).map(mostRead),
  );
