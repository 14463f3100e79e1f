import { LANGUAGES, type Language, Statement } from '../../kit/index.js';
import type { Agency } from './types.js';

const COLUMNS = 'id, kind, name AS names, region_code AS "regionCode", zone, status, version';

/** $1 ids */
export const AGENCIES_BY_ID = new Statement<Agency>(
  'agencies_by_id',
  `SELECT ${COLUMNS} FROM agency WHERE id = ANY ($1::uuid[])`,
);

/** By name in a language: $1 kind or null, $2 region or null, $3 and $4 name and id that the page starts after or null, $5 limit */
export const AGENCIES: Readonly<Record<Language, Statement<Agency>>> = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    new Statement<Agency>(
      `agencies_${language}`,
      `SELECT ${COLUMNS} FROM agency
       WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR region_code = $2)
         AND ($3::text IS NULL OR (name ->> '${language}', id::text) > ($3, $4))
       ORDER BY name ->> '${language}', id::text LIMIT $5`,
    ),
  ]),
) as Record<Language, Statement<Agency>>;
