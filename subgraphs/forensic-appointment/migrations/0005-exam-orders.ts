import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders for examinations. The number and the scan are sealed under a data key of hers (or of the order, when she is not named) and the agency. */
export class ExamOrders implements MigrationInterface {
  readonly name = 'ExamOrders0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exam_order (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        appointment_id uuid REFERENCES appointment,
        referral_code text CHECK (referral_code ~ '^[0-9]{10}$'),
        victim_key uuid,
        authority_agency text,
        authority_kind text CHECK (authority_kind IN ('POLICE', 'PROSECUTOR', 'COURT', 'INVESTIGATOR', 'MEDICAL_ORGANISATION', 'OTHER_AUTHORITY')),
        ordered_on date NOT NULL CHECK (isfinite(ordered_on)),
        payer text NOT NULL CHECK (payer IN ('STATE', 'INSURER', 'SELF', 'OTHER')),
        sealed bytea NOT NULL,
        attachment bytea, attachment_type text CHECK (attachment_type IN ('PDF', 'JPEG', 'PNG')), attachment_bytes int,
        agency text NOT NULL, unit text, staff text NOT NULL,
        recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CHECK (num_nonnulls(authority_agency, authority_kind) = 1),
        CHECK (num_nonnulls(attachment, attachment_type, attachment_bytes) IN (0, 3))
      );
      CREATE INDEX exam_order_appointment ON exam_order (appointment_id) WHERE appointment_id IS NOT NULL;
      CREATE INDEX exam_order_code ON exam_order (referral_code, agency) WHERE referral_code IS NOT NULL;
      CREATE INDEX exam_order_agency ON exam_order (agency, recorded_at DESC, id DESC);
      CREATE INDEX exam_order_retention ON exam_order (recorded_at, id);
      CREATE INDEX exam_order_victim ON exam_order (victim_key) WHERE victim_key IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE exam_order');
  }
}
