import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kits of specimens and their custody. Who they belong to is an internal key or nobody; she follows hers by number and PIN. */
export class EvidenceKits implements MigrationInterface {
  readonly name = 'EvidenceKits0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evidence_kit (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number text NOT NULL UNIQUE CHECK (number ~ '^[0-9]{10}$'),
        pin bytea NOT NULL,
        wrong_pins smallint NOT NULL DEFAULT 0, locked_until timestamptz,
        clinic_agency text NOT NULL, victim_key uuid, appointment_id uuid REFERENCES appointment,
        self_referred boolean NOT NULL, converted_at timestamptz, keep_until date NOT NULL,
        state text NOT NULL DEFAULT 'OPENED' CHECK (state IN ('OPENED', 'SEALED', 'HANDED_OVER', 'RECEIVED', 'STORED', 'ANALYSED', 'RETURNED', 'DESTROYED')),
        holder_agency text NOT NULL, awaited_by text, seal text CHECK (seal ~ '^[A-Z0-9-]{3,30}$'),
        opened_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(), version int NOT NULL DEFAULT 1 CHECK (version > 0),
        CHECK ((state IN ('HANDED_OVER', 'RETURNED')) = (awaited_by IS NOT NULL)),
        CHECK (state = 'OPENED' OR seal IS NOT NULL),
        CHECK (converted_at IS NULL OR self_referred)
      );
      CREATE INDEX evidence_kit_victim ON evidence_kit (victim_key, opened_at DESC, id DESC) WHERE victim_key IS NOT NULL;
      CREATE INDEX evidence_kit_keep_until ON evidence_kit (keep_until) WHERE state <> 'DESTROYED';

      CREATE TABLE custody_step (
        kit_id uuid NOT NULL REFERENCES evidence_kit, place smallint NOT NULL CHECK (place > 0),
        step text NOT NULL CHECK (step IN ('OPEN', 'SEAL', 'HAND_OVER', 'RECEIVE', 'STORE', 'ANALYSE', 'RETURN', 'DESTROY', 'CONVERT')),
        by_agency text NOT NULL, by_staff text NOT NULL, with_agency text, with_staff text, seal text,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (kit_id, place),
        CHECK (step IN ('OPEN', 'CONVERT') OR with_staff IS NOT NULL),
        CHECK (with_staff IS NULL OR with_staff <> by_staff)
      );

      CREATE TABLE custody_refusal (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kit_id uuid NOT NULL REFERENCES evidence_kit,
        step text NOT NULL, reason text NOT NULL CHECK (reason IN ('OUT_OF_ORDER', 'NOT_THE_HOLDER', 'SEAL_DIFFERS', 'NOT_CONVERTED', 'KEPT_UNTIL')),
        by_agency text NOT NULL, by_staff text NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX custody_refusal_kit ON custody_refusal (kit_id, id);

      CREATE TABLE evidence_kit_party (
        agency text NOT NULL, kit_id uuid NOT NULL REFERENCES evidence_kit, opened_at timestamptz(3) NOT NULL,
        PRIMARY KEY (agency, kit_id)
      );
      CREATE INDEX evidence_kit_party_list ON evidence_kit_party (agency, opened_at DESC, kit_id DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evidence_kit_party, custody_refusal, custody_step, evidence_kit');
  }
}
