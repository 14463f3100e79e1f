import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an entry of the waiting list has ended is a state of it, by whichever way, and each is told once to the unit that made it. */
export class WaitEnds implements MigrationInterface {
  readonly name = 'WaitEnds0000000000116';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE exam_wait DROP CONSTRAINT exam_wait_state_check;
      ALTER TABLE exam_wait ADD CONSTRAINT exam_wait_state_check
        CHECK (state IN ('WAITING', 'BOOKED', 'LEFT', 'UNANSWERED', 'ENDED')) NOT VALID;

      CREATE FUNCTION exam_wait_ended_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM event_tell('exam_wait.' || lower(NEW.state), NEW.id, NEW.victim_key, NULL, NEW.holder_agency, NEW.holder_unit, false);
        RETURN NULL;
      END $$;
      CREATE TRIGGER exam_wait_told_ended AFTER UPDATE OF state ON exam_wait FOR EACH ROW
        WHEN (OLD.state = 'WAITING' AND NEW.state <> 'WAITING') EXECUTE FUNCTION exam_wait_ended_event();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER exam_wait_told_ended ON exam_wait; DROP FUNCTION exam_wait_ended_event;
      UPDATE exam_wait SET state = 'WAITING', ended_at = NULL WHERE state IN ('UNANSWERED', 'ENDED');
      ALTER TABLE exam_wait DROP CONSTRAINT exam_wait_state_check;
      ALTER TABLE exam_wait ADD CONSTRAINT exam_wait_state_check CHECK (state IN ('WAITING', 'BOOKED', 'LEFT'));
    `);
  }
}
