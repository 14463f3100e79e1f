import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A question is told to the referral's sender, and its answer to the service: neither changes the state, which others are told of. */
export class QuestionEvents implements MigrationInterface {
  readonly name = 'QuestionEvents0000000000126';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION referral_question_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE r referral%ROWTYPE;
      BEGIN
        SELECT * INTO r FROM referral WHERE id = NEW.referral;
        IF TG_OP = 'INSERT' THEN
          PERFORM event_tell('referral.asked', r.id, r.victim_key, NULL, r.from_agency::text, r.from_unit::text, false);
        ELSE
          PERFORM event_tell('referral.answered', r.id, r.victim_key, NULL, r.recipient::text, r.recipient_unit::text, r.recipient_unit IS NULL);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER referral_asked AFTER INSERT ON referral_question FOR EACH ROW EXECUTE FUNCTION referral_question_event();
      CREATE TRIGGER referral_answered AFTER UPDATE OF answer ON referral_question FOR EACH ROW
        WHEN (OLD.answer IS NULL AND NEW.answer IS NOT NULL) EXECUTE FUNCTION referral_question_event();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER referral_asked ON referral_question; DROP TRIGGER referral_answered ON referral_question;
      DROP FUNCTION referral_question_event;
    `);
  }
}
