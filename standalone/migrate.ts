import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { MigrationInterface } from 'typeorm';
import { createDataSource, type SubgraphDefinition } from '../subgraphs/kit/index.js';
import { asAdmin, loginName } from './databases.js';

export interface MigrateOptions {
  /** How long one attempt waits for a table, and everybody who comes after it with it */
  readonly lockTimeoutMs?: number;
  readonly attempts?: number;
  readonly pauseMs?: number;
  readonly log?: (line: string) => void;
}

const LOCK_NOT_AVAILABLE = '55P03';
const WATCH_MS = 200;
const quoted = pg.escapeIdentifier;

/**
 * Runs the migrations that are missing, under the owner login, and grants the app login what it needs; returns their names. One that finds a table
 * busy gives up after `lockTimeoutMs`, lets those behind it pass, and tries again later.
 * @throws naming the busy table when it was busy each time; or when the database's restore was not finished
 */
export async function migrate(
  definition: SubgraphDefinition,
  { owner }: { readonly owner: string },
  options: MigrateOptions = {},
): Promise<string[]> {
  return underMigrationLock(owner, async (client) => {
    if (await isBeingRestored(client))
      throw new Error(
        `The restore of ${definition.name} was not finished: its database is not usable. Run restore again.`,
      );
    return migrateLocked(definition, owner, options);
  });
}

/** As {@link migrate}, for who holds the lock of {@link underMigrationLock}; `only` leaves the other migrations out. */
export async function migrateLocked(
  definition: SubgraphDefinition,
  owner: string,
  { lockTimeoutMs = 5_000, attempts = 10, pauseMs = 1_000, log = () => {}, only }: MigrateOptions & Only = {},
): Promise<string[]> {
  const migrations = migrationsOf(definition).filter((each) => !only || only.includes(new each().name!));
  const db = await createDataSource({
    url: owner,
    entities: [],
    migrations,
    poolSize: 1,
    patient: { lockTimeoutMs },
  }).initialize();
  const run: string[] = [];
  try {
    for (let attempt = 1; ; attempt++) {
      const watch = watchBusyTables(owner);
      try {
        const done = await db.runMigrations();
        run.push(...done.map(({ name }) => name));
        if (!only) await db.query(grants(definition));
        return run;
      } catch (error) {
        if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
        const busy = `${definition.name}: the table ${(await watch.tables()).join(', ') || '(unknown)'} is busy`;
        if (attempt === attempts) throw new Error(`${busy}. Nothing of this migration was done; run it again later.`);
        log(`  ${busy}, trying again`);
      } finally {
        await watch.stop();
      }
      await sleep(pauseMs * Math.min(2 ** (attempt - 1), 16) * (0.5 + Math.random()));
    }
  } finally {
    await db.destroy();
  }
}

interface Only {
  readonly only?: readonly string[];
}

export function migrationsOf(definition: SubgraphDefinition): (new () => MigrationInterface)[] {
  return definition.migrations as (new () => MigrationInterface)[];
}

/**
 * Two deployments do not migrate a database at once. Asked for again and again rather than waited for: a statement that waits holds a snapshot, for
 * which CREATE INDEX CONCURRENTLY would wait in turn.
 */
export function underMigrationLock<T>(owner: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asAdmin(owner, async (client) => {
    client.on('error', () => {});
    for (;;) {
      const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtext('migrations')) AS mine");
      if (rows[0].mine) return work(client);
      await sleep(500);
    }
  });
}

export async function isBeingRestored(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('public.restore_mark') IS NOT NULL AS known");
  if (!rows[0].known) return false;
  return (await client.query("SELECT FROM public.restore_mark WHERE state = 'RESTORING'")).rowCount === 1;
}

/** After a time-out PostgreSQL does not say what was waited for, so somebody looks on. */
function watchBusyTables(owner: string): { tables(): Promise<string[]>; stop(): Promise<void> } {
  const seen = new Set<string>();
  let stopped = false;
  const watching = asAdmin(owner, async (client) => {
    client.on('error', () => {});
    while (!stopped) {
      const { rows } = await client.query<{ name: string }>(
        `SELECT DISTINCT l.relation::regclass::text AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
         WHERE NOT l.granted AND l.relation IS NOT NULL AND a.datname = current_database() AND a.usename = current_user`,
      );
      for (const { name } of rows) seen.add(name);
      await sleep(WATCH_MS);
    }
  }).catch(() => {});
  const stop = async () => {
    stopped = true;
    await watching;
  };
  return { stop, tables: async () => [...seen] };
}

/** A closure is added and once marked as written; a restore's mark is set under the owner login and lifted under the app login. */
function grants({ name, appendOnly = [], vault }: SubgraphDefinition): string {
  const app = quoted(loginName(name, 'app'));
  return `
    GRANT USAGE ON SCHEMA public TO ${app};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${app};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${app};
    REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${app};
    REVOKE UPDATE, DELETE ON closure FROM ${app};
    GRANT UPDATE (written_at) ON closure TO ${app};
    REVOKE INSERT, UPDATE ON restore_mark FROM ${app};
    ${vault ? vaultGrants(name, vault, app) : ''}
    ${appendOnly.map((table) => `REVOKE UPDATE, DELETE ON ${quoted(table)} FROM ${app};`).join('\n')}`;
}

/** Tables of the vault are its login's alone, which has nothing else but what it must read and add to. */
function vaultGrants(
  name: string,
  { tables, appendOnly, others }: NonNullable<SubgraphDefinition['vault']>,
  app: string,
) {
  const login = quoted(loginName(name, 'vault'));
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${login};`,
    `GRANT USAGE ON SCHEMA public TO ${login};`,
    'GRANT SELECT ON restore_mark TO %;',
    'GRANT SELECT, INSERT, UPDATE ON idempotency_key TO %;',
    'GRANT INSERT ON own_record_log TO %;',
    ...tables.map((table) => `REVOKE ALL ON ${quoted(table)} FROM ${app};`),
    ...tables.map((table) => `GRANT SELECT, INSERT, UPDATE ON ${quoted(table)} TO %;`),
    ...appendOnly.map((table) => `REVOKE UPDATE ON ${quoted(table)} FROM %;`),
    ...others.map((right) => `GRANT ${right} TO %;`),
  ]
    .join('\n')
    .replaceAll('%', login);
}
