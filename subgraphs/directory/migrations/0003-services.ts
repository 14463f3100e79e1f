import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations and their services in the words of HSDS 3, and the sealed addresses of those whose place must not be known. */
export class Services implements MigrationInterface {
  readonly name = 'Services0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organization (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        source text, external_id text,
        name text NOT NULL CHECK (trim(name) <> ''),
        alternate_name text, description text, website text, email text,
        translations jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(translations) = 'object'),
        agency_id uuid REFERENCES agency,
        region_code text REFERENCES region,
        confidential boolean NOT NULL,
        street text, city text, region text, postal_code text, country text,
        latitude double precision CHECK (latitude BETWEEN -90 AND 90),
        longitude double precision CHECK (longitude BETWEEN -180 AND 180),
        phones text[] NOT NULL DEFAULT '{}',
        content_hmac bytea,
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT imported_from CHECK ((source IS NULL) = (external_id IS NULL)),
        CONSTRAINT both_coordinates CHECK ((latitude IS NULL) = (longitude IS NULL)),
        CONSTRAINT confidential_place_unreadable CHECK (NOT confidential OR phones = '{}'
          AND num_nonnulls(street, city, region, postal_code, country, latitude, longitude) = 0),
        UNIQUE (source, external_id),
        UNIQUE (id, confidential)
      );
      CREATE INDEX organization_agency ON organization (agency_id);

      CREATE TABLE service (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organization_id uuid NOT NULL,
        confidential boolean NOT NULL,
        source text, external_id text,
        name text NOT NULL CHECK (trim(name) <> ''),
        description text,
        translations jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(translations) = 'object'),
        status text NOT NULL CHECK (status IN ('ACTIVE', 'INACTIVE', 'DEFUNCT', 'TEMPORARILY_CLOSED')),
        languages text[] NOT NULL DEFAULT '{}',
        minimum_age int CHECK (minimum_age >= 0),
        maximum_age int CHECK (maximum_age >= 0),
        interpretation_services text, fees_description text, application_process text, url text, email text,
        phones text[] NOT NULL DEFAULT '{}',
        region_code text REFERENCES region,
        nationwide boolean NOT NULL DEFAULT false,
        content_hmac bytea,
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', name || ' ' || coalesce(description, ''))
          || jsonb_to_tsvector('simple', translations, '["string"]')) STORED,
        CONSTRAINT service_imported_from CHECK ((source IS NULL) = (external_id IS NULL)),
        CONSTRAINT ages_in_order CHECK (minimum_age <= maximum_age),
        CONSTRAINT nationwide_has_no_region CHECK (NOT nationwide OR region_code IS NULL),
        CONSTRAINT as_confidential_as_its_organization FOREIGN KEY (organization_id, confidential)
          REFERENCES organization (id, confidential) ON UPDATE CASCADE,
        CONSTRAINT confidential_phones_unreadable CHECK (NOT confidential OR phones = '{}'),
        UNIQUE (source, external_id),
        UNIQUE (organization_id, id)
      );
      CREATE INDEX service_name_kk ON service ((coalesce(translations #>> '{kk,name}', name)), (id::text));
      CREATE INDEX service_name_ru ON service ((coalesce(translations #>> '{ru,name}', name)), (id::text));
      CREATE INDEX service_name_en ON service ((coalesce(translations #>> '{en,name}', name)), (id::text));
      CREATE INDEX service_region ON service (region_code);
      CREATE INDEX service_languages ON service USING gin (languages);
      CREATE INDEX service_search ON service USING gin (search);

      CREATE TABLE organization_address (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        organization_id uuid NOT NULL REFERENCES organization,
        service_id uuid,
        agency text NOT NULL,
        sealed bytea NOT NULL,
        CONSTRAINT address_of_the_same_organization FOREIGN KEY (organization_id, service_id) REFERENCES service (organization_id, id),
        UNIQUE NULLS NOT DISTINCT (organization_id, service_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE organization_address, service, organization');
  }
}
