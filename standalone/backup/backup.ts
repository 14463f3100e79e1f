import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { connected, copyTarget, migrationsOf, sequencesOf, type Table, tablesOf } from './catalogue.js';
import { type Manifest, writeManifest } from './manifest.js';

/**
 * One database as it is at one moment, while it goes on serving: one snapshot, table after table through gzip into `folder`, which must not be
 * there yet. Memory stays the same whatever the size. Needs no other program.
 */
export async function backup(subgraph: string, ownerUrl: string, folder: string): Promise<Manifest> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new Error(`${folder} is there already: a backup never overwrites one.`) : error;
  });
  const client = await connected(ownerUrl);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await assertComplete(client, subgraph);
    const { rows } = await client.query<{ at: string }>(
      `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
    );
    const tables: Manifest['tables'] = [];
    for (const table of await tablesOf(client)) tables.push(await copy(client, table, folder));
    const manifest: Manifest = {
      format: 1,
      subgraph,
      takenAt: rows[0]!.at,
      migrations: await migrationsOf(client),
      tables,
      sequences: await sequencesOf(client),
    };
    await client.query('COMMIT');
    await writeManifest(folder, manifest);
    const directory = await open(folder, 'r');
    await directory.sync().finally(() => directory.close());
    return manifest;
  } finally {
    await client.end();
  }
}

/** A database that is being restored holds less than it seems to. */
async function assertComplete(client: pg.Client, subgraph: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM public.restore_mark');
  if (rowCount)
    throw new Error(`The database of ${subgraph} was restored and does not serve yet: back it up when it does.`);
}

async function copy(client: pg.Client, table: Table, folder: string): Promise<Manifest['tables'][number]> {
  const file = `${table.name}.copy.gz`;
  const hash = createHash('sha256');
  const stream = client.query(copyTo(`COPY ${copyTarget(table)} TO STDOUT`));
  await pipeline(
    stream,
    createGzip(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(join(folder, file), { mode: 0o600, flags: 'wx', flush: true }),
  );
  return { ...table, columns: [...table.columns], file, rows: stream.rowCount, sha256: hash.digest('hex') };
}
