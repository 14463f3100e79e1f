import { LANGUAGES, type Language, Statement } from '../../kit/index.js';
import type { Service } from './types.js';

const COLUMNS = `id, status, languages, minimum_age AS "minimumAge", maximum_age AS "maximumAge",
  interpretation_services AS "interpretationServices", fees_description AS "feesDescription", application_process AS "applicationProcess",
  url, email, phones, nationwide, organization_id AS "organizationId", region_code AS "regionCode", name AS "ownName",
  description AS "ownDescription", translations`;

/** $1 ids */
export const SERVICES_BY_ID = new Statement<Service>(
  'services_by_id',
  `SELECT ${COLUMNS} FROM service WHERE id = ANY ($1::uuid[])`,
);

/** $1 ids of organisations */
export const SERVICES_OF_ORGANIZATIONS = new Statement<Service>(
  'services_of_organizations',
  `SELECT ${COLUMNS} FROM service WHERE organization_id = ANY ($1::uuid[]) ORDER BY organization_id, name, id`,
);

/**
 * What people can turn to now or again soon, by name in a language: $1 region or null, $2 language spoken or null, $3 tsquery or null,
 * $4 and $5 name and id that the page starts after or null, $6 limit. A region's list has what is offered nationwide, too.
 */
export const SERVICES: Readonly<Record<Language, Statement<Service>>> = Object.fromEntries(
  LANGUAGES.map((language) => {
    const name = `coalesce(translations #>> '{${language},name}', name)`;
    return [
      language,
      new Statement<Service>(
        `services_${language}`,
        `SELECT ${COLUMNS} FROM service
         WHERE status IN ('ACTIVE', 'TEMPORARILY_CLOSED')
           AND ($1::text IS NULL OR region_code = $1 OR nationwide)
           AND ($2::text IS NULL OR languages @> ARRAY[$2])
           AND ($3::text IS NULL OR search @@ to_tsquery('simple', $3))
           AND ($4::text IS NULL OR (${name}, id::text) > ($4, $5))
         ORDER BY ${name}, id::text LIMIT $6`,
      ),
    ];
  }),
) as Record<Language, Statement<Service>>;
