import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an agency is told of its own records: a row for each event and recipient. Whom it is about is kept for her walls and her erasure, and is never
 * answered. `written` is the order in which the changes happened, for those of one record: each holds that record's lock. `position` is the order
 * in which events are read, given after they are committed.
 */
export class Events implements MigrationInterface {
  readonly name = 'Events0000000000114';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        written bigint GENERATED ALWAYS AS IDENTITY,
        position bigint,
        type text NOT NULL CHECK (type ~ '^[a-z_]+\\.[a-z_]+$'),
        object uuid NOT NULL,
        agency text NOT NULL, unit text,
        -- for everybody of the agency, or for those of the unit alone: of no unit, when there is none
        whole_agency boolean NOT NULL,
        victim_key uuid, walls_of uuid,
        at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CHECK (NOT whole_agency OR unit IS NULL)
      );
      CREATE UNIQUE INDEX event_position ON event (position);
      CREATE INDEX event_to_number ON event (written) WHERE position IS NULL;
      CREATE INDEX event_of_agency ON event (agency, position);
      CREATE INDEX event_object ON event (object);
      CREATE INDEX event_victim ON event (victim_key) WHERE victim_key IS NOT NULL;
      CREATE INDEX event_walls_of ON event (walls_of) WHERE walls_of IS NOT NULL;
      CREATE INDEX event_at ON event (at);
      CREATE SEQUENCE event_position_seq OWNED BY event.position;

      CREATE TABLE event_forgotten (one boolean PRIMARY KEY DEFAULT true CHECK (one), position bigint NOT NULL);
      INSERT INTO event_forgotten (position) VALUES (0);

      CREATE FUNCTION event_tell(type text, object uuid, victim uuid, walls_of uuid, agency text, unit text, whole_agency boolean)
        RETURNS void LANGUAGE sql AS $$
        INSERT INTO event (type, object, victim_key, walls_of, agency, unit, whole_agency)
        VALUES (type, object, victim, walls_of, agency, unit, whole_agency)
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION event_tell;
      DROP TABLE event_forgotten, event;
    `);
  }
}
