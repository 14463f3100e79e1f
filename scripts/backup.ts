import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backup } from '../standalone/backup/backup.js';
import { openOwned } from '../standalone/backup/databases.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';

const USAGE = `npm run backup -- SUBGRAPH --to FOLDER
npm run backup -- --all --to FOLDER
Copies the database of a subgraph, while it serves, into FOLDER/SUBGRAPH. OWNER_DATABASE_URL names the database; without it, the standalone
hub's. Subgraphs: ${SUBGRAPHS.map(({ name }) => name).join(', ')}`;

try {
  const { values, positionals } = parseArgs({
    options: { to: { type: 'string' }, all: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const names = values.all ? SUBGRAPHS.map(({ name }) => name) : positionals;
  const known = names.every((name) => SUBGRAPHS.some((each) => each.name === name));
  if (!values.to || !known || names.length === 0 || (values.all && positionals.length > 0)) throw new Error(USAGE);
  const folder = resolve(values.to);
  const owned = await openOwned(names, process.env, console.log);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of names) {
      const { tables, takenAt } = await backup(name, owned.ownerUrls.get(name)!, join(folder, name));
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      console.log(`${join(folder, name)}: ${tables.length} tables, ${rows} rows, as of ${takenAt}.`);
    }
  } finally {
    await owned.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
