import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { secretsOf } from '../../standalone/secrets.js';
import { sealAll } from '../../subgraphs/consent/index.js';
import { createDataSource } from '../../subgraphs/kit/index.js';
import type { Measurement } from '../harness/measurement.js';
import { circumstances, keepResult, rounded } from '../harness/results.js';
import { openScratchDatabases } from '../harness/scratch-databases.js';
import { ratioOf, spreadOf } from '../harness/statistics.js';
import { shownSpread, table } from '../harness/table.js';

const LOOK = {
  name: 'look',
  text: `INSERT INTO access_log (victim_key, kind, category, basis, agency, staff, role, purpose, subgraph, request_id, once)
    VALUES ($1, 'DISCLOSURE', 'IDENTITY', 'CONSENT', $2, $2, 'OFFICER', 'POLICE_RESPONSE', 'consent', $3, $4)
    ON CONFLICT DO NOTHING`,
};
/** What the table has in each: how it was before it was sealed, queued, and queued and sealed at the same time */
const CONTENDERS = {
  plain: 'DISABLE TRIGGER USER',
  queued: 'ENABLE TRIGGER USER',
  sealed: 'ENABLE TRIGGER USER',
} as const;
type Name = keyof typeof CONTENDERS;

/** Looks per second, each durable, without the queue and the index, with them, and while the sealing is at work; and how fast it seals. */
export const looks: Measurement = async ({ seconds, runs, connections }, say) => {
  const databases = await openScratchDatabases();
  try {
    const at = circumstances(databases.version);
    const { app, owner } = databases.urls.get('consent')!;
    const { signing } = secretsOf(databases.secrets, 'consent');
    const pool = new pg.Pool({ connectionString: app, max: connections });
    const admin = new pg.Client({ connectionString: owner });
    await admin.connect();
    const db = await createDataSource({ url: app, entities: [], migrations: [], poolSize: 1 }).initialize();
    const measured: Record<Name, number[]> = { plain: [], queued: [], sealed: [] };
    const seals: number[] = [];
    for (let run = 0; run < runs; run++) {
      for (const name of Object.keys(CONTENDERS) as Name[]) {
        await admin.query(`ALTER TABLE access_log ${CONTENDERS[name]}`);
        let working = true;
        const sealing = (async () => {
          while (name === 'sealed' && working) await Promise.all([sealAll(db, signing), sleep(1_000)]);
        })();
        const end = performance.now() + seconds * 1_000;
        let count = 0;
        const writer = async () => {
          for (; performance.now() < end; count++)
            await pool.query({
              ...LOOK,
              values: [randomUUID(), randomUUID(), randomUUID(), name === 'plain' ? null : true],
            });
        };
        await Promise.all(Array.from({ length: connections }, writer));
        working = false;
        await sealing;
        measured[name].push(count / seconds);
        const { rows } = await admin.query('SELECT count(*)::int AS n FROM log_unsealed');
        const from = performance.now();
        await sealAll(db, signing);
        if (name === 'queued') seals.push((rows[0].n / (performance.now() - from)) * 1_000);
      }
    }
    await Promise.all([pool.end(), admin.end(), db.destroy()]);
    const figures = Object.fromEntries(Object.entries(measured).map(([name, each]) => [name, spreadOf(each)]));
    const ratios = {
      queued: ratioOf(measured.queued, measured.plain),
      sealed: ratioOf(measured.sealed, measured.plain),
    };
    await keepResult('looks', {
      ...at,
      parameters: { seconds, runs, connections },
      figures,
      ratios,
      sealedPerSecond: spreadOf(seals),
    });
    say(
      table(
        ['', 'looks/s'],
        Object.entries(figures).map(([name, spread]) => [name, shownSpread(spread)]),
      ),
    );
    say(`queued ÷ plain: ${shownSpread(ratios.queued)}; while sealing ÷ plain: ${shownSpread(ratios.sealed)}.`);
    say(`Sealed per second: ${shownSpread(spreadOf(seals))}. Load average before: ${rounded(at.loadBefore)}.`);
  } finally {
    await databases.close();
  }
};
