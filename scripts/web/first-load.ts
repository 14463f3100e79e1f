import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { WEB_FOLDER } from './build.js';

/** KB (1000 bytes) of compressed JavaScript that may be loaded before the console can be used. */
export const FIRST_LOAD_BUDGET = 60;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

/** What a browser loads of JavaScript for the first page: the entry and all that it imports at once. In KB, each file compressed by itself. */
export async function firstLoadKilobytes(folder = WEB_FOLDER): Promise<number> {
  const manifest = JSON.parse(await readFile(`${folder}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
  const files = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name]!;
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry) add(name);
  const sizes = await Promise.all([...files].map(async (file) => gzipSync(await readFile(`${folder}/${file}`)).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
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
