import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { InstrumentSchema } from '../subgraphs/referral/index.js';
import { constraintSnapshots } from './check/constraints.js';
import { composeHub } from './compose.js';
import { RiskQuestionsFile } from './risk-questions/file.js';

/** What agencies write themselves, as JSON schemas. */
const jsonSchemas = new Map(
  Object.entries({ 'risk-instrument': InstrumentSchema, 'risk-questions': RiskQuestionsFile }).map(([name, schema]) => [
    `schema/${name}.schema.json`,
    `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`,
  ]),
);

/** `npm run schema`: writes schema/<subgraph>.graphql, schema/supergraph.graphql, schema/constraints/<subgraph>.sql and schema/*.schema.json. */
const { files, errors } = await composeHub();
if (errors.length > 0) {
  console.error(errors.join('\n'));
  process.exit(1);
}
for (const [file, text] of [...files, ...jsonSchemas, ...(await constraintSnapshots())]) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  console.log(`wrote ${file}`);
}
