import { chown, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  calledBy,
  categoryOwners,
  type OwnKeys,
  OwnKeysSchema,
  RETIRED_KEYS_FILE,
  retiredBy,
  type SubgraphDefinition,
  trustedBy,
} from '../../subgraphs/kit/index.js';

/** Gives the folders to the user that the containers run as, who is never root: they may read nothing else of root's. */
export async function giveAway(base: string, user: string): Promise<void> {
  const [uid, gid] = user.split(':').map(Number);
  const inside = (await readdir(base, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of inside) {
    const folder = join(base, name);
    const files = (await readdir(folder)).map((file) => join(folder, file));
    for (const path of [...files, folder]) await chown(path, uid!, gid!);
  }
}

/** The keys of every process whose folder is below `base`. */
export async function readKeyFolders(base: string): Promise<Record<string, OwnKeys>> {
  const entries = await readdir(base, { withFileTypes: true }).catch(() => []);
  const own: Record<string, OwnKeys> = {};
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    const text = await readFile(join(base, name, 'own.json'), 'utf8').catch(() => null);
    if (text !== null) own[name] = OwnKeysSchema.parse(JSON.parse(text));
  }
  return own;
}

/**
 * Writes the folders of the processes: first whom each believes, then what each signs with, so that no key is used before it is known. A key that a
 * closure log or a checkpoint of the access log was signed with stays as a retired one before it is dropped. Each file is replaced in one step; processes read it again by themselves.
 */
export async function writeKeyFolders(
  base: string,
  own: Readonly<Record<string, OwnKeys>>,
  subgraphs: readonly SubgraphDefinition[],
): Promise<void> {
  const owners = categoryOwners(subgraphs);
  const callers = subgraphs.map((definition) => ({ name: definition.name, calls: calledBy(definition, owners) }));
  for (const name of Object.keys(own)) {
    await mkdir(join(base, name), { recursive: true, mode: 0o700 });
    await replace(join(base, name, 'trusted.json'), trustedBy(name, own, callers));
  }
  const before = await readKeyFolders(base);
  for (const { name } of subgraphs.filter(
    ({ name, closures, owns }) => (closures || owns?.length) && before[name] && own[name],
  )) {
    await replace(join(base, name, RETIRED_KEYS_FILE), await retiredBy(join(base, name), own[name]!));
  }
  for (const [name, keys] of Object.entries(own)) await replace(join(base, name, 'own.json'), keys);
}

/** In one step; what root writes belongs to whom the folder belongs to, as it did before. */
export async function replace(file: string, content: object | string): Promise<void> {
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  const { uid, gid } = await stat(dirname(file));
  if (process.getuid?.() === 0 && uid !== 0) await chown(`${file}.new`, uid, gid);
  await rename(`${file}.new`, file);
}
