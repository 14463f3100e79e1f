import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ROTA_RULES } from './0020-duty-rota.js';

/** Looks at the rows that were there before the rules of `0020`, while the table is in use. */
export class DutyRotaChecked implements MigrationInterface {
  readonly name = 'DutyRotaChecked0000000000021';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const name of [...Object.keys(ROTA_RULES), 'duty_phone_staff'])
      await runner.query(`ALTER TABLE duty_phone VALIDATE CONSTRAINT ${name}`);
  }

  async down(): Promise<void> {}
}
