import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { json, type OwnKeys, OwnKeysSchema } from './key-folder.js';
import { type PublicKey, PublicKeySchema, publicHalf } from './key-set.js';

/** In the key folder of a subgraph that keeps a closure log: its lines outlive the keys that they were signed with. */
export const RETIRED_KEYS_FILE = 'retired.json';

/** Public halves only: a retired key signs nothing any more. */
const RetiredKeysSchema = z.strictObject({ keys: z.array(PublicKeySchema) });

/** Public halves of every key that this process has signed with or will, those that have ended too. @throws for a file that cannot be read */
export async function everySigningKey(folder: string): Promise<PublicKey[]> {
  const own = OwnKeysSchema.parse(await json(join(folder, 'own.json')));
  return [...(await retiredKeys(folder)), ...own.signing.keys.map(publicHalf)];
}

/** What is to stand in the file once `next` are the process's own keys: the retired ones, and those of `own.json` that `next` has not. */
export async function retiredBy(folder: string, next: OwnKeys): Promise<{ keys: PublicKey[] }> {
  const kept = new Set(next.signing.keys.map(({ kid }) => kid));
  return { keys: (await everySigningKey(folder)).filter(({ kid }) => !kept.has(kid)) };
}

async function retiredKeys(folder: string): Promise<PublicKey[]> {
  const file = join(folder, RETIRED_KEYS_FILE);
  const there = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return there ? RetiredKeysSchema.parse(await json(file)).keys : [];
}
