import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each state of an appointment is told to its clinic and to the unit that holds the time; a clinic that holds its own is told once. */
export class AppointmentEvents implements MigrationInterface {
  readonly name = 'AppointmentEvents0000000000115';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION appointment_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        told text := 'appointment.' || CASE WHEN TG_ARGV[0] IS NOT NULL THEN TG_ARGV[0]
          WHEN NEW.state = 'IN_PROGRESS' THEN 'started' ELSE lower(NEW.state) END;
      BEGIN
        PERFORM event_tell(told, NEW.id, NEW.victim_key, NULL, NEW.clinic_agency, NULL, true);
        IF NEW.holder_agency <> NEW.clinic_agency THEN
          PERFORM event_tell(told, NEW.id, NEW.victim_key, NULL, NEW.holder_agency, NEW.holder_unit, false);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER appointment_told AFTER INSERT ON appointment FOR EACH ROW EXECUTE FUNCTION appointment_event();
      CREATE TRIGGER appointment_told_state AFTER UPDATE OF state ON appointment FOR EACH ROW
        WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION appointment_event();
      CREATE TRIGGER appointment_told_offered AFTER UPDATE OF wait_id ON appointment FOR EACH ROW
        WHEN (OLD.wait_id IS NULL AND NEW.wait_id IS NOT NULL AND NEW.state = 'HELD') EXECUTE FUNCTION appointment_event('offered');
      CREATE TRIGGER appointment_told_moved AFTER UPDATE OF moved_from ON appointment FOR EACH ROW
        WHEN (OLD.moved_from IS NULL AND NEW.moved_from IS NOT NULL) EXECUTE FUNCTION appointment_event('moved');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER appointment_told ON appointment; DROP TRIGGER appointment_told_state ON appointment;
      DROP TRIGGER appointment_told_offered ON appointment; DROP TRIGGER appointment_told_moved ON appointment;
      DROP FUNCTION appointment_event;
    `);
  }
}
