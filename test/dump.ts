import type { DataSource } from 'typeorm';

/** Every table of a database as the text that COPY would write (bytea in hexadecimal). */
export async function dumpOf(db: DataSource): Promise<[table: string, text: string][]> {
  const tables: { name: string }[] = await db.query(
    "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')",
  );
  const dump: [string, string][] = [];
  for (const { name } of tables) {
    const rows: { row: string }[] = await db.query(`SELECT t::text AS row FROM "${name}" t`);
    dump.push([name, rows.map((r) => r.row).join('\n')]);
  }
  return dump;
}
