import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An assessment that was entered in error stays, with why, when and by whom that was found out, and is brought to nobody: as reports are, by `0116` and `0118`. */
export class AssessmentsInError implements MigrationInterface {
  readonly name = 'AssessmentsInError0000000000119';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE risk_assessment ADD COLUMN error_reason text, ADD COLUMN error_at timestamptz(3), ADD COLUMN error_by uuid,
        ADD CONSTRAINT risk_assessment_error CHECK (num_nonnulls(error_reason, error_at, error_by) IN (0, 3)
          AND error_reason IN ('OTHER_PERSON', 'RECORDED_TWICE')) NOT VALID;
      CREATE FUNCTION risk_assessment_share_of_no_error() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- waits for who marks it; whoever marks it afterwards waits for this, and deletes it
        PERFORM FROM risk_assessment WHERE id = NEW.assessment AND error_at IS NULL FOR SHARE;
        IF NOT FOUND THEN RETURN NULL; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER risk_assessment_share_of_no_error BEFORE INSERT ON risk_assessment_share
        FOR EACH ROW EXECUTE FUNCTION risk_assessment_share_of_no_error();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER risk_assessment_share_of_no_error ON risk_assessment_share;
      DROP FUNCTION risk_assessment_share_of_no_error;
      ALTER TABLE risk_assessment DROP COLUMN error_reason, DROP COLUMN error_at, DROP COLUMN error_by;
    `);
  }
}
