import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The access log sealed into an RFC 6962 tree, and each opening once for each request. Every entry is queued by the database itself, in the
 * transaction that writes it, so that no writer can forget it. `once` marks entries of this release: the one before wrote some twice and knows no index.
 * An epoch is one tree; a new one begins after a restore, its first leaf being `beginning`.
 */
export class SealedLog implements MigrationInterface {
  readonly name = 'SealedLog0000000000011';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE access_log ADD COLUMN IF NOT EXISTS once boolean');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS access_log_once');
    await runner.query(`CREATE UNIQUE INDEX CONCURRENTLY access_log_once
      ON access_log (request_id, victim_key, category, staff, purpose) WHERE once`);
    await runner.query(`
      CREATE TABLE log_epoch (
        number int PRIMARY KEY, origin text NOT NULL UNIQUE, beginning text,
        began_at timestamptz NOT NULL DEFAULT clock_timestamp(), CHECK ((number = 1) = (beginning IS NULL))
      );
      CREATE TABLE log_leaf (
        epoch int NOT NULL REFERENCES log_epoch, leaf bigint NOT NULL, entry_id bigint, salt bytea, hash bytea NOT NULL,
        PRIMARY KEY (epoch, leaf), UNIQUE (entry_id, epoch), CHECK ((entry_id IS NULL) = (salt IS NULL))
      );
      CREATE TABLE log_node (
        epoch int NOT NULL REFERENCES log_epoch, level int NOT NULL CHECK (level > 0), position bigint NOT NULL, hash bytea NOT NULL,
        PRIMARY KEY (epoch, level, position)
      );
      CREATE TABLE log_checkpoint (
        epoch int NOT NULL REFERENCES log_epoch, size bigint NOT NULL, root bytea NOT NULL, note text NOT NULL,
        signed_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (epoch, size)
      );
      CREATE TABLE log_cosignature (
        epoch int NOT NULL, size bigint NOT NULL, witness text NOT NULL, line text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (epoch, size, witness),
        FOREIGN KEY (epoch, size) REFERENCES log_checkpoint
      );
      CREATE TABLE log_epoch_due (
        one boolean PRIMARY KEY DEFAULT true CHECK (one), since timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE TABLE log_unsealed (entry_id bigint PRIMARY KEY, queued_at timestamptz NOT NULL DEFAULT clock_timestamp());
      CREATE FUNCTION queue_for_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO log_unsealed (entry_id) SELECT id FROM added;
        RETURN NULL;
      END $$;
      CREATE TRIGGER access_log_queued AFTER INSERT ON access_log REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION queue_for_sealing();
      INSERT INTO log_unsealed (entry_id) SELECT id FROM access_log ON CONFLICT DO NOTHING;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER access_log_queued ON access_log;
      DROP FUNCTION queue_for_sealing;
      DROP TABLE log_unsealed, log_epoch_due, log_cosignature, log_checkpoint, log_node, log_leaf, log_epoch;
      ALTER TABLE access_log DROP COLUMN once;
    `);
  }
}
