import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two administrators change one rota, or one endpoint: the second one is told. All phones of a desk have the version of its rota. */
export class VersionsOfARotaAndAnEndpoint implements MigrationInterface {
  readonly name = 'VersionsOfARotaAndAnEndpoint0000000000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE duty_phone ADD rota_version int NOT NULL DEFAULT 1;
      ALTER TABLE webhook_endpoint ADD version int NOT NULL DEFAULT 1;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_endpoint DROP version; ALTER TABLE duty_phone DROP rota_version');
  }
}
