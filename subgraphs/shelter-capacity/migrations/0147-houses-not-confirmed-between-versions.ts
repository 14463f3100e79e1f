import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `0138` did. */
const CLOSE = `WITH unconfirmed AS (
    UPDATE shelter s SET opening_state = 'CLOSED', opening_reason = 'NOT_CONFIRMED', opening_until = NULL, version = version + 1
    WHERE s.source IS NOT NULL AND s.version = 1 AND s.counts_version = 0 AND s.opening_state IN ('OPEN', 'SEASONAL')
      AND NOT EXISTS (SELECT FROM unit u WHERE u.shelter_id = s.id AND (u.version > 1 OR EXISTS (SELECT FROM placement p
        WHERE p.unit_id = u.id AND (p.accepted_at IS NOT NULL OR p.arrived_at IS NOT NULL))))
    RETURNING id
  ) UPDATE unit SET observed_at = NULL FROM unconfirmed WHERE unit.shelter_id = unconfirmed.id`;

/**
 * What comes from another system is not confirmed by its first row, whoever writes it: while an upgrade migrates, a process of a version before `0137` still serves,
 * and a house that it took over after `0138` had closed the others would be open and fresh for ever. Those that came between the two are closed here: the triggers
 * wait for what is being written, and let nothing by afterwards. Rooms that a house
 * enters by its own table have a reference as well: of a house that speaks for itself they are fresh.
 */
export class HousesNotConfirmedBetweenVersions implements MigrationInterface {
  readonly name = 'HousesNotConfirmedBetweenVersions0000000000147';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION shelter_from_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.opening_state := 'CLOSED'; NEW.opening_reason := 'NOT_CONFIRMED'; NEW.opening_until := NULL;
        RETURN NEW;
      END $$;
      CREATE FUNCTION unit_from_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM shelter s WHERE s.id = NEW.shelter_id AND s.source IS NOT NULL AND s.opening_reason = 'NOT_CONFIRMED') THEN
          NEW.observed_at := NULL;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER from_elsewhere BEFORE INSERT ON shelter FOR EACH ROW WHEN (NEW.source IS NOT NULL) EXECUTE FUNCTION shelter_from_elsewhere();
      CREATE TRIGGER from_elsewhere BEFORE INSERT ON unit FOR EACH ROW WHEN (NEW.external_id IS NOT NULL) EXECUTE FUNCTION unit_from_elsewhere();
    `);
    await runner.query(CLOSE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER from_elsewhere ON unit;
      DROP TRIGGER from_elsewhere ON shelter;
      DROP FUNCTION unit_from_elsewhere;
      DROP FUNCTION shelter_from_elsewhere;
    `);
  }
}
