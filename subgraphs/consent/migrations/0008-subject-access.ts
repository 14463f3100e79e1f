import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes by which she opens her own page, its sessions, and wrong codes; and her own looks in the access log. */
export class SubjectAccess implements MigrationInterface {
  readonly name = 'SubjectAccess0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE subject_code (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid NOT NULL REFERENCES victim ON DELETE CASCADE,
        language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
        selector_hmac bytea NOT NULL, code_hmac bytea NOT NULL, duress_hmac bytea NOT NULL,
        issued_by_agency text NOT NULL, issued_by_staff text NOT NULL,
        issued_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), expires_at timestamptz NOT NULL,
        wrong_tries integer NOT NULL DEFAULT 0,
        used_at timestamptz, used_under_duress boolean NOT NULL DEFAULT false, revoked_at timestamptz,
        CHECK (code_hmac <> duress_hmac),
        CHECK (used_at IS NOT NULL OR NOT used_under_duress)
      );
      CREATE UNIQUE INDEX subject_code_selector ON subject_code (selector_hmac) WHERE used_at IS NULL AND revoked_at IS NULL;
      CREATE INDEX subject_code_history ON subject_code (victim_key, issued_at DESC, id DESC);

      CREATE TABLE subject_session (
        token_hmac bytea PRIMARY KEY,
        code_id uuid NOT NULL REFERENCES subject_code ON DELETE CASCADE,
        -- whose page it is; of a session under duress nobody's
        victim_key uuid NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp(), seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at timestamptz
      );
      CREATE INDEX subject_session_code ON subject_session (code_id);
      CREATE INDEX subject_session_opened ON subject_session (opened_at);

      CREATE TABLE subject_guess (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        source_hmac bytea NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX subject_guess_at ON subject_guess (at);

      ALTER TABLE access_log DROP CONSTRAINT access_log_kind_check,
        ADD CONSTRAINT access_log_kind_check CHECK (kind IN ('DISCLOSURE', 'OWN_RECORD', 'ACCESS_LOG', 'SUBJECT')) NOT VALID;
      ALTER TABLE access_log DROP CONSTRAINT access_log_check1,
        ADD CONSTRAINT access_log_check1 CHECK ((kind IN ('ACCESS_LOG', 'SUBJECT')) = (category IS NULL)) NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE subject_guess, subject_session, subject_code;
      ALTER TABLE access_log DROP CONSTRAINT access_log_kind_check,
        ADD CONSTRAINT access_log_kind_check CHECK (kind IN ('DISCLOSURE', 'OWN_RECORD', 'ACCESS_LOG')) NOT VALID;
      ALTER TABLE access_log DROP CONSTRAINT access_log_check1,
        ADD CONSTRAINT access_log_check1 CHECK ((kind = 'ACCESS_LOG') = (category IS NULL)) NOT VALID;
    `);
  }
}
