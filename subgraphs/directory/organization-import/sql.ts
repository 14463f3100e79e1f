/** Locks the organisation, made first if it is new: $1 source, $2 external id, $3 name, $4 confidential */
export const FIND_OR_ADD = `
  INSERT INTO organization (source, external_id, name, confidential) VALUES ($1, $2, $3, $4)
  ON CONFLICT (source, external_id) DO UPDATE SET source = excluded.source
  RETURNING id, confidential, content_hmac AS hmac`;

/** $1 source, $2 external ids */
export const KNOWN_SERVICES = `
  SELECT external_id AS "externalId", organization_id AS organization, content_hmac AS hmac
  FROM service WHERE source = $1 AND external_id = ANY ($2::text[])`;

/** The readable phones of an organisation that becomes confidential, taken away from where they are: $1 id */
export const CLEAR_PHONES = `
  WITH before AS MATERIALIZED (SELECT id, phones FROM service WHERE organization_id = $1 AND phones <> '{}'),
    cleared AS (UPDATE service s SET phones = '{}' FROM before b WHERE s.id = b.id)
  SELECT id AS service, jsonb_build_object('phones', phones) AS content FROM before`;

/** A region is recognised by its code or by its name in any language. Services are offered in the region of their organisation. */
export const CHANGE_ORGANIZATION = `
  WITH changed AS (
    UPDATE organization SET name = $2, alternate_name = $3, description = $4, website = $5, email = $6, confidential = $7,
      region_code = (SELECT code FROM region r WHERE r.code = upper($8) OR lower($8) IN (SELECT lower(value) FROM jsonb_each_text(r.name))),
      street = $9, city = $10, region = $11, postal_code = $12, country = $13, latitude = $14, longitude = $15, phones = $16,
      content_hmac = $17, updated_at = clock_timestamp()
    WHERE id = $1 RETURNING id, region_code)
  UPDATE service s SET region_code = c.region_code FROM changed c
  WHERE s.organization_id = c.id AND s.region_code IS DISTINCT FROM c.region_code`;

/** Leaves a service of another organisation alone, and does not return it: $1 organisation, $2 source, $3 confidential, $4 services */
export const STORE_SERVICES = `
  INSERT INTO service (organization_id, source, confidential, external_id, name, description, status, languages, minimum_age, maximum_age,
    interpretation_services, fees_description, application_process, url, email, phones, content_hmac,
    region_code)
  SELECT $1, $2, $3, "externalId", name, description, status, languages, "minimumAge", "maximumAge",
    "interpretationServices", "feesDescription", "applicationProcess", url, email, phones, decode(hmac, 'hex'),
    (SELECT region_code FROM organization WHERE id = $1)
  FROM jsonb_to_recordset($4) AS s ("externalId" text, name text, description text, status text, languages text[], "minimumAge" int,
    "maximumAge" int, "interpretationServices" text, "feesDescription" text, "applicationProcess" text, url text, email text,
    phones text[], hmac text)
  ON CONFLICT (source, external_id) DO UPDATE SET name = excluded.name, description = excluded.description, status = excluded.status,
    languages = excluded.languages, minimum_age = excluded.minimum_age, maximum_age = excluded.maximum_age,
    interpretation_services = excluded.interpretation_services, fees_description = excluded.fees_description,
    application_process = excluded.application_process, url = excluded.url, email = excluded.email, phones = excluded.phones,
    content_hmac = excluded.content_hmac, updated_at = clock_timestamp()
  WHERE service.organization_id = excluded.organization_id
  RETURNING id, external_id AS "externalId"`;

/** $1 organisation, $2 agency whose key seals, $3 parts */
export const SEAL = `
  INSERT INTO organization_address (organization_id, service_id, agency, sealed)
  SELECT $1, service, $2, decode(sealed, 'hex') FROM jsonb_to_recordset($3) AS p (service uuid, sealed text)
  ON CONFLICT (organization_id, service_id) DO UPDATE SET agency = excluded.agency, sealed = excluded.sealed`;
