import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Referrals, the person details that agencies took or were brought, and incidents. A *desk* is who works on a thing: the unit, or the
 * whole agency where no unit is named. Times of lists are kept in milliseconds, so that a cursor names its row exactly.
 */
export class Referral implements MigrationInterface {
  readonly name = 'Referral0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE referral (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL UNIQUE CHECK (code ~ '^[0-9]{10}$'),
        victim_key uuid,
        from_agency uuid NOT NULL, from_unit uuid, from_staff uuid NOT NULL,
        from_desk uuid NOT NULL GENERATED ALWAYS AS (COALESCE(from_unit, from_agency)) STORED,
        recipient uuid NOT NULL, recipient_unit uuid,
        recipient_desk uuid NOT NULL GENERATED ALWAYS AS (COALESCE(recipient_unit, recipient)) STORED,
        service text NOT NULL CHECK (service IN ('FORENSIC_EXAM', 'SHELTER', 'SUPPORT', 'MEDICAL_CARE', 'LEGAL_AID', 'POLICE_RESPONSE',
          'PROTECTION_ORDER')),
        urgency text NOT NULL CHECK (urgency IN ('ROUTINE', 'URGENT', 'ASAP', 'STAT')),
        categories text[] NOT NULL CHECK (categories <@ ARRAY['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'RISK', 'REFERRAL', 'FORENSIC',
          'SHELTER', 'PROTECTION', 'SUPPORT']),
        state text NOT NULL DEFAULT 'SENT' CHECK (state IN ('SENT', 'RECEIVED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'DECLINED_BY_SERVICE',
          'NOT_WANTED_BY_HER', 'CANCELLED')),
        decline_reason text CHECK (decline_reason IN ('NO_CAPACITY', 'OUTSIDE_REMIT', 'NEEDS_NOT_MET', 'UNSAFE_LOCATION', 'DOES_NOT_FIT')),
        outcome text CHECK (outcome IN ('SERVICE_GIVEN', 'PARTLY_GIVEN', 'REFERRED_ON', 'CONTACT_LOST')),
        version int NOT NULL DEFAULT 1 CHECK (version > 0),
        sent_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        received_at timestamptz, accepted_at timestamptz, started_at timestamptz, completed_at timestamptz,
        declined_at timestamptz, not_wanted_at timestamptz, cancelled_at timestamptz,
        CHECK (recipient <> from_agency OR recipient_unit <> from_desk),
        CHECK (recipient <> from_agency OR recipient_unit IS NOT NULL),
        CHECK (victim_key IS NOT NULL OR categories = '{}'),
        CHECK (received_at IS NOT NULL OR state IN ('SENT', 'NOT_WANTED_BY_HER', 'CANCELLED')),
        CHECK (accepted_at IS NOT NULL OR state NOT IN ('ACCEPTED', 'IN_PROGRESS', 'COMPLETED')),
        CHECK (started_at IS NOT NULL OR state NOT IN ('IN_PROGRESS', 'COMPLETED')),
        CHECK ((state = 'COMPLETED') = (completed_at IS NOT NULL)),
        CHECK ((state = 'COMPLETED') = (outcome IS NOT NULL)),
        CHECK ((state = 'DECLINED_BY_SERVICE') = (declined_at IS NOT NULL)),
        CHECK ((state = 'DECLINED_BY_SERVICE') = (decline_reason IS NOT NULL)),
        CHECK ((state = 'NOT_WANTED_BY_HER') = (not_wanted_at IS NOT NULL)),
        CHECK ((state = 'CANCELLED') = (cancelled_at IS NOT NULL))
      );
      CREATE INDEX referral_inbox ON referral (recipient_desk, state, sent_at DESC, id DESC);
      CREATE INDEX referral_outbox ON referral (from_desk, state, sent_at DESC, id DESC);
      CREATE INDEX referral_victim ON referral (victim_key, sent_at DESC, id DESC);

      CREATE TABLE person_details (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid NOT NULL, agency uuid NOT NULL,
        version int NOT NULL CHECK (version > 0),
        identity bytea, identity_referral uuid REFERENCES referral,
        contact bytea, contact_referral uuid REFERENCES referral,
        household bytea, household_referral uuid REFERENCES referral,
        recorded_by uuid NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), superseded_at timestamptz,
        UNIQUE (victim_key, agency, version),
        CHECK (num_nonnulls(identity, contact, household) > 0),
        CHECK (identity IS NOT NULL OR identity_referral IS NULL),
        CHECK (contact IS NOT NULL OR contact_referral IS NULL),
        CHECK (household IS NOT NULL OR household_referral IS NULL)
      );
      CREATE UNIQUE INDEX person_details_current ON person_details (victim_key, agency) WHERE superseded_at IS NULL;

      CREATE TABLE incident (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        victim_key uuid,
        agency uuid NOT NULL, unit uuid, staff uuid NOT NULL,
        desk uuid NOT NULL GENERATED ALWAYS AS (COALESCE(unit, agency)) STORED,
        occurred_at timestamptz NOT NULL, last_contact_at timestamptz,
        channel text NOT NULL CHECK (channel IN ('CALL_102', 'HELPLINE', 'WALK_IN', 'HOSPITAL', 'ONLINE')),
        violence text[] NOT NULL CHECK (cardinality(violence) > 0 AND violence <@ ARRAY['PHYSICAL', 'SEXUAL', 'STRANGULATION', 'THREAT',
          'PSYCHOLOGICAL', 'ECONOMIC', 'STALKING']),
        injuries text[] NOT NULL DEFAULT '{}' CHECK (injuries <@ ARRAY['BRUISE', 'WOUND', 'BURN', 'BITE', 'FRACTURE', 'HEAD_INJURY',
          'NECK_INJURY', 'LOSS_OF_CONSCIOUSNESS', 'HEAVY_BLEEDING', 'INTERNAL_INJURY', 'OTHER']),
        weapon boolean, children_present boolean, children_count smallint CHECK (children_count BETWEEN 0 AND 30),
        region_code text NOT NULL CHECK (region_code ~ '^KZ-[0-9]{2}$'),
        account bytea,
        reported_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CHECK (occurred_at <= reported_at + interval '1 minute'),
        CHECK (last_contact_at <= reported_at + interval '1 minute'),
        CHECK (children_count IS NULL OR children_count = 0 OR children_present)
      );
      CREATE INDEX incident_desk ON incident (desk, reported_at DESC, id DESC);
      CREATE INDEX incident_victim ON incident (victim_key, reported_at DESC, id DESC);

      CREATE TABLE incident_share (
        incident uuid NOT NULL REFERENCES incident, agency uuid NOT NULL,
        referral uuid NOT NULL REFERENCES referral,
        account bytea, shared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (incident, agency)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE incident_share, incident, person_details, referral');
  }
}
