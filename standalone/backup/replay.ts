import type { JWK } from 'jose';
import type pg from 'pg';
import {
  type Closure,
  createDataSource,
  keepsWalls,
  readClosureLog,
  rowsOf,
  type SubgraphDefinition,
  transaction,
} from '../../subgraphs/kit/index.js';

/** Where a subgraph's processes have written what they closed, and every public key that ever signed there. */
export interface ClosureLogSource {
  readonly directories: readonly string[];
  readonly keys: readonly JWK[];
}

/**
 * The closures of a subgraph, verified. @throws without a log for a subgraph that keeps one: a backup alone would open again what was closed after
 * it was taken
 */
export async function closuresOf(definition: SubgraphDefinition, log: ClosureLogSource | null): Promise<Closure[]> {
  if (!definition.closures) return [];
  if (!log?.directories.length) {
    throw new Error(
      `${definition.name} keeps a closure log: without it, what was closed after the backup (withdrawals, walls, departures) would be open again. Name each of its folders with --closure-log.`,
    );
  }
  const closures = await readClosureLog(definition.name, log.directories, log.keys);
  for (const { kind } of closures) {
    if (!Object.hasOwn(definition.closures, kind))
      throw new Error(`The closure log holds ${kind}, which this version does not know: restore with a newer one.`);
  }
  return closures;
}

const WRITTEN = `SELECT id::text AS sequence, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at
  FROM public.closure WHERE written_at IS NOT NULL`;

type Written = Pick<Closure, 'sequence' | 'at'>;

/** What the database that is about to be replaced knows to be in the log: a folder that was forgotten is noticed before anything is lost. */
export async function assertCovers(client: pg.Client, closures: readonly Closure[]): Promise<void> {
  const { rows } = await client.query("SELECT to_regclass('public.closure') IS NOT NULL AS known");
  if (rows[0].known) assertHolds(closures, (await client.query<Written>(WRITTEN)).rows);
}

/**
 * Closes again everything in the log, in its order, and lifts the mark, in one transaction. Where walls are kept, the mark stays until the running
 * process has those that stand.
 */
export async function replay(
  definition: SubgraphDefinition,
  ownerUrl: string,
  closures: readonly Closure[],
): Promise<void> {
  const patient = { lockTimeoutMs: 5_000 };
  const db = await createDataSource({ url: ownerUrl, entities: [], migrations: [], poolSize: 1, patient }).initialize();
  try {
    await transaction(db, async (manager) => {
      if (definition.closures) assertHolds(closures, await rowsOf<Written>(manager, WRITTEN));
      for (const closure of closures) await definition.closures![closure.kind]!(manager, closure);
      await definition.onRestore?.(manager);
      await rowsOf(
        manager,
        keepsWalls(definition) ? "UPDATE restore_mark SET state = 'WALLS_MISSING'" : 'DELETE FROM restore_mark',
      );
    });
  } finally {
    await db.destroy();
  }
}

function assertHolds(closures: readonly Closure[], written: readonly Written[]): void {
  const held = new Set(closures.map(({ sequence, at }) => `${sequence} ${at}`));
  const missing = written.filter(({ sequence, at }) => !held.has(`${sequence} ${at}`)).length;
  if (missing > 0) {
    throw new Error(
      `The closure log lacks ${missing} of ${written.length} lines that were written to it: name every folder of it, of every host, with --closure-log.`,
    );
  }
}
