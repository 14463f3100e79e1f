import type pg from 'pg';
import { seedId } from '../../standalone/seed/index.js';
import { dropIndexes } from '../plans/load.js';

export const POLICE = seedId('agency:police-almaty-auezov');
export const UNIT = seedId('unit:police-almaty-auezov/1');
export const CENTRE = seedId('agency:crisis-almaty-1');

/** Agencies among which the log is shared out: one in forty events is the reader's. */
const AGENCIES = 40;

/** A log of the last thirty days; every tenth woman has a wall, which keeps somebody else out. */
export async function loadLog(client: pg.Client, rows: number): Promise<void> {
  await client.query('SET synchronous_commit = off');
  const indexes = await dropIndexes(client);
  await client.query(
    `INSERT INTO event (type, object, victim_key, agency, unit, whole_agency, position, at)
     SELECT (ARRAY['referral.sent', 'referral.received', 'referral.accepted', 'referral.completed'])[1 + n / ${AGENCIES} % 4], gen_random_uuid(),
       md5('victim ' || n % ${rows / 5})::uuid, CASE n % ${AGENCIES} WHEN 0 THEN $1 ELSE md5('agency ' || n % ${AGENCIES})::uuid::text END,
       CASE n % ${AGENCIES} WHEN 0 THEN $2 END, n % ${AGENCIES} <> 0, n, clock_timestamp() - interval '29 days' * (1 - n::float8 / ${rows})
     FROM generate_series(1, ${rows}) AS n`,
    [POLICE, UNIT],
  );
  await client.query("SELECT setval('event_position_seq', $1)", [rows]);
  await client.query(
    `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
     SELECT gen_random_uuid(), md5('victim ' || n * 10)::uuid, 'STAFF', gen_random_uuid()::text FROM generate_series(0, ${rows / 50 - 1}) AS n`,
  );
  for (const definition of indexes) await client.query(definition);
  await client.query('VACUUM ANALYZE event, conflict_wall');
}
