import { readFileSync } from 'node:fs';

const documents = new Map<string, string>();

/** One of the hub's own operations, byte for byte as every hub knows it: `schema/operations/<name>.graphql`. */
export function operation(name: string): string {
  let document = documents.get(name);
  if (document === undefined) {
    document = readFileSync(`schema/operations/${name}.graphql`, 'utf8');
    documents.set(name, document);
  }
  return document;
}
