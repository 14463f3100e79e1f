import { readdir, readFile } from 'node:fs/promises';
import { buildSchema } from 'graphql';
import { examineOperation, OperationFault } from '../../subgraphs/kit/index.js';

/** The hub's own operations against what a client may ask: each fault names the file and, as graphql-js does, the field. */
export async function operationFaults(apiSdl: string, folder = 'schema/operations'): Promise<string[]> {
  const schema = buildSchema(apiSdl);
  const faults: string[] = [];
  for (const file of (await readdir(folder)).sort()) {
    const fault = (what: string) => faults.push(`${folder}/${file}: ${what}`);
    try {
      const { name } = examineOperation(schema, await readFile(`${folder}/${file}`, 'utf8'));
      if (file !== `${name}.graphql`)
        fault(`its operation is called ${name}; the file must be called ${name}.graphql.`);
    } catch (error) {
      if (!(error instanceof OperationFault)) throw error;
      fault(`${error.place ? `line ${error.place.line}: ` : ''}${error.message}`);
    }
  }
  return faults;
}
