import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables that every subgraph has beside its own. */
export class KitTables implements MigrationInterface {
  readonly name = 'KitTables0000000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_key (
        agency text NOT NULL, staff text NOT NULL, operation text NOT NULL, key text NOT NULL,
        input_hmac bytea NOT NULL, object_id text, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (agency, staff, operation, key)
      );
      CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);

      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        destination text NOT NULL, operation text NOT NULL, payload jsonb NOT NULL,
        attempts int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX outbox_destination ON outbox (destination, id);

      CREATE TABLE data_key (
        subject text NOT NULL, agency text NOT NULL, wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (subject, agency)
      );

      CREATE TABLE own_record_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        victim_key uuid, record_id uuid NOT NULL, category text NOT NULL,
        agency text NOT NULL, unit text, staff text NOT NULL, role text NOT NULL, purpose text NOT NULL,
        request_id text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp(), forwarded boolean NOT NULL DEFAULT false
      );
      CREATE INDEX own_record_log_to_forward ON own_record_log (id) WHERE NOT forwarded AND victim_key IS NOT NULL;

      CREATE TABLE conflict_wall (
        id uuid PRIMARY KEY, victim_key uuid NOT NULL,
        subject_kind text NOT NULL CHECK (subject_kind IN ('STAFF', 'UNIT', 'AGENCY')), subject text NOT NULL
      );
      CREATE INDEX conflict_wall_victim ON conflict_wall (victim_key);
      CREATE INDEX conflict_wall_subject ON conflict_wall (subject, victim_key);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE conflict_wall, own_record_log, data_key, outbox, idempotency_key');
  }
}
