import type { MigrationInterface, QueryRunner } from 'typeorm';

const LIVE = `'HELD', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS'`;

/** A patient within one clinic, for one holder, is taken like a room: $row is the appointment. Hashed: it is compared, never read. */
const patient = (row: string) => `'patient ' || encode(sha256(convert_to(
    concat_ws(' ', ${row}.clinic_id, ${row}.victim_key, ${row}.holder_agency, coalesce(${row}.holder_unit, '')), 'UTF8')), 'hex')`;

/**
 * What moves an appointment (replaced by a confirmed one, displaced by an urgent one), and the waiting list. That she is not in two places at one time was a
 * constraint on the appointments; it becomes one more thing that is taken, which a hold that is to replace another one takes only when it is confirmed.
 */
export class BookingLife implements MigrationInterface {
  readonly name = 'BookingLife0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE appointment
        ADD COLUMN replaces uuid, ADD COLUMN moved_from uuid, ADD COLUMN moved_because text, ADD COLUMN moved_by text,
        ADD COLUMN override_reason text, ADD COLUMN wait_id uuid,
        ADD CONSTRAINT appointment_moved CHECK ((moved_from IS NULL) = (moved_because IS NULL) AND (moved_from IS NULL) = (moved_by IS NULL)
          AND moved_because IN ('ASKED_FOR', 'CLINIC_CHANGED_TIMES')) NOT VALID,
        ADD CONSTRAINT appointment_override CHECK (override_reason IN ('MEDICAL_NEED', 'EVIDENCE_ENDS_SOON', 'DANGER', 'CHILD')) NOT VALID;
      COMMENT ON COLUMN appointment.replaces IS 'A hold: confirming it cancels that one';
      COMMENT ON COLUMN appointment.moved_from IS 'The appointment whose place this one took over';

      ALTER TABLE appointment_use DROP CONSTRAINT appointment_use_kind_check,
        ADD CONSTRAINT appointment_use_kind CHECK (kind IN ('EXAMINER', 'PLACE', 'EQUIPMENT', 'PATIENT')) NOT VALID;
      CREATE FUNCTION appointment_patient() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO appointment_use (appointment_id, clinic_id, kind, resource, during)
        VALUES (NEW.id, NEW.clinic_id, 'PATIENT', ${patient('NEW')}, tstzrange(NEW.starts_at, NEW.ends_at));
        RETURN NULL;
      END $$;
      CREATE TRIGGER appointment_patient AFTER INSERT ON appointment FOR EACH ROW
        WHEN (NEW.victim_key IS NOT NULL AND NEW.replaces IS NULL AND NEW.state IN (${LIVE})) EXECUTE FUNCTION appointment_patient();
      CREATE TRIGGER appointment_patient_moved AFTER UPDATE OF state ON appointment FOR EACH ROW
        WHEN (NEW.victim_key IS NOT NULL AND NEW.replaces IS NOT NULL AND OLD.state = 'HELD' AND NEW.state = 'CONFIRMED')
        EXECUTE FUNCTION appointment_patient();
      INSERT INTO appointment_use (appointment_id, clinic_id, kind, resource, during)
        SELECT a.id, a.clinic_id, 'PATIENT', ${patient('a')}, a.during FROM appointment a WHERE a.victim_key IS NOT NULL AND a.state IN (${LIVE});
      ALTER TABLE appointment DROP CONSTRAINT appointment_victim_once;

      CREATE TABLE exam_wait (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('PHYSICAL_INJURY', 'SEXUAL_ASSAULT', 'STRANGULATION', 'TOXICOLOGY', 'PSYCHIATRIC')),
        clinic_id uuid REFERENCES clinic, region_code text CHECK (region_code ~ '^KZ-[0-9]{2}$'),
        examiner_sex text CHECK (examiner_sex IN ('FEMALE', 'MALE', 'UNSPECIFIED')), language text CHECK (language ~ '^[a-z]{2}$'),
        earliest timestamptz NOT NULL, latest timestamptz NOT NULL CHECK (isfinite(earliest) AND isfinite(latest) AND earliest < latest),
        medical_need boolean NOT NULL, priority text NOT NULL CHECK (priority IN ('STAT', 'ASAP', 'URGENT', 'ROUTINE')),
        victim_key uuid,
        local_reference text CHECK (local_reference ~ '^[A-Z0-9-]{1,20}$'),
        referral_code text CHECK (referral_code ~ '^[0-9]{10}$'),
        holder_agency text NOT NULL, holder_unit text, holder_staff text NOT NULL,
        state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'BOOKED', 'LEFT')),
        offers int NOT NULL DEFAULT 0 CHECK (offers >= 0),
        joined_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz, version int NOT NULL DEFAULT 1 CHECK (version > 0),
        CHECK (num_nonnulls(clinic_id, region_code) >= 1),
        CHECK ((state = 'WAITING') = (ended_at IS NULL))
      );
      CREATE INDEX exam_wait_waiting ON exam_wait (latest) WHERE state = 'WAITING';
      CREATE INDEX exam_wait_holder ON exam_wait (holder_agency, joined_at DESC, id DESC);
      CREATE INDEX exam_wait_retention ON exam_wait (latest, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE exam_wait;
      DROP TRIGGER appointment_patient ON appointment; DROP TRIGGER appointment_patient_moved ON appointment;
      DROP FUNCTION appointment_patient;
      DELETE FROM appointment_use WHERE kind = 'PATIENT';
      ALTER TABLE appointment_use DROP CONSTRAINT appointment_use_kind,
        ADD CONSTRAINT appointment_use_kind_check CHECK (kind IN ('EXAMINER', 'PLACE', 'EQUIPMENT'));
      ALTER TABLE appointment DROP COLUMN replaces, DROP COLUMN moved_from, DROP COLUMN moved_because, DROP COLUMN moved_by,
        DROP COLUMN override_reason, DROP COLUMN wait_id,
        ADD CONSTRAINT appointment_victim_once EXCLUDE USING gist (clinic_id WITH =, victim_key WITH =, holder_agency WITH =,
          (coalesce(holder_unit, '')) WITH =, during WITH &&) WHERE (victim_key IS NOT NULL AND state IN (${LIVE}));
    `);
  }
}
