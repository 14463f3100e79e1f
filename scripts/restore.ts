import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openOwned } from '../standalone/backup/databases.js';
import { restore } from '../standalone/backup/restore.js';
import { closureKeys, type Secrets } from '../standalone/secrets.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { everySigningKey } from '../subgraphs/kit/index.js';

const USAGE = `npm run restore -- SUBGRAPH --from FOLDER [--closure-log FOLDER …] [--keys FOLDER] [--replace]
Makes the database of a subgraph what FOLDER/SUBGRAPH (see npm run backup) holds, then closes again what its closure log says was closed.
OWNER_DATABASE_URL names the database, and --keys (or KEYS_DIRECTORY) the subgraph's key folder, whose keys its closure log was signed with; without
them, the standalone hub's.
Subgraphs: ${SUBGRAPHS.map(({ name }) => name).join(', ')}`;

try {
  const { values, positionals } = parseArgs({
    options: {
      from: { type: 'string' },
      'closure-log': { type: 'string', multiple: true, default: [] },
      keys: { type: 'string' },
      replace: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const definition = SUBGRAPHS.find(({ name }) => name === positionals[0]);
  if (!definition || positionals.length !== 1 || !values.from) throw new Error(USAGE);
  const { name } = definition;
  const owned = await openOwned([name], process.env, console.log);
  try {
    const keys = definition.closures ? await logKeys(name, owned.secrets, values.keys) : [];
    const { manifest, closures } = await restore({
      definition,
      ownerUrl: owned.ownerUrls.get(name)!,
      folder: join(resolve(values.from), name),
      replace: values.replace,
      closureLog: { directories: values['closure-log'].map((folder) => resolve(folder)), keys },
    });
    console.log(`${name} is as of ${manifest.takenAt}; ${closures} closures of its log hold again.`);
  } finally {
    await owned.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function logKeys(name: string, secrets: Secrets | null, named: string | undefined) {
  if (secrets && !named) return closureKeys(secrets, name);
  const folder = named ?? process.env.KEYS_DIRECTORY?.trim();
  if (!folder) throw new Error(`The closure log of ${name} was signed with its keys: name its key folder with --keys.`);
  return everySigningKey(resolve(folder));
}
