import pg from 'pg';
import type { DatabaseUrls } from '../../standalone/databases.js';
import { ratioOf, type Spread, spreadOf } from '../harness/statistics.js';
import { CENTRE, POLICE, UNIT } from './load.js';

const TRIGGERS = ['referral_sent', 'referral_moved_on'];
const SEND = `INSERT INTO referral (code, from_agency, from_unit, from_staff, recipient, service, urgency, categories)
  VALUES (lpad(nextval('bench_code')::text, 10, '0'), $1, $2, $2, $3, 'SHELTER', 'ASAP', '{}') RETURNING id`;
const STEP = "UPDATE referral SET state = 'RECEIVED', received_at = clock_timestamp() WHERE id = $1";

/** Statements per second that send a referral and take it a step on, each durable, without the triggers that tell of it, and with them; in turn. */
export async function writing(
  { app, owner }: DatabaseUrls,
  { seconds, runs, connections }: { seconds: number; runs: number; connections: number },
): Promise<{ untold: Spread; told: Spread; ratio: Spread }> {
  const pool = new pg.Pool({ connectionString: app, max: connections });
  const admin = new pg.Client({ connectionString: owner });
  await admin.connect();
  await admin.query('CREATE SEQUENCE bench_code START 5000000000; GRANT USAGE ON SEQUENCE bench_code TO PUBLIC');
  const measured: Record<'untold' | 'told', number[]> = { untold: [], told: [] };
  for (let run = 0; run < runs; run++)
    for (const name of ['untold', 'told'] as const) {
      for (const trigger of TRIGGERS)
        await admin.query(`ALTER TABLE referral ${name === 'told' ? 'ENABLE' : 'DISABLE'} TRIGGER ${trigger}`);
      const end = performance.now() + seconds * 1_000;
      let count = 0;
      const writer = async () => {
        while (performance.now() < end) {
          const { rows } = await pool.query({ name: 'send', text: SEND, values: [POLICE, UNIT, CENTRE] });
          await pool.query({ name: 'step', text: STEP, values: [rows[0].id] });
          count += 2;
        }
      };
      await Promise.all(Array.from({ length: connections }, writer));
      measured[name].push(count / seconds);
    }
  await Promise.all([pool.end(), admin.end()]);
  const { untold, told } = measured;
  return { untold: spreadOf(untold), told: spreadOf(told), ratio: ratioOf(told, untold) };
}
