import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A report that was entered in error is brought to nobody: not by who began before the mark, nor by a process of the version before, which does not look at it. */
export class NoCopyOfAnError implements MigrationInterface {
  readonly name = 'NoCopyOfAnError0000000000118';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION incident_share_of_no_error() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- waits for who marks it; whoever marks it afterwards waits for this, and deletes it
        PERFORM FROM incident WHERE id = NEW.incident AND error_at IS NULL FOR SHARE;
        IF NOT FOUND THEN RETURN NULL; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER incident_share_of_no_error BEFORE INSERT ON incident_share FOR EACH ROW EXECUTE FUNCTION incident_share_of_no_error();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TRIGGER incident_share_of_no_error ON incident_share; DROP FUNCTION incident_share_of_no_error',
    );
  }
}
