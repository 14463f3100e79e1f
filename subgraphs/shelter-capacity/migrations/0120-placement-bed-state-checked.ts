import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In the order of beds, so that a bed with several placements is counted once without sorting; with all that a search reads of a row. */
const TAKES =
  'CREATE INDEX CONCURRENTLY placement_bed_takes ON placement_bed (unit_id, bed_id) INCLUDE (state, held_until, during) WHERE live';

/** What that one replaces */
const REPLACED = {
  placement_bed_live: 'placement_bed (unit_id) WHERE live',
  placement_live: 'placement (unit_id) INCLUDE (id, state, held_until, during) WHERE live',
} as const;

/** Fills the rows that were there before `0119`: those that are live; the others take no bed, and nobody asks. */
export class PlacementBedStateChecked implements MigrationInterface {
  readonly name = 'PlacementBedStateChecked0000000000120';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // a placement that changes meanwhile is waited for, and waits: its beds get what it is then
    await runner.query(`UPDATE placement_bed b SET state = p.state, held_until = p.held_until
      FROM (SELECT id, state, held_until FROM placement WHERE live FOR KEY SHARE) p WHERE b.placement_id = p.id AND b.live AND b.state IS NULL`);
    await runner.query('ALTER TABLE placement_bed DROP CONSTRAINT IF EXISTS placement_bed_state');
    await runner.query(`ALTER TABLE placement_bed ADD CONSTRAINT placement_bed_state
      CHECK (NOT live OR num_nonnulls(state, held_until) = 2) NOT VALID`);
    await runner.query('ALTER TABLE placement_bed VALIDATE CONSTRAINT placement_bed_state');
    await runner.query('ALTER TABLE placement_bed VALIDATE CONSTRAINT placement_bed_state_fk');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS placement_bed_takes');
    await runner.query(TAKES);
    for (const name of Object.keys(REPLACED)) await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(REPLACED))
      await runner.query(`CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ON ${on}`);
    await runner.query('DROP INDEX CONCURRENTLY placement_bed_takes');
    await runner.query('ALTER TABLE placement_bed DROP CONSTRAINT placement_bed_state');
  }
}
