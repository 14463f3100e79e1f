import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an agency needs to join by itself: closed units, issuers whose keys are discovered, machine clients, registered operations. */
export class Joining implements MigrationInterface {
  readonly name = 'Joining0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE agency_unit ADD closed_at timestamptz;

      ALTER TABLE issuer
        ADD discovered boolean NOT NULL DEFAULT false,
        ADD tried_at timestamptz,
        ADD refreshed_at timestamptz NOT NULL DEFAULT now(),
        ADD removed_at timestamptz;
      -- the rows that are there share one moment, so that none is rewritten; every later one has its own
      ALTER TABLE issuer ALTER refreshed_at SET DEFAULT clock_timestamp();

      -- the hub itself, for its machine clients: the gateway holds its keys, so that nothing published here could vouch for one
      ALTER TABLE issuer ADD CONSTRAINT hub_has_no_keys_here
        CHECK (issuer <> 'urn:dereu:hub' OR (jwks = '{"keys": []}' AND agency_id IS NULL AND NOT discovered AND removed_at IS NULL)) NOT VALID;
      INSERT INTO issuer (issuer, audience, jwks) VALUES ('urn:dereu:hub', 'urn:dereu:hub', '{"keys": []}');

      CREATE TABLE client (
        id uuid PRIMARY KEY,
        staff_id uuid NOT NULL UNIQUE REFERENCES staff_member,
        agency_id uuid NOT NULL REFERENCES agency,
        name text NOT NULL CHECK (trim(name) <> ''),
        jwks jsonb NOT NULL CHECK (jsonb_typeof(jwks -> 'keys') = 'array' AND jsonb_array_length(jwks -> 'keys') > 0),
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX client_agency ON client (agency_id, created_at, id);

      CREATE TABLE registered_operation (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        agency_id uuid NOT NULL REFERENCES agency,
        name text NOT NULL CHECK (trim(name) <> ''),
        document text NOT NULL,
        sha256 text NOT NULL CHECK (sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
        kind text NOT NULL CHECK (kind IN ('QUERY', 'MUTATION')),
        categories text[] NOT NULL,
        cost int NOT NULL CHECK (cost >= 0),
        registered_by uuid NOT NULL REFERENCES staff_member,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        withdrawn_at timestamptz(3)
      );
      CREATE UNIQUE INDEX registered_operation_once ON registered_operation (agency_id, sha256) WHERE withdrawn_at IS NULL;
      CREATE INDEX registered_operation_agency ON registered_operation (agency_id, created_at DESC, id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE registered_operation, client;
      ALTER TABLE issuer DROP CONSTRAINT hub_has_no_keys_here;
      DELETE FROM staff_member WHERE issuer = 'urn:dereu:hub';
      DELETE FROM issuer WHERE issuer = 'urn:dereu:hub';
      ALTER TABLE issuer DROP discovered, DROP tried_at, DROP refreshed_at, DROP removed_at;
      ALTER TABLE agency_unit DROP closed_at;
    `);
  }
}
