import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The end of an entry that named nobody is behind the walls of her whom the shelter named at the place that it took, before or after. While a place or an offer
 * runs an entry does not end, whoever says so: a process of the version before ends it by time alone.
 */
export class WaitingEndsBehindHerWalls implements MigrationInterface {
  readonly name = 'WaitingEndsBehindHerWalls0000000000127';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION waiting_ended_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM event_tell('bed_wait.' || CASE WHEN NEW.cancelled_at IS NOT NULL THEN 'left'
            WHEN EXISTS (SELECT FROM placement p WHERE p.waiting_id = NEW.id AND p.taken_at IS NOT NULL AND p.arrived_at IS NOT NULL) THEN 'placed'
            ELSE 'over' END,
          NEW.id, NEW.victim_key,
          (SELECT p.victim_key FROM placement p WHERE p.waiting_id = NEW.id AND p.victim_key IS NOT NULL ORDER BY p.created_at DESC LIMIT 1),
          NEW.sender_agency, NEW.sender_unit, false);
        RETURN NULL;
      END $$;

      CREATE OR REPLACE FUNCTION placement_event_named() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE event SET victim_key = NEW.victim_key WHERE object = NEW.id;
        UPDATE event SET walls_of = NEW.victim_key WHERE object = NEW.waiting_id;
        RETURN NULL;
      END $$;

      CREATE FUNCTION waiting_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM placement p WHERE p.waiting_id = NEW.id AND p.live AND p.arrived_at IS NULL
            AND NOT (p.state = 'HELD' AND p.held_until <= clock_timestamp())) THEN
          NEW.ended_at := NULL;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER waiting_goes_on BEFORE UPDATE OF ended_at ON waiting_entry FOR EACH ROW
        WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NEW.cancelled_at IS NULL) EXECUTE FUNCTION waiting_goes_on();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER waiting_goes_on ON waiting_entry; DROP FUNCTION waiting_goes_on');
  }
}
