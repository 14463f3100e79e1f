import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an appointment is found by when somebody comes with the code that was read out. Built while the table is in use. */
export class AppointmentCode implements MigrationInterface {
  readonly name = 'AppointmentCode0000000000118';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS appointment_code');
    await runner.query(
      'CREATE INDEX CONCURRENTLY appointment_code ON appointment (referral_code) WHERE referral_code IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY appointment_code');
  }
}
