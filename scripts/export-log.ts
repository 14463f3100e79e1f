import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openOwned } from '../standalone/backup/databases.js';
import { publicHalf } from '../subgraphs/kit/index.js';
import { exportLines, heldNote } from './access-log/export.js';

const USAGE = `npm run export-log -- --to FILE [--keys-to FILE]
npm run export-log -- --held-by SUBGRAPH --to FILE
Writes the whole access log, with everything that npm run verify-log needs to check it, under the owner login of consent: OWNER_DATABASE_URL, or the
standalone hub's. It holds pseudonyms and ids, no name. Keys are given by each organisation itself (npm run keys -- public); --keys-to writes
those of the standalone hub. --held-by writes the checkpoint that a witness has countersigned last, under its own owner login, for verify-log --head.`;

try {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, 'keys-to': { type: 'string' }, 'held-by': { type: 'string' } },
  });
  if (!values.to) throw new Error(USAGE);
  const name = values['held-by'] ?? 'consent';
  const owned = await openOwned([name], process.env, console.log);
  try {
    if (values['keys-to']) {
      if (!owned.secrets) throw new Error('--keys-to is for the standalone hub: others run npm run keys -- public.');
      const keys = Object.entries(owned.secrets.keys).map(([name, { signing }]) => [
        name,
        { keys: signing.keys.map(publicHalf) },
      ]);
      await writeFile(resolve(values['keys-to']), `${JSON.stringify(Object.fromEntries(keys), null, 2)}\n`);
    }
    const url = owned.ownerUrls.get(name)!;
    const text = async function* () {
      if (values['held-by']) yield await heldNote(url);
      else for await (const line of exportLines(url)) yield `${JSON.stringify(line)}\n`;
    };
    await pipeline(Readable.from(text()), createWriteStream(resolve(values.to), { flags: 'wx', mode: 0o600 }));
    console.log(`Written to ${values.to}.`);
  } finally {
    await owned.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
