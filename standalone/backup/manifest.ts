import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

const ManifestSchema = z.object({
  format: z.literal(1),
  subgraph: z.string().min(1),
  /** By the database's clock */
  takenAt: z.iso.datetime({ precision: 6 }),
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      file: z.string().regex(/^[\w-]+\.copy\.gz$/),
      rows: z.int().min(0),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string().regex(/^\d+$/).nullable(), big: z.boolean() })),
});

/** What a backup of one database consists of. Written last: a folder without it is no backup. */
export type Manifest = z.infer<typeof ManifestSchema>;

const FILE = 'manifest.json';

export async function writeManifest(folder: string, manifest: Manifest, file = FILE): Promise<void> {
  await writeFile(join(folder, file), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
}

/** The manifest of a backup whose files are all there, unchanged. @throws naming what is not */
export async function readManifest(folder: string, subgraph: string): Promise<Manifest> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => {
    throw new Error(`${folder} holds no backup: there is no ${FILE}, or it cannot be read.`);
  });
  const parsed = ManifestSchema.safeParse(parsedJson(text));
  if (!parsed.success) throw new Error(`${join(folder, FILE)} is not the manifest of a backup.`);
  const manifest = parsed.data;
  if (manifest.subgraph !== subgraph)
    throw new Error(`${folder} is a backup of ${manifest.subgraph}, not of ${subgraph}.`);
  for (const { file, sha256 } of manifest.tables) {
    const found = await hashOfFile(join(folder, file)).catch(() => 'none');
    if (found !== sha256) throw new Error(`${join(folder, file)} is not as it was when the backup was taken.`);
  }
  return manifest;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
