import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where agencies want to be told of events, how far each endpoint is in each subgraph's log, and what was tried. */
export class Webhooks implements MigrationInterface {
  readonly name = 'Webhooks0000000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_endpoint (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL REFERENCES agency, unit_id uuid,
        url text NOT NULL CHECK (length(url) <= 500),
        types text[] NOT NULL CHECK (cardinality(types) <= 50),
        -- sealed under a data key of the endpoint
        secret bytea NOT NULL, previous_secret bytea, previous_until timestamptz,
        state text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'PAUSED', 'DISABLED')),
        disabled_because text CHECK (disabled_because IN ('GONE', 'FAILING')),
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        FOREIGN KEY (agency_id, unit_id) REFERENCES agency_unit (agency_id, id),
        CHECK ((state = 'DISABLED') = (disabled_because IS NOT NULL)),
        CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
      );
      CREATE INDEX webhook_endpoint_agency ON webhook_endpoint (agency_id, created_at DESC, id DESC);

      CREATE TABLE webhook_stream (
        endpoint_id uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE, subgraph text NOT NULL,
        position bigint NOT NULL DEFAULT 0,
        attempts int NOT NULL DEFAULT 0, failing_since timestamptz,
        next_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (endpoint_id, subgraph),
        CHECK ((attempts = 0) = (failing_since IS NULL))
      );

      CREATE TABLE webhook_delivery (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        endpoint_id uuid NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
        cause text NOT NULL CHECK (cause IN ('EVENT', 'REDELIVERY', 'TEST')),
        subgraph text, event_id uuid, type text NOT NULL, object_id uuid,
        state text NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'DELIVERED', 'FAILED', 'STOPPED')),
        attempts int NOT NULL DEFAULT 0, status int,
        fault text CHECK (fault IN ('ADDRESS_REFUSED', 'NOT_FOUND', 'UNREACHABLE', 'TIMED_OUT', 'STATUS')),
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), last_at timestamptz,
        CHECK ((cause = 'TEST') = (subgraph IS NULL)),
        CHECK ((cause = 'TEST') = (event_id IS NULL))
      );
      CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (endpoint_id, event_id) WHERE cause = 'EVENT';
      CREATE INDEX webhook_delivery_log ON webhook_delivery (endpoint_id, created_at DESC, id DESC);
      CREATE INDEX webhook_delivery_asked ON webhook_delivery (created_at) WHERE state = 'WAITING' AND cause <> 'EVENT';
      CREATE INDEX webhook_delivery_created_at ON webhook_delivery (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_delivery, webhook_stream, webhook_endpoint');
  }
}
