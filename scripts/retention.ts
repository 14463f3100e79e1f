import { parseArgs } from 'node:util';
import { openOwned } from '../standalone/backup/databases.js';
import { asAdmin } from '../standalone/databases.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { JURISDICTION_CODES, type JurisdictionCode, retentionDue } from '../subgraphs/kit/index.js';

const RETAINING = SUBGRAPHS.filter(({ retains }) => retains);
const USAGE = `npm run retention -- report [SUBGRAPH] [--jurisdiction CODE]
What the retention job would delete now: rows by category, before legal holds. OWNER_DATABASE_URL names the database of SUBGRAPH; without it, the standalone
hub's. CODE is one of ${JURISDICTION_CODES.join(', ')} (RETENTION_JURISDICTION when left out). Subgraphs: ${RETAINING.map(({ name }) => name).join(', ')}`;

try {
  const { values, positionals } = parseArgs({
    options: { jurisdiction: { type: 'string' } },
    allowPositionals: true,
  });
  const [command, named, ...rest] = positionals;
  const jurisdiction = JURISDICTION_CODES.find(
    (code) => code === (values.jurisdiction ?? process.env.RETENTION_JURISDICTION),
  );
  const definitions = RETAINING.filter(({ name }) => !named || name === named);
  if (command !== 'report' || !jurisdiction || rest.length > 0 || definitions.length === 0) throw new Error(USAGE);
  await report(definitions, jurisdiction);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function report(definitions: typeof RETAINING, jurisdiction: JurisdictionCode): Promise<void> {
  const owned = await openOwned(
    definitions.map(({ name }) => name),
    process.env,
    console.log,
  );
  try {
    for (const { name, retains } of definitions) {
      const counts = await asAdmin(owned.ownerUrls.get(name)!, (client) =>
        retentionDue(async (sql, values) => (await client.query(sql, [...values])).rows, retains!, jurisdiction),
      );
      for (const { category, table, due } of counts) console.log(`${name}: ${category} ${table}: ${due}`);
    }
  } finally {
    await owned.close();
  }
}
