import type { PublicHub } from '../hub.js';

/** Nobody sleeps: everything that `consent` dates about these records happened and ends so many hours earlier. */
export async function pass(hub: PublicHub, keys: readonly string[], hours: number): Promise<void> {
  for (const { table, key, columns } of await datedTables(hub)) {
    const moved = columns.map((column) => `${column} = ${column} - $2 * interval '1 hour'`).join(', ');
    await hub.db('consent').query(`UPDATE ${table} SET ${moved} WHERE ${key} = ANY($1::uuid[])`, [keys, hours]);
  }
}

interface Dated {
  readonly table: string;
  readonly key: string;
  readonly columns: readonly string[];
}

/** Tables of `consent` that say something of a victim, with their instants: found, so that one added tomorrow is moved with them. */
function datedTables(hub: PublicHub): Promise<readonly Dated[]> {
  const known = found.get(hub);
  if (known) return known;
  const tables: Promise<readonly Dated[]> = hub.db('consent').query(
    `SELECT c.table_name AS table, v.column_name AS key, array_agg(c.column_name::text) AS columns FROM information_schema.columns c
     JOIN information_schema.columns v ON v.table_schema = 'public' AND v.table_name = c.table_name
       AND v.column_name = CASE WHEN c.table_name = 'victim' THEN 'key' ELSE 'victim_key' END
     WHERE c.table_schema = 'public' AND c.data_type = 'timestamp with time zone' AND c.table_name <> 'access_log' GROUP BY 1, 2`,
  );
  found.set(hub, tables);
  return tables;
}
const found = new WeakMap<PublicHub, Promise<readonly Dated[]>>();
