import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REFERRAL_LIFE_RULES } from './0014-referral-life.js';

const INDEXES = {
  referral_lapse: `referral (lapses_at) WHERE state IN ('SENT', 'RECEIVED')`,
  referral_sender_acts: 'referral (from_desk, sent_at DESC, id DESC) WHERE sender_acts',
  referral_inbox_mine:
    'referral (recipient_holder, recipient_desk, state, sent_at DESC, id DESC) WHERE recipient_holder IS NOT NULL',
  referral_outbox_mine: 'referral (from_holder, from_desk, state, sent_at DESC, id DESC) WHERE from_holder IS NOT NULL',
  referral_retention: 'referral ((COALESCE(completed_at, declined_at, not_wanted_at, cancelled_at, expired_at)), id)',
} as const;

/**
 * Looks at the rows that were there before the rules of `0014`, and builds what lists, the lapse and retention read, while the tables are in use.
 * What was sent before and has no answer lapses 14 days from now: nobody was told that it would.
 */
export class ReferralLifeChecked implements MigrationInterface {
  readonly name = 'ReferralLifeChecked0000000000015';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE referral SET from_holder = from_staff, lapses_at = clock_timestamp() + interval '14 days'
      WHERE state IN ('SENT', 'RECEIVED') AND lapses_at IS NULL`);
    await runner.query(
      `UPDATE referral SET from_holder = from_staff WHERE state IN ('ACCEPTED', 'IN_PROGRESS') AND from_holder IS NULL`,
    );
    for (const name of REFERRAL_LIFE_RULES) await runner.query(`ALTER TABLE referral VALIDATE CONSTRAINT ${name}`);
    for (const [name, on] of Object.entries(INDEXES)) {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX CONCURRENTLY ${name}`);
    await runner.query(
      'CREATE INDEX CONCURRENTLY referral_retention ON referral ((COALESCE(completed_at, declined_at, not_wanted_at, cancelled_at)), id)',
    );
  }
}
