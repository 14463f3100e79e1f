import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a foreign key refers to that carries a placement's state to its beds. Built while the table is in use. */
export class PlacementKeyWithState implements MigrationInterface {
  readonly name = 'PlacementKeyWithState0000000000118';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS placement_state_key');
    await runner.query('CREATE UNIQUE INDEX CONCURRENTLY placement_state_key ON placement (id, state, held_until)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY placement_state_key');
  }
}
