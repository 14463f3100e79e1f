import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looked at in the rows that were there by `0021`. */
export const ROTA_RULES = {
  duty_phone_role: `role IN ('DUTY_OFFICER', 'SUPERVISOR', 'REGIONAL_COORDINATOR')`,
  duty_phone_channel: `channel IN ('VOICE', 'SMS', 'EMAIL')`,
  duty_phone_language: `language IN ('kk', 'ru', 'en')`,
  mail_has_an_address: `channel <> 'EMAIL' OR email <> '' AND email IS NOT NULL`,
} as const;

/** Who on duty answers for what, and how somebody is told there. */
export class DutyRota implements MigrationInterface {
  readonly name = 'DutyRota0000000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE duty_phone
        ADD role text NOT NULL DEFAULT 'DUTY_OFFICER',
        ADD channel text NOT NULL DEFAULT 'VOICE',
        ADD email text,
        ADD language text NOT NULL DEFAULT 'kk',
        ADD staff_id uuid
    `);
    for (const [name, rule] of Object.entries(ROTA_RULES))
      await runner.query(`ALTER TABLE duty_phone ADD CONSTRAINT ${name} CHECK (${rule}) NOT VALID`);
    await runner.query(
      'ALTER TABLE duty_phone ADD CONSTRAINT duty_phone_staff FOREIGN KEY (staff_id) REFERENCES staff_member NOT VALID',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM duty_phone WHERE role <> 'DUTY_OFFICER'`);
    await runner.query('ALTER TABLE duty_phone DROP role, DROP channel, DROP email, DROP language, DROP staff_id');
  }
}
