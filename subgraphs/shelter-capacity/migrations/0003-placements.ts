import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Holds and stays, and the beds they take. The composite foreign key carries a placement's unit, life and nights to its bed rows
 * (ON UPDATE CASCADE), so that the two cannot disagree; the exclusion constraint is the backstop of every booking.
 */
export class Placements implements MigrationInterface {
  readonly name = 'Placements0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE TABLE placement (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), unit_id uuid NOT NULL, agency text NOT NULL,
        state text NOT NULL CHECK (state IN
          ('HELD', 'ACCEPTED', 'ARRIVED', 'DEPARTED', 'DECLINED', 'LAPSED', 'RELEASED', 'NOT_WANTED_BY_HER')),
        live boolean NOT NULL GENERATED ALWAYS AS (state IN ('HELD', 'ACCEPTED', 'ARRIVED')) STORED,
        during daterange NOT NULL CHECK (NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
        held_until timestamptz NOT NULL,
        adults int NOT NULL CHECK (adults BETWEEN 1 AND 10),
        children_count int NOT NULL CHECK (children_count BETWEEN 0 AND 20),
        sender_agency text NOT NULL, sender_unit text, sender_staff text NOT NULL,
        victim_key uuid, guest_reference text CHECK (guest_reference ~ '^[A-Z0-9-]{1,20}$'),
        decline_reason text CHECK (decline_reason IN ('NO_CAPACITY', 'HOUSEHOLD_TOO_LARGE', 'BOY_TOO_OLD', 'ACCESSIBILITY', 'PETS',
          'LANGUAGE', 'SUPPORT_NEEDS', 'UNSAFE_LOCATION', 'CONFLICT_WITH_RESIDENT', 'OTHER')),
        version int NOT NULL DEFAULT 1,
        -- whole milliseconds: the keyset of lists travels through a JavaScript Date
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        arrived_at timestamptz, departed_at timestamptz,
        UNIQUE (id, unit_id, live, during),
        FOREIGN KEY (unit_id, agency) REFERENCES unit (id, agency),
        CHECK ((state IN ('ARRIVED', 'DEPARTED')) = (arrived_at IS NOT NULL)),
        CHECK ((state = 'DEPARTED') = (departed_at IS NOT NULL)),
        CHECK ((state = 'DECLINED') = (decline_reason IS NOT NULL)),
        CHECK (departed_at >= arrived_at)
      );
      CREATE INDEX placement_requests ON placement (agency, created_at DESC, id DESC);
      CREATE INDEX placement_holds ON placement (sender_agency, coalesce(sender_unit, ''), created_at DESC, id DESC);
      CREATE INDEX placement_stays ON placement (victim_key, created_at DESC, id DESC) WHERE victim_key IS NOT NULL;
      CREATE INDEX placement_lapsing ON placement (unit_id, held_until) WHERE state = 'HELD';

      CREATE TABLE placement_bed (
        placement_id uuid NOT NULL, bed_id uuid NOT NULL, unit_id uuid NOT NULL, live boolean NOT NULL, during daterange NOT NULL,
        PRIMARY KEY (placement_id, bed_id),
        FOREIGN KEY (bed_id, unit_id) REFERENCES bed (id, unit_id),
        FOREIGN KEY (placement_id, unit_id, live, during) REFERENCES placement (id, unit_id, live, during) ON UPDATE CASCADE,
        EXCLUDE USING gist (bed_id WITH =, during WITH &&) WHERE (live)
      );
      CREATE INDEX placement_bed_live ON placement_bed (unit_id) WHERE live;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE placement_bed, placement');
  }
}
