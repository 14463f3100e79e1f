import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ClosuresAndRestoreMark } from './closure-log/migration.js';
import { ErasedSubjects } from './erasure/migration.js';
import { Events } from './event/migration.js';
import { KitTables } from './kit-tables.js';
import { RetentionRuns } from './retention/migration.js';
import { WitnessedCheckpoints } from './transparency-log/migration.js';

/**
 * Ids of assertions that were used, so that none is used twice, at whichever process of the subgraph. Unlogged: an id matters for as long as its
 * assertion lives, which is seconds, and writing one waits for no disk.
 */
class UsedAssertions implements MigrationInterface {
  readonly name = 'UsedAssertions0000000000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE used_assertion (id text PRIMARY KEY, expires_at timestamptz NOT NULL);
      CREATE INDEX used_assertion_expires_at ON used_assertion (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE used_assertion');
  }
}

/** What every subgraph's database has beside its own tables: first in each subgraph's list of migrations. */
export const KIT_MIGRATIONS = [
  KitTables,
  UsedAssertions,
  ClosuresAndRestoreMark,
  ErasedSubjects,
  WitnessedCheckpoints,
  RetentionRuns,
  Events,
];
