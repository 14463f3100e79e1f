import { readFile } from 'node:fs/promises';
import { buildSchema, type GraphQLSchema } from 'graphql';

const schemas = new Map<string, Promise<GraphQLSchema>>();

/** What a client may ask, with the category of each field: `schema/api.graphql`, written by `npm run schema` and read once by a process. */
export function apiSchema(file = 'schema/api.graphql'): Promise<GraphQLSchema> {
  let schema = schemas.get(file);
  if (!schema) {
    schema = readFile(file, 'utf8').then((sdl) => buildSchema(sdl));
    // a file that could not be read is looked for again
    schema.catch(() => schemas.delete(file));
    schemas.set(file, schema);
  }
  return schema;
}
