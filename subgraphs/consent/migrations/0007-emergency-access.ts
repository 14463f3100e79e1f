import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was opened on a stated threat to life, who stood beside it or looked at it afterwards. The database itself holds the two hard limits. */
export class EmergencyAccess implements MigrationInterface {
  readonly name = 'EmergencyAccess0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE emergency_access (
        id uuid PRIMARY KEY,
        victim_key uuid NOT NULL REFERENCES victim,
        agency text NOT NULL, unit text, staff text NOT NULL, role text NOT NULL,
        threat text NOT NULL CHECK (threat IN ('ATTACK_UNDER_WAY', 'THREAT_TO_KILL', 'ABDUCTION', 'NOT_REACHED', 'SUICIDE', 'MEDICAL', 'FIRE_OR_TRAP')),
        statement bytea NOT NULL,
        categories text[] NOT NULL CHECK (cardinality(categories) > 0),
        opened_at timestamptz(3) NOT NULL, expires_at timestamptz(3) NOT NULL, closed_at timestamptz,
        confirmed_at timestamptz, confirmed_by_staff text,
        reviewed_at timestamptz, reviewed_by_agency text, reviewed_by_staff text,
        verdict text CHECK (verdict IN ('JUSTIFIED', 'NOT_JUSTIFIED')), review_reason bytea,
        CONSTRAINT emergency_never_opens CHECK (NOT categories && ARRAY['SHELTER', 'CONTACT']),
        CONSTRAINT emergency_at_most_an_hour CHECK (expires_at > opened_at AND expires_at <= opened_at + interval '60 minutes'),
        CONSTRAINT emergency_second_person CHECK (confirmed_by_staff <> staff),
        CONSTRAINT emergency_reviewed_by_another CHECK (reviewed_by_staff <> staff),
        CHECK ((confirmed_at IS NULL) = (confirmed_by_staff IS NULL)),
        CHECK ((verdict IS NULL) = (reviewed_at IS NULL))
      );
      CREATE INDEX emergency_access_open ON emergency_access (victim_key, staff) WHERE closed_at IS NULL;
      CREATE INDEX emergency_access_of_victim ON emergency_access (victim_key, opened_at DESC, id DESC);
      CREATE INDEX emergency_access_of_staff ON emergency_access (staff, opened_at);
      CREATE INDEX emergency_access_queue ON emergency_access (opened_at DESC, id DESC);
      CREATE INDEX emergency_access_unreviewed ON emergency_access (opened_at DESC, id DESC)
        WHERE confirmed_at IS NULL AND verdict IS NULL;
      CREATE INDEX emergency_access_unreviewed_of_agency ON emergency_access (agency, opened_at)
        WHERE confirmed_at IS NULL AND verdict IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE emergency_access');
  }
}
