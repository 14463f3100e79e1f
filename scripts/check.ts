import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { type CheckedSubgraph, checkedDefinition } from './check/checked-subgraph.js';
import { collisionFaults } from './check/collisions.js';
import { consoleFaults } from './check/console.js';
import { constraintSnapshots } from './check/constraints.js';
import { descriptionFaults } from './check/descriptions.js';
import { loadSubgraph } from './check/load-subgraph.js';
import { migrationFaults } from './check/migrations.js';
import { operationFaults } from './check/operations.js';
import { scopeFaults } from './check/scopes.js';
import { aloneFaults, subgraphFaults } from './check/subgraph-faults.js';
import { composeHub } from './compose.js';

/**
 * `npm run check`: everything that must hold before a test is run. Every step runs, so that one look shows all that is wrong.
 * `npm run check -- --subgraph FILE`: only what a subgraph must hold to join the hub.
 */
const bin =
  (name: string, ...args: string[]) =>
  () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [`node_modules/${name}`, ...args], {
      encoding: 'utf8',
    });
    return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
  };

async function differing(files: ReadonlyMap<string, string>): Promise<string[]> {
  const faults: string[] = [];
  for (const [file, text] of files) {
    const committed = await readFile(file, 'utf8').catch(() => '');
    if (committed !== text)
      faults.push(`${file} is not what the code makes. Run npm run schema, look at the difference and commit it.`);
  }
  return faults;
}

const composition = composeHub();
const subgraphs = Promise.all(SUBGRAPHS.map(checkedDefinition));
const each = (rule: (subgraph: CheckedSubgraph, before: readonly CheckedSubgraph[]) => string[]) => async () =>
  (await subgraphs).flatMap((subgraph, i, all) => rule(subgraph, all.slice(0, i)));

type Step = readonly [string, () => string[] | Promise<string[]>];

const WHOLE: readonly Step[] = [
  ['types', bin('typescript/bin/tsc', '-p', '.')],
  ['console', consoleFaults],
  ['lint', bin('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=10', '.')],
  [
    'import rules',
    bin(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      'gateway',
      'subgraphs',
      'worker',
      'standalone',
      'scripts',
      'bench',
      'test',
      'web/src',
    ),
  ],
  ['composition', async () => [...(await composition).errors, ...(await differing((await composition).files))]],
  ['classification', each(aloneFaults)],
  ['collisions', each(collisionFaults)],
  ['descriptions', each(({ name, sdl }) => descriptionFaults(name, sdl))],
  ['operations', async () => operationFaults((await composition).files.get('schema/api.graphql') ?? '')],
  ['scopes', async () => (await Promise.all((await subgraphs).map(({ name, sdl }) => scopeFaults(name, sdl)))).flat()],
  ['migrations', async () => (await Promise.all(SUBGRAPHS.map(migrationFaults))).flat()],
  ['constraint snapshot', async () => differing(await constraintSnapshots())],
];

/** One that is in the hub already is compared with the others, in its own place. */
const joining = (file: string): Step => [
  file,
  async () => {
    const subgraph = await loadSubgraph(file);
    return subgraphFaults(
      subgraph,
      (await subgraphs).filter(({ name }) => name !== subgraph.name),
    );
  },
];

const { subgraph } = parseArgs({ options: { subgraph: { type: 'string' } } }).values;
let failed = 0;
for (const [name, step] of subgraph ? [joining(subgraph)] : WHOLE) {
  const faults = await Promise.resolve()
    .then(step)
    .catch((error: Error) => [error.message]);
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const fault of faults) console.log(fault.replace(/^/gm, '     '));
  failed += faults.length === 0 ? 0 : 1;
}
process.exit(failed === 0 ? 0 : 1);
