import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice to stop is told to whom it is for. */
export class NoticeEvents implements MigrationInterface {
  readonly name = 'NoticeEvents0000000000115';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION withdrawal_notice_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM event_tell('withdrawal_notice.left', NEW.id, NEW.victim_key, NULL, NEW.agency, NEW.unit, NEW.unit IS NULL);
        RETURN NULL;
      END $$;
      CREATE TRIGGER withdrawal_notice_told AFTER INSERT ON withdrawal_notice FOR EACH ROW EXECUTE FUNCTION withdrawal_notice_event();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER withdrawal_notice_told ON withdrawal_notice;
      DROP FUNCTION withdrawal_notice_event;
    `);
  }
}
