import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Permits for a medical visit. Neither the token that is on the paper nor the digits of the bearer's document are in the database, nor where the bearer
 * goes or why; most name nobody. That one was checked is not in it either: only how often in a row the digits were wrong.
 */
export class MovementPermits implements MigrationInterface {
  readonly name = 'MovementPermits0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE movement_permit (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number text NOT NULL UNIQUE CHECK (number ~ '^[0-9]{10}$'),
        token_hmac bytea NOT NULL UNIQUE, bearer_hmac bytea NOT NULL,
        valid_from timestamptz NOT NULL, valid_until timestamptz NOT NULL,
        start_area text NOT NULL CHECK (start_area ~ '^(KZ-[0-9]{2}|[0-9]{5}0000)$'),
        issuer_agency text NOT NULL, issuer_unit text, issuer_staff text NOT NULL, victim_key uuid,
        issued_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), revoked_at timestamptz,
        wrong_digits smallint NOT NULL DEFAULT 0, lockings smallint NOT NULL DEFAULT 0, locked_until timestamptz,
        CHECK (valid_from < valid_until AND isfinite(valid_from) AND isfinite(valid_until))
      );
      CREATE INDEX movement_permit_issuer ON movement_permit (issuer_agency, (coalesce(issuer_unit, '')), issued_at DESC, id DESC);
      CREATE INDEX movement_permit_victim ON movement_permit (victim_key) WHERE victim_key IS NOT NULL;
      CREATE INDEX movement_permit_ends ON movement_permit (valid_until);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE movement_permit');
  }
}
