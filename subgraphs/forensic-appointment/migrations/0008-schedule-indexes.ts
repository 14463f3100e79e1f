import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  appointment_lapsing: "appointment (clinic_id, held_until) WHERE state = 'HELD'",
  examiner_staff: 'examiner (staff) WHERE staff IS NOT NULL',
} as const;

/** What a hold releases before it looks (at the whole clinic, no longer at one examiner), and where else an examiner works. Built while the tables are in use. */
export class ScheduleIndexes implements MigrationInterface {
  readonly name = 'ScheduleIndexes0000000000008';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS appointment_to_lapse');
    for (const [name, on] of Object.entries(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX CONCURRENTLY ${name}`);
    await runner.query(
      "CREATE INDEX CONCURRENTLY appointment_to_lapse ON appointment (examiner_id, held_until) WHERE state = 'HELD'",
    );
  }
}
