import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each step of a placement is told to the shelter's agency and to the unit that asked, which is told no step that it does not see: how long she stays, where
 * she was moved to and when she left. A request to many is told to those that it was sent to.
 */
export class PlacementEvents implements MigrationInterface {
  readonly name = 'PlacementEvents0000000000115';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION placement_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        p placement;
        told text := CASE NEW.step WHEN 'HOLD' THEN 'bed.held' WHEN 'OFFER' THEN 'bed.offered' WHEN 'TAKE' THEN 'bed.taken'
          WHEN 'RECORD_BY_PHONE' THEN 'bed.accepted_by_phone' WHEN 'ACCEPT' THEN 'bed.accepted' WHEN 'DECLINE' THEN 'bed.declined'
          WHEN 'LAPSE' THEN 'bed.lapsed' WHEN 'RELEASE' THEN 'bed.released' WHEN 'NOT_WANTED' THEN 'bed.not_wanted'
          WHEN 'ARRIVE' THEN 'stay.arrived' WHEN 'EXTEND' THEN 'stay.extended' WHEN 'TRANSFER' THEN 'stay.transferred'
          ELSE 'stay.departed' END;
      BEGIN
        SELECT * INTO p FROM placement WHERE id = NEW.placement_id;
        PERFORM event_tell(told, p.id, p.victim_key, p.walls_of, p.agency, NULL, true);
        IF p.sender_agency <> p.agency AND NEW.step NOT IN ('EXTEND', 'TRANSFER', 'DEPART') THEN
          PERFORM event_tell(told, p.id, p.victim_key, p.walls_of, p.sender_agency, p.sender_unit, false);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER placement_told AFTER INSERT ON placement_step FOR EACH ROW EXECUTE FUNCTION placement_event();

      -- who is named later has her walls hold for what was told before
      CREATE FUNCTION placement_event_named() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE event SET victim_key = NEW.victim_key WHERE object = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER placement_told_named AFTER UPDATE OF victim_key ON placement FOR EACH ROW
        WHEN (OLD.victim_key IS NULL AND NEW.victim_key IS NOT NULL) EXECUTE FUNCTION placement_event_named();

      CREATE FUNCTION bed_request_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM event_tell('bed_request.sent', b.id, b.victim_key, NULL, asked.agency, NULL, true)
        FROM (SELECT DISTINCT broadcast_id, agency FROM sent ORDER BY broadcast_id, agency) asked JOIN bed_broadcast b ON b.id = asked.broadcast_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER bed_request_told AFTER INSERT ON bed_broadcast_shelter REFERENCING NEW TABLE AS sent
        FOR EACH STATEMENT EXECUTE FUNCTION bed_request_event();

      CREATE FUNCTION bed_request_closed_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM event_tell('bed_request.closed', NEW.id, NEW.victim_key, NULL, asked.agency, NULL, true)
        FROM (SELECT DISTINCT agency FROM bed_broadcast_shelter WHERE broadcast_id = NEW.id ORDER BY agency) asked;
        RETURN NULL;
      END $$;
      CREATE TRIGGER bed_request_told_closed AFTER UPDATE OF taken_at, cancelled_at ON bed_broadcast FOR EACH ROW
        WHEN (num_nonnulls(OLD.taken_at, OLD.cancelled_at) = 0 AND num_nonnulls(NEW.taken_at, NEW.cancelled_at) > 0)
        EXECUTE FUNCTION bed_request_closed_event();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER placement_told ON placement_step; DROP TRIGGER placement_told_named ON placement;
      DROP TRIGGER bed_request_told ON bed_broadcast_shelter; DROP TRIGGER bed_request_told_closed ON bed_broadcast;
      DROP FUNCTION placement_event, placement_event_named, bed_request_event, bed_request_closed_event;
    `);
  }
}
