import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of the houses that came before `0137` those are closed of which nobody there has said, counted, changed or accepted anything: an officer was sent to a door
 * at which nobody was expected.
 */
const CLOSE = `WITH unconfirmed AS (
    UPDATE shelter s SET opening_state = 'CLOSED', opening_reason = 'NOT_CONFIRMED', opening_until = NULL, version = version + 1
    WHERE s.source IS NOT NULL AND s.version = 1 AND s.counts_version = 0 AND s.opening_state IN ('OPEN', 'SEASONAL')
      AND NOT EXISTS (SELECT FROM unit u WHERE u.shelter_id = s.id AND (u.version > 1 OR EXISTS (SELECT FROM placement p
        WHERE p.unit_id = u.id AND (p.accepted_at IS NOT NULL OR p.arrived_at IS NOT NULL))))
    RETURNING id
  ) UPDATE unit SET observed_at = NULL FROM unconfirmed WHERE unit.shelter_id = unconfirmed.id`;

/** Looks at the reasons that were there before `0137`, and builds by what those who wait are read page by page, in their order. */
export class HousesNotConfirmedChecked implements MigrationInterface {
  readonly name = 'HousesNotConfirmedChecked0000000000138';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE shelter VALIDATE CONSTRAINT shelter_opening_reason');
    await runner.query(CLOSE);
    await this.down(runner);
    await runner.query(
      'CREATE INDEX CONCURRENTLY waiting_entry_turn ON waiting_entry (need, created_at, id) WHERE ended_at IS NULL AND cancelled_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS waiting_entry_turn');
  }
}
