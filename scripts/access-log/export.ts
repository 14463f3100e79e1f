import pg from 'pg';
import { LOG_ENTRY_COLUMNS, type LogEntry } from '../../subgraphs/consent/index.js';

/** The lines of an export, in their order. An epoch is one tree: its leaves in order, each checkpoint after the last leaf that it covers. */
export type ExportLine =
  | { readonly log: 'dereu/access-log'; readonly version: 1; readonly exportedAt: string }
  | { readonly epoch: number; readonly origin: string; readonly beginning: string | null }
  | {
      readonly leaf: number;
      /** Of the entry; null for the first leaf of an epoch that follows another one */
      readonly id: string | null;
      readonly hash: string;
      readonly salt: string | null;
      /** Null when the database no longer has it */
      readonly entry: LogEntry | null;
    }
  | { readonly checkpoint: string }
  /** `queuedAt` is null for what nobody will seal */
  | { readonly unsealed: LogEntry; readonly queuedAt: string | null }
  | { readonly end: { readonly leaves: number; readonly unsealed: number } };

const FETCH = 2_000;

const LEAVES = `
  SELECT l.leaf, l.entry_id::text AS sealed, l.hash, l.salt, ${LOG_ENTRY_COLUMNS},
    c.note || coalesce((SELECT string_agg(w.line, '' ORDER BY w.witness) FROM log_cosignature w WHERE w.epoch = c.epoch AND w.size = c.size), '')
      AS checkpoint
  FROM log_leaf l LEFT JOIN access_log a ON a.id = l.entry_id LEFT JOIN log_checkpoint c ON c.epoch = l.epoch AND c.size = l.leaf + 1
  WHERE l.epoch = $1 ORDER BY l.leaf`;

const UNSEALED = `
  SELECT ${LOG_ENTRY_COLUMNS}, to_json(q.queued_at) #>> '{}' AS queued FROM access_log a LEFT JOIN log_unsealed q ON q.entry_id = a.id
  WHERE NOT EXISTS (SELECT FROM log_leaf l WHERE l.entry_id = a.id) ORDER BY a.id`;

type LeafRow = LogEntry & {
  leaf: string;
  sealed: string | null;
  hash: Buffer;
  salt: Buffer | null;
  checkpoint: string | null;
};

/** The whole log as it is at one moment, however long reading it takes; under the owner login of `consent`. */
export async function* exportLines(ownerUrl: string): AsyncGenerator<ExportLine> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    yield { log: 'dereu/access-log', version: 1, exportedAt: rows[0]!.now.toISOString() };
    let [leaves, unsealed] = [0, 0];
    const epochs = await client.query<{ number: number; origin: string; beginning: string | null }>(
      'SELECT number, origin, beginning FROM log_epoch ORDER BY number',
    );
    for (const { number, origin, beginning } of epochs.rows) {
      yield { epoch: number, origin, beginning };
      for await (const row of each<LeafRow>(client, LEAVES, [number])) {
        leaves++;
        const { leaf, sealed, hash, salt, checkpoint } = row;
        const entry = row.id === null ? null : entryOf(row);
        yield {
          leaf: Number(leaf),
          id: sealed,
          hash: hash.toString('base64'),
          salt: salt?.toString('base64') ?? null,
          entry,
        };
        if (checkpoint !== null) yield { checkpoint };
      }
    }
    for await (const row of each<LogEntry & { queued: string | null }>(client, UNSEALED, [])) {
      unsealed++;
      yield { unsealed: entryOf(row), queuedAt: row.queued };
    }
    yield { end: { leaves, unsealed } };
  } finally {
    await client.end();
  }
}

/** The checkpoint that a witness has countersigned last; under its own owner login. @throws when there is none */
export async function heldNote(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ note: string }>(
      'SELECT note FROM witnessed_checkpoint ORDER BY number DESC LIMIT 1',
    );
    if (!rows[0]) throw new Error('Nothing has been countersigned here.');
    return rows[0].note;
  } finally {
    await client.end();
  }
}

async function* each<Row extends object>(client: pg.Client, sql: string, values: unknown[]): AsyncGenerator<Row> {
  await client.query(`DECLARE page NO SCROLL CURSOR FOR ${sql}`, values);
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${FETCH} FROM page`);
    yield* rows;
    if (rows.length < FETCH) break;
  }
  await client.query('CLOSE page');
}

const entryOf = (row: LogEntry): LogEntry => ({
  id: row.id,
  kind: row.kind,
  category: row.category,
  basis: row.basis,
  purpose: row.purpose,
  agency: row.agency,
  unit: row.unit,
  staff: row.staff,
  role: row.role,
  subgraph: row.subgraph,
  source: row.source,
  request: row.request,
  victim: row.victim,
  at: row.at,
});
