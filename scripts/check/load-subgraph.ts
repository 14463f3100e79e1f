import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SubgraphDefinition } from '../../subgraphs/kit/index.js';
import { type CheckedSubgraph, checkedDefinition, checkedSdl } from './checked-subgraph.js';

/**
 * A subgraph from a module that exports its definition (`x/index.ts` of this project, or a built `.js` anywhere), or from its SDL
 * (`x.graphql`), of which who may call what is not to be seen.
 * @throws saying what cannot be read
 */
export async function loadSubgraph(file: string): Promise<CheckedSubgraph> {
  if (/\.(graphql|gql)$/.test(file)) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Error(`${file} cannot be read.`);
    });
    return checkedSdl(basename(file).replace(/\.\w+$/, ''), text);
  }
  // the sources are run from where the build has put them
  const built = resolve(file.endsWith('.ts') ? `dist/${file.replace(/\.ts$/, '.js')}` : file);
  const module: Record<string, unknown> = await import(pathToFileURL(built).href).catch((error: Error) => {
    throw new Error(`${file} cannot be loaded: ${error.message}`);
  });
  const definition = Object.values(module).find(isDefinition);
  if (!definition) throw new Error(`${file} exports no subgraph: an object with name, resolvers and migrations.`);
  return checkedDefinition(definition);
}

function isDefinition(value: unknown): value is SubgraphDefinition {
  return (
    typeof value === 'object' && value !== null && ['name', 'resolvers', 'migrations'].every((key) => key in value)
  );
}
