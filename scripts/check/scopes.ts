import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentNode } from 'graphql';
import { directiveOf } from './directives.js';
import { objectTypes } from './personal-types.js';

/**
 * Mutations that people can call and that no table of scopes has a row for (`scopes.test.ts` and `….scopes.test.ts` of its subgraph): who may do it would be
 * tested nowhere.
 */
export async function scopeFaults(name: string, sdl: DocumentNode, folder = `subgraphs/${name}`): Promise<string[]> {
  const mutations = (objectTypes(sdl).get('Mutation')?.fields ?? []).filter(
    (field) => !directiveOf(field, 'inaccessible'),
  );
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('scopes.test.ts'));
  const tables = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
  return mutations
    .map(({ name }) => name.value)
    .filter((mutation) => !new RegExp(`^\\s*${mutation}:`, 'm').test(tables))
    .map((mutation) => `${name}: ${mutation} has no row in ${folder}/scopes.test.ts: write down who may do it.`);
}
