import type pg from 'pg';
import type { Closure, SubgraphDefinition } from '../../subgraphs/kit/index.js';
import { migrateLocked, migrationsOf, underMigrationLock } from '../migrate.js';
import { connected } from './catalogue.js';
import { contentOf, empty, endConnections, letIn, shutOut } from './exclusive.js';
import { load } from './load.js';
import { type Manifest, readManifest } from './manifest.js';
import { assertCovers, type ClosureLogSource, closuresOf, replay } from './replay.js';

export interface RestoreOptions {
  readonly definition: SubgraphDefinition;
  readonly ownerUrl: string;
  /** Of this database: what `backup` made */
  readonly folder: string;
  /** Throws away what the database holds */
  readonly replace: boolean;
  readonly closureLog: ClosureLogSource | null;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Closures of the log, all of them closed again */
  readonly closures: number;
}

/**
 * The database as the backup has it, brought up to date, with everything closed that was ever closed. Until that is done the subgraph neither serves
 * nor connects: a restore that is cut short leaves a database that is marked and shut, to be restored again.
 * @throws before anything is changed: for a backup or a log that is incomplete or altered, or a database that holds data when `replace` is not said
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { definition, ownerUrl, folder } = options;
  const { name } = definition;
  const manifest = await readManifest(folder, name);
  assertKnown(definition, manifest);
  await closuresOf(definition, options.closureLog);
  const closures = await underMigrationLock(ownerUrl, async (client) => {
    if ((await contentOf(client)) === 'data' && !options.replace)
      throw new Error(`The database of ${name} is not empty: --replace throws away what it holds.`);
    const held = await taken(client, options);
    try {
      await migrateLocked(definition, ownerUrl, { only: manifest.migrations });
      await loadInto(ownerUrl, folder, manifest);
      await migrateLocked(definition, ownerUrl);
      await replay(definition, ownerUrl, held);
      // one that slipped in at the very beginning has not seen the mark
      await endConnections(client, name);
      await letIn(client, name);
    } catch (error) {
      const reason = (error as Error).message;
      throw new Error(
        `${reason}\nThe restore of ${name} was not finished: its database is marked and shut. Run restore again.`,
      );
    }
    return held;
  });
  return { manifest, closures: closures.length };
}

/**
 * Takes the database: shut, empty and marked, or as it was. The log is read when nobody can close anything any more: until then the subgraph
 * went on acknowledging.
 */
async function taken(client: pg.Client, { definition, closureLog }: RestoreOptions): Promise<Closure[]> {
  try {
    await shutOut(client, definition.name);
    const closures = await closuresOf(definition, closureLog);
    if ((await contentOf(client)) === 'data') await assertCovers(client, closures);
    await empty(client);
    return closures;
  } catch (error) {
    await client.query('ROLLBACK');
    // what an earlier restore left stays shut
    if ((await contentOf(client)) !== 'unfinished') await letIn(client, definition.name);
    throw error;
  }
}

function assertKnown(definition: SubgraphDefinition, manifest: Manifest): void {
  const known = migrationsOf(definition).map((each) => new each().name);
  const unknown = manifest.migrations.filter((each) => !known.includes(each));
  if (unknown.length > 0)
    throw new Error(`The backup is of a newer version: it has ${unknown.join(', ')}. Restore it with that version.`);
}

async function loadInto(ownerUrl: string, folder: string, manifest: Manifest): Promise<void> {
  const client = await connected(ownerUrl);
  try {
    await load(client, folder, manifest);
  } finally {
    await client.end();
  }
}
