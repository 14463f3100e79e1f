import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars that staff subscribe to: of the secret in an address only an HMAC is kept. */
export class ExamFeeds implements MigrationInterface {
  readonly name = 'ExamFeeds0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exam_feed (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), secret_hmac bytea NOT NULL UNIQUE,
        clinic_id uuid NOT NULL, clinic_agency text NOT NULL, examiner_id uuid, owner_staff text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), expires_at timestamptz NOT NULL, revoked_at timestamptz,
        FOREIGN KEY (clinic_id, clinic_agency) REFERENCES clinic (id, agency),
        FOREIGN KEY (examiner_id, clinic_id) REFERENCES examiner (id, clinic_id)
      );
      CREATE INDEX exam_feed_owner ON exam_feed (clinic_agency, owner_staff, created_at DESC, id DESC);
      CREATE INDEX exam_feed_expires ON exam_feed (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE exam_feed');
  }
}
