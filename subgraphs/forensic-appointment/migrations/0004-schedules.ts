import type { MigrationInterface, QueryRunner } from 'typeorm';

const LIVE = `'HELD', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS'`;
const KINDS = `'PHYSICAL_INJURY', 'SEXUAL_ASSAULT', 'STRANGULATION', 'TOXICOLOGY', 'PSYCHIATRIC'`;
const EQUIPMENT = `'COLPOSCOPE', 'CAMERA', 'ALTERNATE_LIGHT_SOURCE', 'SWAB_DRYING_CABINET'`;

/**
 * When clinics and examiners work (iCalendar rules in wall time, and their exceptions), where and with what they examine, and what each live
 * appointment takes of it. `opening_hours` and `closed_date` are carried over and used no more; a later release drops them.
 * A clinic that was there before goes on as before: a room and one unit of each kind of equipment per examiner.
 */
export class Schedules implements MigrationInterface {
  readonly name = 'Schedules0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clinic
        ADD COLUMN buffer_before_minutes int NOT NULL DEFAULT 0, ADD COLUMN buffer_after_minutes int NOT NULL DEFAULT 0,
        ADD COLUMN exam_minutes jsonb NOT NULL DEFAULT '{}', ADD COLUMN version int NOT NULL DEFAULT 1, ADD COLUMN derived_on date,
        ADD CONSTRAINT clinic_buffers CHECK (buffer_before_minutes BETWEEN 0 AND 240 AND buffer_after_minutes BETWEEN 0 AND 240) NOT VALID;
      COMMENT ON COLUMN clinic.exam_minutes IS 'Durations of this clinic by kind of examination, where they differ from the national ones';

      ALTER TABLE examiner ADD COLUMN own_hours boolean NOT NULL DEFAULT false, ADD COLUMN version int NOT NULL DEFAULT 1;
      COMMENT ON COLUMN examiner.own_hours IS 'False: works whenever the clinic is open';

      CREATE TABLE schedule_rule (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        clinic_id uuid NOT NULL REFERENCES clinic, examiner_id uuid,
        kind text NOT NULL CHECK (kind IN ('OPEN', 'WORKING', 'ON_CALL')),
        starts_at timestamp NOT NULL CHECK (isfinite(starts_at)), minutes int NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
        rrule text CHECK (length(rrule) BETWEEN 1 AND 400),
        reach_minutes int NOT NULL DEFAULT 0 CHECK (reach_minutes BETWEEN 0 AND 720),
        ended_at timestamptz, version int NOT NULL DEFAULT 1 CHECK (version > 0),
        FOREIGN KEY (examiner_id, clinic_id) REFERENCES examiner (id, clinic_id),
        CHECK ((kind = 'OPEN') = (examiner_id IS NULL)),
        CHECK (kind = 'ON_CALL' OR reach_minutes = 0)
      );
      COMMENT ON COLUMN schedule_rule.starts_at IS 'Wall time in the clinic''s zone; no rrule: once';
      CREATE INDEX schedule_rule_clinic ON schedule_rule (clinic_id, id) WHERE ended_at IS NULL;

      CREATE TABLE schedule_exception (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        clinic_id uuid NOT NULL REFERENCES clinic, examiner_id uuid, rule_id uuid REFERENCES schedule_rule,
        kind text NOT NULL CHECK (kind IN ('CLOSED', 'LEAVE', 'EXDATE', 'RDATE')),
        starts_at timestamp NOT NULL CHECK (isfinite(starts_at)), ends_at timestamp CHECK (isfinite(ends_at)),
        reason text CHECK (reason IN ('PUBLIC_HOLIDAY', 'NO_EXAMINER', 'PREMISES', 'QUARANTINE')),
        FOREIGN KEY (examiner_id, clinic_id) REFERENCES examiner (id, clinic_id),
        CHECK ((kind = 'CLOSED') = (reason IS NOT NULL)),
        CHECK ((kind = 'LEAVE') = (examiner_id IS NOT NULL)),
        CHECK ((kind IN ('EXDATE', 'RDATE')) = (rule_id IS NOT NULL)),
        CHECK ((kind IN ('CLOSED', 'LEAVE')) = (ends_at IS NOT NULL)),
        CHECK (starts_at < ends_at)
      );
      CREATE INDEX schedule_exception_clinic ON schedule_exception (clinic_id, starts_at, id);

      -- derived from rules and exceptions: when a clinic is open, and when an examiner can examine there
      CREATE TABLE shift (
        clinic_id uuid NOT NULL REFERENCES clinic, examiner_id uuid, rule_id uuid NOT NULL REFERENCES schedule_rule,
        kind text NOT NULL CHECK (kind IN ('OPEN', 'WORKING', 'ON_CALL')),
        during tstzrange NOT NULL CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
        reach_minutes int NOT NULL,
        UNIQUE NULLS NOT DISTINCT (clinic_id, examiner_id, rule_id, during),
        CHECK ((kind = 'OPEN') = (examiner_id IS NULL))
      );
      CREATE INDEX shift_examiner ON shift USING gist (examiner_id, during) WHERE examiner_id IS NOT NULL;
      CREATE INDEX shift_clinic ON shift (clinic_id, lower(during));

      CREATE TABLE exam_place (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clinic_id uuid NOT NULL REFERENCES clinic,
        kind text NOT NULL CHECK (kind IN ('ROOM', 'MOBILE_TEAM')), label text NOT NULL CHECK (length(label) BETWEEN 1 AND 40),
        fit_for text[] NOT NULL CHECK (cardinality(fit_for) > 0 AND fit_for <@ ARRAY[${KINDS}]),
        regions text[] NOT NULL DEFAULT '{}', travel_minutes int NOT NULL DEFAULT 0 CHECK (travel_minutes BETWEEN 0 AND 720),
        active boolean NOT NULL DEFAULT true, version int NOT NULL DEFAULT 1 CHECK (version > 0),
        UNIQUE (clinic_id, label), UNIQUE (id, clinic_id),
        CHECK ((kind = 'MOBILE_TEAM') = (cardinality(regions) > 0)), CHECK (kind = 'MOBILE_TEAM' OR travel_minutes = 0)
      );
      CREATE INDEX exam_place_regions ON exam_place USING gin (regions) WHERE kind = 'MOBILE_TEAM';

      CREATE TABLE exam_equipment (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clinic_id uuid NOT NULL REFERENCES clinic, team_id uuid,
        kind text NOT NULL CHECK (kind IN (${EQUIPMENT})), label text NOT NULL CHECK (length(label) BETWEEN 1 AND 40),
        active boolean NOT NULL DEFAULT true, version int NOT NULL DEFAULT 1 CHECK (version > 0),
        UNIQUE (clinic_id, label),
        FOREIGN KEY (team_id, clinic_id) REFERENCES exam_place (id, clinic_id)
      );
      COMMENT ON COLUMN exam_equipment.team_id IS 'The mobile team that carries it; null: for the rooms';

      ALTER TABLE appointment
        ADD COLUMN place_id uuid, ADD COLUMN team_region text,
        ADD COLUMN buffer_before_minutes int NOT NULL DEFAULT 0, ADD COLUMN buffer_after_minutes int NOT NULL DEFAULT 0,
        ADD CONSTRAINT appointment_place FOREIGN KEY (place_id, clinic_id) REFERENCES exam_place (id, clinic_id) NOT VALID;

      -- what a live appointment takes, its buffers included; kept afterwards, so that it is known what was used
      CREATE TABLE appointment_use (
        appointment_id uuid NOT NULL REFERENCES appointment, clinic_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('EXAMINER', 'PLACE', 'EQUIPMENT')), resource text NOT NULL,
        during tstzrange NOT NULL, live boolean NOT NULL DEFAULT true,
        PRIMARY KEY (appointment_id, resource),
        CONSTRAINT resource_once EXCLUDE USING gist (resource WITH =, during WITH &&) WHERE (live)
      );
      COMMENT ON COLUMN appointment_use.resource IS 'Id of the place or unit; of an examiner the staff account, so that one person at two clinics is one';
      CREATE INDEX appointment_use_clinic ON appointment_use USING gist (clinic_id, during) WHERE live;

      -- whoever writes an appointment, its examiner is taken with it, and all that it takes is free when it is no longer live
      CREATE FUNCTION appointment_takes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO appointment_use (appointment_id, clinic_id, kind, resource, during)
        SELECT NEW.id, NEW.clinic_id, 'EXAMINER', coalesce(e.staff, e.id::text), tstzrange(
          NEW.starts_at - make_interval(mins => NEW.buffer_before_minutes), NEW.ends_at + make_interval(mins => NEW.buffer_after_minutes))
        FROM examiner e WHERE e.id = NEW.examiner_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER appointment_takes AFTER INSERT ON appointment FOR EACH ROW WHEN (NEW.state IN (${LIVE}))
        EXECUTE FUNCTION appointment_takes();
      CREATE FUNCTION appointment_frees() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE appointment_use SET live = false WHERE appointment_id = NEW.id AND live;
        RETURN NULL;
      END $$;
      CREATE TRIGGER appointment_frees AFTER UPDATE OF state ON appointment FOR EACH ROW
        WHEN (OLD.state IN (${LIVE}) AND NEW.state NOT IN (${LIVE})) EXECUTE FUNCTION appointment_frees();

      INSERT INTO appointment_use (appointment_id, clinic_id, kind, resource, during)
        SELECT a.id, a.clinic_id, 'EXAMINER', coalesce(e.staff, e.id::text), a.during
        FROM appointment a JOIN examiner e ON e.id = a.examiner_id WHERE a.state IN (${LIVE});
      INSERT INTO schedule_rule (clinic_id, kind, starts_at, minutes, rrule)
        SELECT clinic_id, 'OPEN', date '2024-01-01' + min(weekday) - 1 + opens,
          CASE WHEN closes <= opens THEN 1440 ELSE 0 END + (extract(epoch FROM closes - opens) / 60)::int,
          'FREQ=WEEKLY;BYDAY=' || string_agg((ARRAY['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[weekday], ',' ORDER BY weekday)
        FROM opening_hours GROUP BY clinic_id, opens, closes;
      INSERT INTO schedule_exception (clinic_id, kind, starts_at, ends_at, reason)
        SELECT clinic_id, 'CLOSED', closed_on, closed_on + 1, reason FROM closed_date;
      INSERT INTO exam_place (clinic_id, kind, label, fit_for)
        SELECT clinic_id, 'ROOM', row_number() OVER (PARTITION BY clinic_id ORDER BY id)::text, ARRAY[${KINDS}] FROM examiner;
      INSERT INTO exam_equipment (clinic_id, kind, label)
        SELECT clinic_id, kind, kind || ' ' || row_number() OVER (PARTITION BY clinic_id, kind ORDER BY id)
        FROM examiner CROSS JOIN unnest(ARRAY[${EQUIPMENT}]) AS kind;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER appointment_takes ON appointment; DROP TRIGGER appointment_frees ON appointment;
      DROP FUNCTION appointment_takes, appointment_frees;
      ALTER TABLE appointment DROP COLUMN place_id, DROP COLUMN team_region, DROP COLUMN buffer_before_minutes, DROP COLUMN buffer_after_minutes;
      DROP TABLE appointment_use, exam_equipment, exam_place, shift, schedule_exception, schedule_rule;
      ALTER TABLE examiner DROP COLUMN own_hours, DROP COLUMN version;
      ALTER TABLE clinic DROP COLUMN buffer_before_minutes, DROP COLUMN buffer_after_minutes, DROP COLUMN exam_minutes, DROP COLUMN version,
        DROP COLUMN derived_on;
    `);
  }
}
