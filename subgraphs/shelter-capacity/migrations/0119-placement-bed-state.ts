import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A bed's row says by itself whether it takes the bed: with the state and the end of the hold of its placement, so that what is free in a region is read
 * from one index. They are filled as the row comes in, and a foreign key of their own carries every change of them (ON UPDATE CASCADE), as the one on life
 * and nights does: the two cannot disagree. Whoever adds a row need not know of them, as the release before does not.
 */
export class PlacementBedState implements MigrationInterface {
  readonly name = 'PlacementBedState0000000000119';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE placement_bed ADD COLUMN state text, ADD COLUMN held_until timestamptz;
      CREATE FUNCTION placement_bed_as_placement() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        SELECT p.state, p.held_until INTO NEW.state, NEW.held_until FROM placement p WHERE p.id = NEW.placement_id;
        RETURN NEW;
      END $$;
      CREATE TRIGGER placement_bed_filled BEFORE INSERT ON placement_bed FOR EACH ROW EXECUTE FUNCTION placement_bed_as_placement();
      ALTER TABLE placement_bed ADD CONSTRAINT placement_bed_state_fk FOREIGN KEY (placement_id, state, held_until)
        REFERENCES placement (id, state, held_until) ON UPDATE CASCADE NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER placement_bed_filled ON placement_bed;
      DROP FUNCTION placement_bed_as_placement;
      ALTER TABLE placement_bed DROP COLUMN state, DROP COLUMN held_until;
    `);
  }
}
