import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  person_details_retention: 'person_details ((COALESCE(superseded_at, recorded_at)), id)',
  person_details_identity_referral: 'person_details (identity_referral) WHERE identity_referral IS NOT NULL',
  person_details_contact_referral: 'person_details (contact_referral) WHERE contact_referral IS NOT NULL',
  person_details_household_referral: 'person_details (household_referral) WHERE household_referral IS NOT NULL',
  contact_attempt_retention: 'contact_attempt (started_at, id)',
  incident_retention: 'incident (reported_at, id)',
  incident_share_referral: 'incident_share (referral)',
  risk_assessment_retention: 'risk_assessment (assessed_at, id)',
  risk_assessment_share_referral: 'risk_assessment_share (referral)',
  referral_retention: 'referral ((COALESCE(completed_at, declined_at, not_wanted_at, cancelled_at)), id)',
} as const;

/** What the retention job finds its rows by, and what is asked before one of them goes. Built while the tables are in use. */
export class Retention implements MigrationInterface {
  readonly name = 'Retention0000000000012';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX CONCURRENTLY ${name}`);
  }
}
