import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Requests to many shelters, the waiting list, the history of a placement, and what a stay has beside its hold. An offer is a placement, so that
 * its beds are held as any hold's are; a constraint keeps one that nobody took from becoming a stay.
 */
export class RequestsAndStays implements MigrationInterface {
  readonly name = 'RequestsAndStays0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bed_broadcast (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        region_codes text[] NOT NULL CHECK (cardinality(region_codes) BETWEEN 1 AND 5),
        household jsonb NOT NULL, first_night date, nights int NOT NULL CHECK (nights BETWEEN 1 AND 180),
        sender_agency text NOT NULL, sender_unit text, sender_staff text NOT NULL,
        -- for her walls only: no field answers it
        victim_key uuid,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), deadline_at timestamptz NOT NULL,
        taken_at timestamptz, cancelled_at timestamptz,
        CHECK (num_nonnulls(taken_at, cancelled_at) <= 1)
      );
      CREATE INDEX bed_broadcast_sent ON bed_broadcast (sender_agency, coalesce(sender_unit, ''), created_at DESC, id DESC);
      CREATE INDEX bed_broadcast_retention ON bed_broadcast (deadline_at, id);
      CREATE INDEX bed_broadcast_victim ON bed_broadcast (victim_key) WHERE victim_key IS NOT NULL;

      CREATE TABLE bed_broadcast_shelter (
        broadcast_id uuid NOT NULL REFERENCES bed_broadcast ON DELETE CASCADE, shelter_id uuid NOT NULL, agency text NOT NULL,
        deadline_at timestamptz NOT NULL,
        PRIMARY KEY (broadcast_id, shelter_id),
        FOREIGN KEY (shelter_id, agency) REFERENCES shelter (id, agency)
      );
      CREATE INDEX bed_broadcast_inbox ON bed_broadcast_shelter (agency, deadline_at);

      CREATE TABLE waiting_entry (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        region_codes text[] NOT NULL CHECK (cardinality(region_codes) BETWEEN 1 AND 5),
        -- lower is nearer: 1 in danger now, 2 nowhere to sleep, 3 can wait
        need int NOT NULL CHECK (need BETWEEN 1 AND 3),
        household jsonb NOT NULL, first_night date, nights int NOT NULL CHECK (nights BETWEEN 1 AND 180),
        sender_agency text NOT NULL, sender_unit text, sender_staff text NOT NULL,
        -- for her walls only: no field answers it
        victim_key uuid,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), expires_at timestamptz NOT NULL,
        cancelled_at timestamptz,
        -- set by the housekeeping when nothing more can come of it; what it is, is derived
        ended_at timestamptz
      );
      CREATE INDEX waiting_entry_sent ON waiting_entry (sender_agency, coalesce(sender_unit, ''), created_at DESC, id DESC);
      CREATE INDEX waiting_entry_region ON waiting_entry USING gin (region_codes) WHERE ended_at IS NULL AND cancelled_at IS NULL;
      CREATE INDEX waiting_entry_retention ON waiting_entry (expires_at, id);
      CREATE INDEX waiting_entry_victim ON waiting_entry (victim_key) WHERE victim_key IS NOT NULL;

      CREATE TABLE quarantine_period (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- a country or a region of it, by ISO 3166
        jurisdiction text NOT NULL CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
        -- null: none from then on
        days int CHECK (days BETWEEN 1 AND 60),
        starts_on date NOT NULL, source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500), source_date date NOT NULL,
        set_by_agency text NOT NULL, set_by_staff text NOT NULL, set_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX quarantine_period_of ON quarantine_period (jurisdiction, starts_on DESC, set_at DESC);

      ALTER TABLE placement
        ADD COLUMN household jsonb, ADD COLUMN came jsonb, ADD COLUMN walls_of uuid,
        ADD COLUMN broadcast_id uuid, ADD COLUMN waiting_id uuid, ADD COLUMN taken_at timestamptz,
        ADD COLUMN accepted_at timestamptz, ADD COLUMN spoken_at timestamptz, ADD COLUMN spoken_role text, ADD COLUMN spoken_reference text,
        ADD COLUMN asked_unit uuid, ADD COLUMN asked daterange, ADD COLUMN arrived_version int,
        ADD COLUMN first_night date, ADD COLUMN in_unit_since timestamptz, ADD COLUMN transfer_of uuid, ADD COLUMN guest_sealed bytea;
      ALTER TABLE placement ADD CONSTRAINT placement_broadcast_fk
        FOREIGN KEY (broadcast_id) REFERENCES bed_broadcast ON DELETE SET NULL NOT VALID;
      ALTER TABLE placement ADD CONSTRAINT placement_waiting_fk
        FOREIGN KEY (waiting_id) REFERENCES waiting_entry ON DELETE SET NULL NOT VALID;
      ALTER TABLE placement ADD CONSTRAINT placement_transfer_fk
        FOREIGN KEY (transfer_of) REFERENCES placement ON DELETE SET NULL NOT VALID;
      ALTER TABLE placement ADD CONSTRAINT placement_one_offer CHECK (num_nonnulls(broadcast_id, waiting_id) <= 1) NOT VALID;
      ALTER TABLE placement ADD CONSTRAINT placement_offer_taken CHECK (num_nonnulls(broadcast_id, waiting_id) = 0 OR taken_at IS NOT NULL
        OR state IN ('HELD', 'LAPSED', 'RELEASED', 'DECLINED', 'NOT_WANTED_BY_HER')) NOT VALID;
      ALTER TABLE placement ADD CONSTRAINT placement_spoken CHECK ((spoken_at IS NULL) = (spoken_role IS NULL)) NOT VALID;
      ALTER TABLE placement ADD CONSTRAINT placement_spoken_reference CHECK (spoken_reference ~ '^[A-Z0-9-]{1,20}$') NOT VALID;

      CREATE TABLE placement_step (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        placement_id uuid NOT NULL REFERENCES placement ON DELETE CASCADE,
        step text NOT NULL CHECK (step IN ('HOLD', 'OFFER', 'TAKE', 'RECORD_BY_PHONE', 'ACCEPT', 'DECLINE', 'LAPSE', 'RELEASE', 'NOT_WANTED',
          'ARRIVE', 'EXTEND', 'TRANSFER', 'DEPART')),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- null: nobody did it, the hold ran out
        agency text, staff text,
        -- what it has since then: its unit, its nights, and its beds; none when they are free again
        unit_id uuid NOT NULL REFERENCES unit, during daterange NOT NULL, beds uuid[] NOT NULL
      );
      CREATE INDEX placement_step_of ON placement_step (placement_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE placement_step;
      ALTER TABLE placement DROP COLUMN household, DROP COLUMN came, DROP COLUMN walls_of, DROP COLUMN broadcast_id, DROP COLUMN waiting_id,
        DROP COLUMN taken_at, DROP COLUMN accepted_at, DROP COLUMN spoken_at, DROP COLUMN spoken_role, DROP COLUMN spoken_reference,
        DROP COLUMN asked_unit, DROP COLUMN asked, DROP COLUMN arrived_version, DROP COLUMN first_night, DROP COLUMN in_unit_since,
        DROP COLUMN transfer_of, DROP COLUMN guest_sealed;
      DROP TABLE quarantine_period, waiting_entry, bed_broadcast_shelter, bed_broadcast;
    `);
  }
}
