import { readdir, readFile } from 'node:fs/promises';
import { buildSchema, Kind, OperationTypeNode, parse } from 'graphql';
import { examineOperation, OperationFault } from '../../subgraphs/kit/index.js';

/**
 * The hub's own operations against what a client may ask: each fault names the file and, as graphql-js does, the field. Every mutation has one,
 * or nobody could do it where only registered operations run.
 */
export async function operationFaults(apiSdl: string, folder = 'schema/operations'): Promise<string[]> {
  const schema = buildSchema(apiSdl);
  const faults: string[] = [];
  const asked = new Set<string>();
  for (const file of (await readdir(folder)).sort()) {
    const fault = (what: string) => faults.push(`${folder}/${file}: ${what}`);
    try {
      const text = await readFile(`${folder}/${file}`, 'utf8');
      const { name } = examineOperation(schema, text);
      for (const mutation of mutationsOf(text)) asked.add(mutation);
      if (file !== `${name}.graphql`)
        fault(`its operation is called ${name}; the file must be called ${name}.graphql.`);
    } catch (error) {
      if (!(error instanceof OperationFault)) throw error;
      fault(`${error.place ? `line ${error.place.line}: ` : ''}${error.message}`);
    }
  }
  for (const mutation of Object.keys(schema.getMutationType()?.getFields() ?? {})) {
    if (asked.has(mutation)) continue;
    const name = mutation[0]!.toUpperCase() + mutation.slice(1);
    faults.push(
      `${folder}/${name}.graphql is missing: an operation of the hub's own with the field ${mutation}, a first line that says what it is for, and userErrors { code message field }. Queries that show what it works on need theirs too.`,
    );
  }
  return faults;
}

function mutationsOf(text: string): string[] {
  return parse(text).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION
      ? definition.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? field.name.value : []))
      : [],
  );
}
