import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records of children. Of a child's birth one instant is kept, that of majority: it is when others stop deciding for her, and no other fact about her
 * says that. Beside it who her guardians are, by relation, and which reports name whom, by relation.
 */
export class Guardians implements MigrationInterface {
  readonly name = 'Guardians0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE victim ADD COLUMN majority_at timestamptz;

      CREATE TABLE guardian (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid NOT NULL REFERENCES victim,
        own_key uuid REFERENCES victim CHECK (own_key <> victim_key),
        relation text NOT NULL
          CHECK (relation IN ('MOTHER', 'FATHER', 'STEPPARENT', 'GRANDPARENT', 'OTHER_RELATIVE', 'APPOINTED_GUARDIAN')),
        agency text NOT NULL, staff text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        suspended_at timestamptz, decided_reports uuid[] NOT NULL DEFAULT '{}'
      );
      CREATE INDEX guardian_child ON guardian (victim_key);
      CREATE INDEX guardian_own ON guardian (own_key);

      CREATE TABLE perpetrator_naming (
        report uuid PRIMARY KEY,
        victim_key uuid NOT NULL REFERENCES victim,
        relations text[] NOT NULL CHECK (cardinality(relations) > 0),
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX perpetrator_naming_victim ON perpetrator_naming (victim_key);

      CREATE TABLE suspension_lifting (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        guardian uuid NOT NULL REFERENCES guardian,
        agency text NOT NULL, staff text NOT NULL,
        decided_by text NOT NULL CHECK (decided_by IN ('COURT', 'GUARDIANSHIP_AUTHORITY')),
        decision bytea NOT NULL, decided_at timestamptz NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      ALTER TABLE consent ADD COLUMN given_by uuid, ADD COLUMN minor_agreed boolean;
      ALTER TABLE consent ADD CONSTRAINT consent_given_by_fkey FOREIGN KEY (given_by) REFERENCES guardian NOT VALID;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE consent DROP COLUMN given_by, DROP COLUMN minor_agreed;
      DROP TABLE suspension_lifting, perpetrator_naming, guardian;
      ALTER TABLE victim DROP COLUMN majority_at;
    `);
  }
}
