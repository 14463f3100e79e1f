import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who waits for a child, and who may still be moved after a time was confirmed. */
export class MakingRoom implements MigrationInterface {
  readonly name = 'MakingRoom0000000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE exam_wait ADD COLUMN paediatric boolean NOT NULL DEFAULT false, ADD COLUMN may_be_moved boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN exam_wait.may_be_moved IS 'Her holder agreed that a confirmed time is changed to another within earliest and latest'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE exam_wait DROP COLUMN paediatric, DROP COLUMN may_be_moved');
  }
}
