import pg from 'pg';

/** Kept by the migrations themselves, or about this very database: never copied. */
const NOT_COPIED = ['migrations', 'restore_mark'];

export interface Table {
  readonly name: string;
  /** Without generated ones, which the database computes again */
  readonly columns: readonly string[];
}

export interface Sequence {
  readonly name: string;
  /** As text: it can be larger than a number; null when nothing was ever taken from it */
  readonly lastValue: string | null;
  readonly big: boolean;
}

/** A connection whose text forms of values are the same whatever the login or server prefers. Ended by the caller. */
export async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // a connection that breaks between two statements also emits 'error', which would end the process
  client.on('error', () => {});
  await client.connect();
  await client.query(`SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'; SET intervalstyle = 'iso_8601'; SET extra_float_digits = 1;
    SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`);
  return client;
}

/** Every table that outlives a crash, those that others refer to first. @throws for a kind of table that could not be copied whole */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; kind: string; columns: string[]; needs: string[] }>(
    `SELECT c.relname AS name, c.relkind AS kind,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
         WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid) AS needs
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'm', 'f')
       AND c.relpersistence = 'p' AND c.relname <> ALL ($1) ORDER BY c.relname`,
    [NOT_COPIED],
  );
  for (const { name, kind } of rows) {
    if (kind !== 'r') throw new Error(`${name} is no plain table: this backup would not copy it whole.`);
  }
  const ordered: Table[] = [];
  const waiting = new Map(rows.map((row) => [row.name, row]));
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(({ needs }) => !needs.some((other) => waiting.has(other)));
    if (free.length === 0) throw new Error(`These tables refer to one another: ${[...waiting.keys()].join(', ')}.`);
    for (const { name, columns } of free) {
      ordered.push({ name, columns });
      waiting.delete(name);
    }
  }
  return ordered;
}

export async function sequencesOf(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `SELECT s.sequencename AS name, s.last_value::text AS "lastValue", s.max_value > 2147483647 AS big FROM pg_sequences s
     WHERE s.schemaname = 'public' AND NOT EXISTS (
       SELECT FROM pg_depend d JOIN pg_class c ON c.oid = d.refobjid
       WHERE d.objid = format('public.%I', s.sequencename)::regclass AND d.deptype IN ('a', 'i') AND c.relname = ANY ($1))
     ORDER BY 1`,
    [NOT_COPIED],
  );
  return rows;
}

/** Names of the migrations that have run, oldest first. */
export async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM public.migrations ORDER BY timestamp, id');
  return rows.map(({ name }) => name);
}

export const copyTarget = ({ name, columns }: Table): string =>
  `public.${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;
