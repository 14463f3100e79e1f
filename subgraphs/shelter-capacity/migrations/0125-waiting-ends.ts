import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That nothing more comes of an entry of the waiting list is told to the unit that made it, once, and not when who had its place has left that. */
export class WaitingEnds implements MigrationInterface {
  readonly name = 'WaitingEnds0000000000125';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION waiting_ended_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM event_tell('bed_wait.' || CASE WHEN NEW.cancelled_at IS NOT NULL THEN 'left'
            WHEN EXISTS (SELECT FROM placement p WHERE p.waiting_id = NEW.id AND p.taken_at IS NOT NULL AND p.arrived_at IS NOT NULL) THEN 'placed'
            ELSE 'over' END,
          NEW.id, NEW.victim_key, NULL, NEW.sender_agency, NEW.sender_unit, false);
        RETURN NULL;
      END $$;
      CREATE TRIGGER waiting_told_ended AFTER UPDATE OF ended_at ON waiting_entry FOR EACH ROW
        WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION waiting_ended_event();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER waiting_told_ended ON waiting_entry; DROP FUNCTION waiting_ended_event');
  }
}
