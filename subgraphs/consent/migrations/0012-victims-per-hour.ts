import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom each member of staff has opened in the last hour, and who met the limit on it. */
export class VictimsPerHour implements MigrationInterface {
  readonly name = 'VictimsPerHour0000000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE opened_in_hour (
        staff text PRIMARY KEY, agency text NOT NULL, victims jsonb NOT NULL, latest timestamptz NOT NULL
      );
      CREATE INDEX opened_in_hour_agency ON opened_in_hour (agency, latest);
      CREATE INDEX opened_in_hour_latest ON opened_in_hour (latest);

      CREATE TABLE throttled_staff (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        agency text NOT NULL, staff text NOT NULL, victims_of text NOT NULL CHECK (victims_of IN ('STAFF', 'AGENCY')),
        hour timestamptz NOT NULL, first_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        last_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), refusals int NOT NULL DEFAULT 1,
        UNIQUE (staff, victims_of, hour)
      );
      CREATE INDEX throttled_staff_agency ON throttled_staff (agency, first_at DESC, id DESC);
      CREATE INDEX throttled_staff_first_at ON throttled_staff (first_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE throttled_staff, opened_in_hour');
  }
}
