import type { MigrationInterface, QueryRunner } from 'typeorm';

const PARTS = ['identity', 'contact', 'household'];

/** What a referral brought does not become what the agency took from her when the referral goes with its age: its id stays. */
export class BroughtStaysBrought implements MigrationInterface {
  readonly name = 'BroughtStaysBrought0000000000127';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of PARTS)
      await runner.query(`
        ALTER TABLE person_details DROP CONSTRAINT person_details_${part}_referral_fkey;
        DROP INDEX person_details_${part}_referral;
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const part of PARTS)
      await runner.query(`
        CREATE INDEX person_details_${part}_referral ON person_details (${part}_referral) WHERE ${part}_referral IS NOT NULL;
        ALTER TABLE person_details ADD CONSTRAINT person_details_${part}_referral_fkey
          FOREIGN KEY (${part}_referral) REFERENCES referral NOT VALID;
      `);
  }
}
