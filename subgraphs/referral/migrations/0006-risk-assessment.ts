import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Assessments of risk, their copies that referrals brought, and the wording of questions that an agency has a licence for. */
export class RiskAssessment implements MigrationInterface {
  readonly name = 'RiskAssessment0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE risk_assessment (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid,
        agency uuid NOT NULL, unit uuid, staff uuid NOT NULL,
        desk uuid NOT NULL GENERATED ALWAYS AS (COALESCE(unit, agency)) STORED,
        instrument text NOT NULL, version text NOT NULL,
        level text NOT NULL CHECK (level IN ('NOT_SHOWN', 'ELEVATED', 'HIGH')),
        rule text, may_be_higher boolean NOT NULL,
        yes smallint NOT NULL CHECK (yes >= 0), no smallint NOT NULL CHECK (no >= 0), not_answered smallint NOT NULL CHECK (not_answered >= 0),
        events smallint CHECK (events >= 0),
        content bytea NOT NULL,
        assessed_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CHECK ((level = 'NOT_SHOWN') = (rule IS NULL))
      );
      CREATE INDEX risk_assessment_desk ON risk_assessment (desk, assessed_at DESC, id DESC);
      CREATE INDEX risk_assessment_victim ON risk_assessment (victim_key, assessed_at DESC, id DESC);

      CREATE TABLE risk_assessment_share (
        assessment uuid NOT NULL REFERENCES risk_assessment, agency uuid NOT NULL,
        referral uuid NOT NULL REFERENCES referral,
        content bytea, shared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (assessment, agency)
      );

      CREATE TABLE risk_question (
        agency uuid NOT NULL, instrument text NOT NULL, version text NOT NULL, language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
        item text NOT NULL, wording text NOT NULL,
        licence text NOT NULL, loaded_by uuid NOT NULL, loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (agency, instrument, version, language, item)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE risk_question, risk_assessment_share, risk_assessment');
  }
}
