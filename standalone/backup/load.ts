import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyTarget, sequencesOf, tablesOf } from './catalogue.js';
import type { Manifest } from './manifest.js';

/**
 * Fills the tables, migrated to where the backup was, with what it holds, in one transaction; what migrations had put there themselves is part of
 * the backup.
 */
export async function load(client: pg.Client, folder: string, manifest: Manifest): Promise<void> {
  const tables = await tablesOf(client);
  const expected = manifest.tables.map(({ name, columns }) => `${name} (${columns.join(', ')})`).sort();
  const found = tables.map(({ name, columns }) => `${name} (${columns.join(', ')})`).sort();
  if (found.join('\n') !== expected.join('\n'))
    throw new Error('The tables of the backup are not those that its migrations make.');
  await client.query('BEGIN');
  await client.query(`TRUNCATE ${tables.map(({ name }) => `public.${pg.escapeIdentifier(name)}`).join(', ')}`);
  for (const table of tables) {
    const { file, rows } = manifest.tables.find(({ name }) => name === table.name)!;
    // what a trigger would add is in the backup as well
    await client.query(`ALTER TABLE public.${pg.escapeIdentifier(table.name)} DISABLE TRIGGER USER`);
    const stream = client.query(copyFrom(`COPY ${copyTarget(table)} FROM STDIN`));
    await pipeline(createReadStream(join(folder, file)), createGunzip(), stream);
    if (stream.rowCount !== rows) throw new Error(`${table.name} has ${stream.rowCount} rows, its backup ${rows}.`);
    await client.query(`ALTER TABLE public.${pg.escapeIdentifier(table.name)} ENABLE TRIGGER USER`);
  }
  await moveSequencesOn(client, manifest);
  await client.query('COMMIT');
}

/**
 * Numbers that were given out after the backup are known elsewhere (versions of the trust list at gateways, looks in her access log, closures in
 * their log) and must not be given out again. A sequence that starts at 1 never gets to the microseconds since 1970, unless it gave out a
 * million numbers a second; a later restore moves it further. That needs no memory of what was given out.
 */
async function moveSequencesOn(client: pg.Client, manifest: Manifest): Promise<void> {
  for (const { name, big } of await sequencesOf(client)) {
    const last = manifest.sequences.find((each) => each.name === name)?.lastValue ?? null;
    await client.query(
      `SELECT setval($1::regclass, greatest($2::bigint, CASE WHEN $3 THEN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint END))
       WHERE $2::bigint IS NOT NULL OR $3`,
      [`public.${pg.escapeIdentifier(name)}`, last, big],
    );
  }
}
