import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The hub's own operations, which every agency may run: one document in each file, byte for byte as it is sent. */
export async function firstPartyOperations(folder = 'schema/operations'): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql')).sort();
  return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
}
