import { spawnSync } from 'node:child_process';
import { webIsCurrent, writeWeb } from '../web/build.js';
import { FIRST_LOAD_BUDGET, firstLoadKilobytes, foreignAddresses } from '../web/first-load.js';

/** The console is built, its types hold, what a browser loads first keeps to its budget, and nothing of it comes from elsewhere. */
export async function consoleFaults(): Promise<string[]> {
  if (!(await webIsCurrent())) await writeWeb();
  const faults: string[] = [];
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'web'], {
    encoding: 'utf8',
  });
  if (status !== 0) faults.push(stdout.trim());
  const first = await firstLoadKilobytes();
  if (first > FIRST_LOAD_BUDGET)
    faults.push(
      `The console loads ${first.toFixed(1)} KB of compressed JavaScript before it can be used by the role with the largest screens; ${FIRST_LOAD_BUDGET} KB is its budget: load a part of it later.`,
    );
  for (const address of await foreignAddresses()) faults.push(`dist/web/${address} is of another origin.`);
  return faults;
}
