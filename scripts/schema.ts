import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { constraintSnapshots } from './check/constraints.js';
import { composeHub } from './compose.js';

/** `npm run schema`: writes schema/<subgraph>.graphql, schema/supergraph.graphql and schema/constraints/<subgraph>.sql. */
const { files, errors } = await composeHub();
if (errors.length > 0) {
  console.error(errors.join('\n'));
  process.exit(1);
}
for (const [file, text] of [...files, ...(await constraintSnapshots())]) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  console.log(`wrote ${file}`);
}
