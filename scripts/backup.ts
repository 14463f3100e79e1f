import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backup } from '../standalone/backup/backup.js';
import { openOwned } from '../standalone/backup/databases.js';
import { erasedSubjects, forget, keptBackups } from '../standalone/backup/forget.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';

const USAGE = `npm run backup -- SUBGRAPH --to FOLDER
npm run backup -- SUBGRAPH --forget FOLDER
npm run backup -- --all --to FOLDER (or --forget FOLDER)
--to copies the database of a subgraph, while it serves, into FOLDER/SUBGRAPH. --forget takes the keys of people whom that database has erased out of
every backup under FOLDER. OWNER_DATABASE_URL names the database; without it, the standalone hub's. Subgraphs: ${SUBGRAPHS.map(({ name }) => name).join(', ')}`;

try {
  const { values, positionals } = parseArgs({
    options: { to: { type: 'string' }, forget: { type: 'string' }, all: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const names = values.all ? SUBGRAPHS.map(({ name }) => name) : positionals;
  const known = names.every((name) => SUBGRAPHS.some((each) => each.name === name));
  const folderNamed = values.to ?? values.forget;
  if (
    !folderNamed ||
    (values.to && values.forget) ||
    !known ||
    names.length === 0 ||
    (values.all && positionals.length > 0)
  )
    throw new Error(USAGE);
  const folder = resolve(folderNamed);
  const owned = await openOwned(names, process.env, console.log);
  try {
    if (values.forget) for (const name of names) await forgetIn(folder, name, owned.ownerUrls.get(name)!);
    else await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of values.to ? names : []) {
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

async function forgetIn(folder: string, name: string, ownerUrl: string): Promise<void> {
  const definition = SUBGRAPHS.find((each) => each.name === name)!;
  const subjects = await erasedSubjects(ownerUrl);
  for (const each of await keptBackups(folder, name)) {
    const { rows } = await forget(definition, subjects, each);
    console.log(`${each}: ${rows} rows of people who were erased are gone.`);
  }
}
