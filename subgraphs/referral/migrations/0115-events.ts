import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each state of a referral is told to its recipient and to its sender, who see it in their lists. */
export class ReferralEvents implements MigrationInterface {
  readonly name = 'ReferralEvents0000000000115';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION referral_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        told text := 'referral.' || CASE NEW.state WHEN 'IN_PROGRESS' THEN 'started' WHEN 'DECLINED_BY_SERVICE' THEN 'declined'
          WHEN 'NOT_WANTED_BY_HER' THEN 'not_wanted' ELSE lower(NEW.state) END;
      BEGIN
        PERFORM event_tell(told, NEW.id, NEW.victim_key, NULL, NEW.recipient::text, NEW.recipient_unit::text, NEW.recipient_unit IS NULL);
        PERFORM event_tell(told, NEW.id, NEW.victim_key, NULL, NEW.from_agency::text, NEW.from_unit::text, false);
        RETURN NULL;
      END $$;
      CREATE TRIGGER referral_sent AFTER INSERT ON referral FOR EACH ROW EXECUTE FUNCTION referral_event();
      CREATE TRIGGER referral_moved_on AFTER UPDATE OF state ON referral FOR EACH ROW
        WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION referral_event();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER referral_sent ON referral; DROP TRIGGER referral_moved_on ON referral;
      DROP FUNCTION referral_event;
    `);
  }
}
