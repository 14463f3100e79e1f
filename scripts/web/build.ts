import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { writeOperationTypes } from './operation-types.js';

export const WEB_FOLDER = 'dist/web';
const STAMP = `${WEB_FOLDER}/.sources`;

/** What the console is made of. */
const SOURCES = ['web', 'schema/operations', 'schema/api.graphql', 'scripts/web', 'package-lock.json'];

/** Whether what stands in dist/web was made of the sources as they are now. */
export async function webIsCurrent(): Promise<boolean> {
  return (await readFile(STAMP, 'utf8').catch(() => '')) === (await digest());
}

/**
 * Types of the operations, then the bundle. Browsers of the last years: Safari of telephones that get no updates any more is the oldest.
 * @throws Error naming the file that does not compile, or that packages are missing
 */
export async function writeWeb(): Promise<void> {
  // a browser gets the same, whatever environment it is built in: vite keeps one that is set
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite').catch(() => {
    throw new Error('The packages that build the console are not installed: run npm ci.');
  });
  const sources = await digest();
  await writeOperationTypes();
  await rm(WEB_FOLDER, { recursive: true, force: true });
  const define = { BUILD: JSON.stringify(sources) };
  await build({ root: 'web', configFile: 'web/vite.config.js', logLevel: 'error', define }).catch((error: Error) => {
    throw new Error(error.message);
  });
  await compress(`${WEB_FOLDER}/assets`);
  await writeFile(STAMP, sources);
}

/** Beside each file the same, compressed as small as it gets: over a slow line that is what is waited for. */
async function compress(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const content = await readFile(join(folder, name));
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(content));
    await writeFile(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

async function digest(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const path of await filesIn(source))
      hash
        .update(`${path}\0`)
        .update(await readFile(path))
        .update('\0');
  }
  return hash.digest('hex');
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => null);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join('web', 'generated')))
    .sort();
}
