import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { DATA_KEYS, type ErasedRows, type SubgraphDefinition } from '../../subgraphs/kit/index.js';
import { asAdmin } from '../databases.js';
import { type Manifest, readManifest, writeManifest } from './manifest.js';

const NEW = 'manifest.json.new';

export interface Forgotten {
  readonly folder: string;
  /** Rows of people who were erased that the backup held until now */
  readonly rows: number;
}

/** Whom this subgraph has erased: in its own database, which a restore brings up to date with what was erased since. */
export const erasedSubjects = (ownerUrl: string): Promise<ReadonlySet<string>> =>
  asAdmin(ownerUrl, async (client) => {
    const { rows } = await client.query<{ subject: string }>('SELECT subject FROM public.erased_subject');
    return new Set(rows.map(({ subject }) => subject));
  });

/** The backups of a subgraph under a folder: FOLDER/SUBGRAPH, and FOLDER/<any>/SUBGRAPH. */
export async function keptBackups(folder: string, subgraph: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const under = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  const candidates = [join(folder, subgraph), ...under.map((each) => join(each, subgraph))];
  const found = await Promise.all(candidates.map(async (each) => (await readdir(each).catch(() => [])).length > 0));
  return candidates.filter((_, i) => found[i]).sort();
}

/**
 * Takes the data keys of people who were erased, and what else goes with them, out of a backup. It stays a backup of everybody else: new files are
 * written beside the old, the manifest is replaced in one step, then the old files go. Cut short at any moment it is whole, as before or as after,
 * and the next run removes what is left over.
 * @throws when the backup is not as it was taken: nothing is changed then
 */
export async function forget(
  definition: SubgraphDefinition,
  subjects: ReadonlySet<string>,
  folder: string,
): Promise<Forgotten> {
  const manifest = await readManifest(folder, definition.name);
  const erases = [DATA_KEYS, ...(definition.erases ?? [])];
  let rows = 0;
  const tables: Manifest['tables'] = [];
  for (let table of manifest.tables) {
    // a table may name her in more than one way
    for (const erased of erases.filter((each) => each.table === table.name)) {
      const rewritten = await rewrite(folder, table, erased, subjects);
      rows += rewritten?.forgotten ?? 0;
      table = rewritten?.table ?? table;
    }
    tables.push(table);
  }
  if (rows > 0) {
    await rm(join(folder, NEW), { force: true });
    await writeManifest(folder, { ...manifest, tables }, NEW);
    await rename(join(folder, NEW), join(folder, 'manifest.json'));
    await settle(folder);
  }
  const named = new Set(['manifest.json', ...tables.map(({ file }) => file)]);
  for (const name of await readdir(folder)) if (!named.has(name)) await rm(join(folder, name));
  await settle(folder);
  return { folder, rows };
}

type TableFile = Manifest['tables'][number];

/** Null when nothing of it is to be forgotten. */
async function rewrite(
  folder: string,
  table: TableFile,
  { subject, columns, sealedAs }: ErasedRows,
  subjects: ReadonlySet<string>,
): Promise<{ table: TableFile; forgotten: number } | null> {
  const at = table.columns.indexOf(subject);
  const id = table.columns.indexOf('id');
  const emptied = (columns ?? []).map((column) => table.columns.indexOf(column)).filter((i) => i >= 0);
  if (at < 0 || (columns && emptied.length === 0)) return null;
  const file = `${table.name}-${randomUUID()}.copy.gz`;
  const hash = createHash('sha256');
  let forgotten = 0;
  let kept = 0;
  await pipeline(
    createReadStream(join(folder, table.file)),
    createGunzip(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const line of linesOf(chunks)) {
        const values = line.split('\t');
        const named = subjects.has(values[at]!) || (sealedAs && subjects.has(`${sealedAs}${values[id]}`));
        const hers = named && !(columns && emptied.every((i) => values[i] === NULL));
        if (hers) forgotten++;
        if (hers && !columns) continue;
        if (hers) for (const i of emptied) values[i] = NULL;
        kept++;
        yield Buffer.from(`${values.join('\t')}\n`, 'latin1');
      }
    },
    createGzip(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(join(folder, file), { mode: 0o600, flags: 'wx', flush: true }),
  );
  return forgotten > 0 ? { table: { ...table, file, rows: kept, sha256: hash.digest('hex') }, forgotten } : null;
}

/** As COPY writes it; a tab or a newline within a value is escaped. */
const NULL = '\\N';

/** Bytes are kept as they are: a letter of UTF-8 has no byte that is a newline or a tab. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest) yield rest;
}

async function settle(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  await directory.sync().finally(() => directory.close());
}
