import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { WEB_FOLDER } from './build.js';

/** KB (1000 bytes) of compressed JavaScript that may be loaded before the console can be used. */
export const FIRST_LOAD_BUDGET = 60;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

/**
 * What a browser loads of JavaScript until the console can be used, by the role for which that is most: the entry, the screens of the role, and all that
 * either imports at once. In KB, each file compressed by itself.
 */
export async function firstLoadKilobytes(folder = WEB_FOLDER): Promise<number> {
  const manifest = JSON.parse(await readFile(`${folder}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
  const add = (name: string, files: Set<string>): Set<string> => {
    const { file, imports = [] } = manifest[name]!;
    if (!files.has(file)) {
      files.add(file);
      for (const imported of imports) add(imported, files);
    }
    return files;
  };
  const [entry, { dynamicImports: roles = [] }] = Object.entries(manifest).find(([, { isEntry }]) => isEntry)!;
  const loads = roles.length === 0 ? [add(entry, new Set())] : roles.map((role) => add(role, add(entry, new Set())));
  const sizes = await Promise.all(loads.map((files) => compressed([...files].map((file) => `${folder}/${file}`))));
  return Math.max(...sizes) / 1_000;
}

async function compressed(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Files that a browser would have to fetch from elsewhere, or that name elsewhere: none. */
export async function foreignAddresses(folder = WEB_FOLDER): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(css|html)$/.test(file));
  const found: string[] = [];
  for (const file of files) {
    const text = await readFile(`${folder}/${file}`, 'utf8');
    for (const [address] of text.matchAll(/(?:url\(|src=|href=)["']?https?:\/\/[^"')\s>]*/g))
      found.push(`${file}: ${address}`);
  }
  return found;
}
