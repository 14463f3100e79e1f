import type { MigrationInterface, QueryRunner } from 'typeorm';

const CATEGORIES = `ARRAY['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'RISK', 'REFERRAL', 'FORENSIC', 'SHELTER', 'PROTECTION', 'SUPPORT']`;

/** Rules of a table that is in use, looked at over the rows that were there by `0015`. */
export const REFERRAL_LIFE_RULES = [
  'referral_state_check',
  'referral_received_check',
  'referral_expired_check',
  'referral_lapses_check',
] as const;

/** Drafts, the lapse of what nobody answers, questions, who has taken a referral, and what it follows from. */
export class ReferralLife implements MigrationInterface {
  readonly name = 'ReferralLife0000000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE referral ADD COLUMN lapses_at timestamptz, ADD COLUMN expired_at timestamptz,
        ADD COLUMN sender_acts boolean NOT NULL DEFAULT false, ADD COLUMN from_holder uuid, ADD COLUMN recipient_holder uuid,
        ADD COLUMN based_on uuid, ADD COLUMN replaces uuid;
      ALTER TABLE referral DROP CONSTRAINT referral_state_check;
      ALTER TABLE referral ADD CONSTRAINT referral_state_check CHECK (state IN ('SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED',
        'DECLINED_BY_SERVICE', 'NOT_WANTED_BY_HER', 'CANCELLED', 'EXPIRED')) NOT VALID;
      ALTER TABLE referral DROP CONSTRAINT referral_check3;
      ALTER TABLE referral ADD CONSTRAINT referral_received_check CHECK (received_at IS NOT NULL
        OR state IN ('SENT', 'NOT_WANTED_BY_HER', 'CANCELLED', 'EXPIRED')) NOT VALID;
      ALTER TABLE referral ADD CONSTRAINT referral_expired_check CHECK ((state = 'EXPIRED') = (expired_at IS NOT NULL)) NOT VALID;
      ALTER TABLE referral ADD CONSTRAINT referral_lapses_check CHECK (lapses_at > sent_at) NOT VALID;

      CREATE TABLE referral_draft (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid,
        agency uuid NOT NULL, unit uuid, staff uuid NOT NULL,
        desk uuid NOT NULL GENERATED ALWAYS AS (COALESCE(unit, agency)) STORED,
        recipient uuid, recipient_unit uuid,
        service text, urgency text, categories text[] NOT NULL CHECK (categories <@ ${CATEGORIES}),
        version int NOT NULL DEFAULT 1 CHECK (version > 0),
        saved_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        kept_until timestamptz NOT NULL
      );
      CREATE INDEX referral_draft_desk ON referral_draft (desk, saved_at DESC, id DESC);
      CREATE INDEX referral_draft_retention ON referral_draft (kept_until, id);
      CREATE INDEX referral_draft_victim ON referral_draft (victim_key) WHERE victim_key IS NOT NULL;

      CREATE TABLE referral_question (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        referral uuid NOT NULL REFERENCES referral,
        question text NOT NULL CHECK (question IN ('MORE_OF_HER_RECORD', 'STILL_WANTED', 'WHEN_CAN_SHE_COME', 'WHO_COMES_WITH_HER', 'HER_NEEDS',
          'CALL_US')),
        categories text[] NOT NULL CHECK (categories <@ ${CATEGORIES}),
        asked_by uuid NOT NULL, asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        answer text CHECK (answer IN ('SENT_ALONG', 'YES', 'NO', 'TOLD_BY_PHONE', 'NOT_KNOWN', 'SHE_WILL_NOT_SAY')),
        answered_by uuid, answered_at timestamptz,
        CHECK (num_nonnulls(answer, answered_by, answered_at) IN (0, 3))
      );
      CREATE UNIQUE INDEX referral_question_open ON referral_question (referral) WHERE answered_at IS NULL;
      CREATE INDEX referral_question_referral ON referral_question (referral, asked_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE referral_question, referral_draft;
      ALTER TABLE referral DROP CONSTRAINT referral_state_check, DROP CONSTRAINT referral_received_check,
        DROP CONSTRAINT referral_expired_check, DROP CONSTRAINT referral_lapses_check;
      ALTER TABLE referral ADD CONSTRAINT referral_state_check CHECK (state IN ('SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED',
        'DECLINED_BY_SERVICE', 'NOT_WANTED_BY_HER', 'CANCELLED'));
      ALTER TABLE referral ADD CONSTRAINT referral_check3 CHECK (received_at IS NOT NULL OR state IN ('SENT', 'NOT_WANTED_BY_HER', 'CANCELLED'));
      ALTER TABLE referral DROP COLUMN lapses_at, DROP COLUMN expired_at, DROP COLUMN sender_acts,
        DROP COLUMN from_holder, DROP COLUMN recipient_holder, DROP COLUMN based_on, DROP COLUMN replaces;
    `);
  }
}
