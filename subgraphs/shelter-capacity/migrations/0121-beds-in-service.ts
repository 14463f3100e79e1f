import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many beds of a unit are in service, beside the unit: what is free in a region is derived from it at each search, and counting its beds anew was a third
 * of that. Each statement that changes beds adds and takes away what it changed, in its own transaction, whoever sends it; two at once wait for each other.
 */
export class BedsInService implements MigrationInterface {
  readonly name = 'BedsInService0000000000121';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE unit ADD COLUMN beds_in_service int NOT NULL DEFAULT 0;
      CREATE FUNCTION beds_counted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN
          UPDATE unit SET beds_in_service = beds_in_service - c.beds
          FROM (SELECT unit_id, count(*) AS beds FROM was WHERE in_service GROUP BY unit_id) c WHERE unit.id = c.unit_id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
          UPDATE unit SET beds_in_service = beds_in_service + c.beds
          FROM (SELECT unit_id, count(*) AS beds FROM became WHERE in_service GROUP BY unit_id) c WHERE unit.id = c.unit_id;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER bed_added AFTER INSERT ON bed REFERENCING NEW TABLE AS became FOR EACH STATEMENT EXECUTE FUNCTION beds_counted();
      CREATE TRIGGER bed_changed AFTER UPDATE ON bed REFERENCING OLD TABLE AS was NEW TABLE AS became
        FOR EACH STATEMENT EXECUTE FUNCTION beds_counted();
      CREATE TRIGGER bed_removed AFTER DELETE ON bed REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION beds_counted();
      UPDATE unit SET beds_in_service = c.beds
      FROM (SELECT unit_id, count(*) AS beds FROM bed WHERE in_service GROUP BY unit_id) c WHERE unit.id = c.unit_id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER bed_added ON bed; DROP TRIGGER bed_changed ON bed; DROP TRIGGER bed_removed ON bed;
      DROP FUNCTION beds_counted;
      ALTER TABLE unit DROP COLUMN beds_in_service;
    `);
  }
}
