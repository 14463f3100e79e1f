import { Statement } from '../../kit/index.js';
import type { AgencyUnit } from './types.js';

const COLUMNS = 'id, agency_id AS "agencyId", name AS names, closed_at IS NOT NULL AS closed';

/** $1 ids of units */
export const UNITS_BY_ID = new Statement<AgencyUnit>(
  'units_by_id',
  `SELECT ${COLUMNS} FROM agency_unit WHERE id = ANY ($1::uuid[])`,
);

/** $1 ids of agencies */
export const UNITS_OF_AGENCIES = new Statement<AgencyUnit>(
  'units_of_agencies',
  `SELECT ${COLUMNS} FROM agency_unit WHERE agency_id = ANY ($1::uuid[]) ORDER BY agency_id, created_at, id`,
);
