import { mkdir, writeFile } from 'node:fs/promises';
import { composeHub } from './compose.js';

/** Writes schema/<subgraph>.graphql and schema/supergraph.graphql. */
const { files, errors } = await composeHub();
if (errors.length > 0) {
  console.error(errors.join('\n'));
  process.exit(1);
}
await mkdir('schema', { recursive: true });
for (const [file, text] of files) await writeFile(file, text);
console.log(`Wrote ${[...files.keys()].join(', ')}`);
