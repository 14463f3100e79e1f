import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stays that were linked with the wrong record: whose it was, so that her walls go on for the stay, and never more than one mark of a link, also when it is made again after
 * a restore. What was told of the stay is told of nobody from then on, or of her with whom it is linked next; who asked for the bed is told nothing.
 */
export class Unlinked implements MigrationInterface {
  readonly name = 'Unlinked0000000000142';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE placement_unlinked (
        id uuid PRIMARY KEY,
        placement_id uuid NOT NULL REFERENCES placement (id) ON DELETE CASCADE,
        -- the entry of a waiting list that the placement has served
        waiting_id uuid,
        victim_key uuid,
        reason text NOT NULL CHECK (reason IN ('OTHER_PERSON', 'RECORDED_TWICE')),
        -- the house, and who there
        agency text NOT NULL, staff text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX placement_unlinked_placement ON placement_unlinked (placement_id);
      CREATE INDEX placement_unlinked_waiting ON placement_unlinked (waiting_id) WHERE waiting_id IS NOT NULL;
      CREATE INDEX placement_unlinked_victim ON placement_unlinked (victim_key) WHERE victim_key IS NOT NULL;

      ALTER TABLE placement_step DROP CONSTRAINT placement_step_step_check;
      ALTER TABLE placement_step ADD CONSTRAINT placement_step_step_check CHECK (step IN ('HOLD', 'OFFER', 'TAKE', 'RECORD_BY_PHONE', 'ACCEPT',
        'DECLINE', 'LAPSE', 'RELEASE', 'NOT_WANTED', 'ARRIVE', 'EXTEND', 'TRANSFER', 'DEPART', 'ARRIVE_IN_ERROR', 'DEPART_IN_ERROR', 'LINK',
        'UNLINK')) NOT VALID;

      CREATE OR REPLACE FUNCTION placement_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        p placement;
        told text := CASE NEW.step WHEN 'HOLD' THEN 'bed.held' WHEN 'OFFER' THEN 'bed.offered' WHEN 'TAKE' THEN 'bed.taken'
          WHEN 'RECORD_BY_PHONE' THEN 'bed.accepted_by_phone' WHEN 'ACCEPT' THEN 'bed.accepted' WHEN 'DECLINE' THEN 'bed.declined'
          WHEN 'LAPSE' THEN 'bed.lapsed' WHEN 'RELEASE' THEN 'bed.released' WHEN 'NOT_WANTED' THEN 'bed.not_wanted'
          WHEN 'ARRIVE' THEN 'stay.arrived' WHEN 'EXTEND' THEN 'stay.extended' WHEN 'TRANSFER' THEN 'stay.transferred'
          WHEN 'DEPART' THEN 'stay.departed' WHEN 'ARRIVE_IN_ERROR' THEN 'stay.arrived_in_error'
          WHEN 'DEPART_IN_ERROR' THEN 'stay.departed_in_error' WHEN 'LINK' THEN 'stay.linked' WHEN 'UNLINK' THEN 'stay.unlinked' END;
      BEGIN
        SELECT * INTO p FROM placement WHERE id = NEW.placement_id;
        PERFORM event_tell(told, p.id, p.victim_key, p.walls_of, p.agency, NULL, true);
        IF p.sender_agency <> p.agency AND NEW.step NOT IN ('EXTEND', 'TRANSFER', 'DEPART', 'DEPART_IN_ERROR', 'LINK', 'UNLINK') THEN
          PERFORM event_tell(told, p.id, p.victim_key, p.walls_of, p.sender_agency, p.sender_unit, false);
        END IF;
        RETURN NULL;
      END $$;

      CREATE FUNCTION placement_event_unnamed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE event SET victim_key = NULL WHERE object = NEW.id AND victim_key = OLD.victim_key;
        UPDATE event SET walls_of = NULL WHERE object = NEW.waiting_id AND walls_of = OLD.victim_key;
        RETURN NULL;
      END $$;
      CREATE TRIGGER placement_told_unnamed AFTER UPDATE OF victim_key ON placement FOR EACH ROW
        WHEN (OLD.victim_key IS NOT NULL AND NEW.victim_key IS NULL) EXECUTE FUNCTION placement_event_unnamed();
    `);
  }

  async down(): Promise<void> {
    // what was marked stays marked: the version before takes no link away
  }
}
