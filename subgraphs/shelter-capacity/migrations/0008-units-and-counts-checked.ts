import type { MigrationInterface, QueryRunner } from 'typeorm';
import { UNITS_AND_COUNTS_RULES } from './0004-units-and-counts.js';

/** With all that a search reads of a row, so that it reads the indexes and, of what is settled, no table. */
const INDEXES = {
  bed_in_service: 'bed (unit_id) WHERE in_service',
  placement_live: 'placement (unit_id) INCLUDE (id, state, held_until, during) WHERE live',
} as const;

/** Looks at the rows that were there before the rules of `0004`, and builds what searches read, while the tables are in use. */
export class UnitsAndCountsChecked implements MigrationInterface {
  readonly name = 'UnitsAndCountsChecked0000000000008';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name] of UNITS_AND_COUNTS_RULES)
      await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`);
    for (const [name, on] of Object.entries(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX CONCURRENTLY ${name}`);
  }
}
