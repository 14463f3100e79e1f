import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parse } from 'graphql';
import { classificationFaults } from './check/classification.js';
import { constraintSnapshots } from './check/constraints.js';
import { descriptionFaults } from './check/descriptions.js';
import { composeHub } from './compose.js';

/** `npm run check`: everything that must hold before a test is run. Every step runs, so that one look shows all that is wrong. */
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
const sdls = async () => [...(await composition).files].filter(([file]) => file !== 'schema/supergraph.graphql');
const eachSdl = (rule: (subgraph: string, sdl: ReturnType<typeof parse>) => string[]) => async () =>
  (await sdls()).flatMap(([file, sdl]) => rule(file.replace(/^schema\/|\.graphql$/g, ''), parse(sdl)));

const STEPS: readonly (readonly [string, () => string[] | Promise<string[]>])[] = [
  ['types', bin('typescript/bin/tsc', '-p', '.')],
  ['lint', bin('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=10', '.')],
  [
    'import rules',
    bin(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      'gateway',
      'subgraphs',
      'standalone',
      'scripts',
      'bench',
      'test',
    ),
  ],
  ['composition', async () => [...(await composition).errors, ...(await differing((await composition).files))]],
  ['classification', eachSdl(classificationFaults)],
  ['descriptions', eachSdl(descriptionFaults)],
  ['constraint snapshot', async () => differing(await constraintSnapshots())],
];

let failed = 0;
for (const [name, step] of STEPS) {
  const faults = await step();
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const fault of faults) console.log(fault.replace(/^/gm, '     '));
  failed += faults.length === 0 ? 0 : 1;
}
process.exit(failed === 0 ? 0 : 1);
