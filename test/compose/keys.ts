import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const run = promisify(execFile);

export interface CreatedKeys {
  /** What `.keys` is in a checkout */
  readonly folder: string;
  /** Content of `.env` */
  readonly env: string;
  remove(): Promise<void>;
}

/** `npm run keys -- create`, in a folder of its own. */
export async function createKeys(): Promise<CreatedKeys> {
  const base = await mkdtemp(join(tmpdir(), 'dereu-compose-'));
  const [folder, file] = [join(base, '.keys'), join(base, '.env')];
  await run(process.execPath, ['dist/scripts/keys.js', 'create', '--folder', folder, '--environment', file]);
  return { folder, env: await readFile(file, 'utf8'), remove: () => rm(base, { recursive: true, force: true }) };
}
