import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is there changes while they are: a step keeps who it was from then on, and is told to the shelter alone. */
export class HouseholdChanges implements MigrationInterface {
  readonly name = 'HouseholdChanges0000000000144';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE placement_step ADD COLUMN household jsonb;
      ALTER TABLE placement_step DROP CONSTRAINT placement_step_step_check;
      ALTER TABLE placement_step ADD CONSTRAINT placement_step_step_check CHECK (step IN ('HOLD', 'OFFER', 'TAKE', 'RECORD_BY_PHONE', 'ACCEPT',
        'DECLINE', 'LAPSE', 'RELEASE', 'NOT_WANTED', 'ARRIVE', 'EXTEND', 'TRANSFER', 'DEPART', 'ARRIVE_IN_ERROR', 'DEPART_IN_ERROR', 'LINK',
        'UNLINK', 'HOUSEHOLD')) NOT VALID;

      CREATE OR REPLACE FUNCTION placement_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        p placement;
        told text := CASE NEW.step WHEN 'HOLD' THEN 'bed.held' WHEN 'OFFER' THEN 'bed.offered' WHEN 'TAKE' THEN 'bed.taken'
          WHEN 'RECORD_BY_PHONE' THEN 'bed.accepted_by_phone' WHEN 'ACCEPT' THEN 'bed.accepted' WHEN 'DECLINE' THEN 'bed.declined'
          WHEN 'LAPSE' THEN 'bed.lapsed' WHEN 'RELEASE' THEN 'bed.released' WHEN 'NOT_WANTED' THEN 'bed.not_wanted'
          WHEN 'ARRIVE' THEN 'stay.arrived' WHEN 'EXTEND' THEN 'stay.extended' WHEN 'TRANSFER' THEN 'stay.transferred'
          WHEN 'DEPART' THEN 'stay.departed' WHEN 'ARRIVE_IN_ERROR' THEN 'stay.arrived_in_error'
          WHEN 'DEPART_IN_ERROR' THEN 'stay.departed_in_error' WHEN 'LINK' THEN 'stay.linked' WHEN 'UNLINK' THEN 'stay.unlinked'
          WHEN 'HOUSEHOLD' THEN 'stay.household_changed' END;
      BEGIN
        SELECT * INTO p FROM placement WHERE id = NEW.placement_id;
        PERFORM event_tell(told, p.id, p.victim_key, p.walls_of, p.agency, NULL, true);
        IF p.sender_agency <> p.agency AND NEW.step NOT IN ('EXTEND', 'TRANSFER', 'DEPART', 'DEPART_IN_ERROR', 'LINK', 'UNLINK', 'HOUSEHOLD') THEN
          PERFORM event_tell(told, p.id, p.victim_key, p.walls_of, p.sender_agency, p.sender_unit, false);
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  async down(): Promise<void> {
    // what was written stays: the version before writes none of it, and shows the history of such a stay to nobody
  }
}
