import { isUUID } from 'class-validator';
import { Statement, type SubgraphContext } from '../../kit/index.js';
import type { Organization } from './types.js';

/** $1 ids */
const ORGANIZATIONS_BY_ID = new Statement<Organization>(
  'organizations_by_id',
  `SELECT id, name AS "ownName", alternate_name AS "alternateName", description AS "ownDescription", website, email, translations,
     agency_id AS "agencyId", region_code AS "regionCode", confidential, phones, street, city, region AS "publishedRegion", postal_code AS "postalCode",
     country, latitude, longitude
   FROM organization WHERE id = ANY ($1::uuid[])`,
);

/** One statement for any number of organisations in a call. Null for what is no organisation's id. */
export function organizationOf(ctx: SubgraphContext, id: string): Promise<Organization | null> {
  return ctx.load('organization', id, async (ids) => {
    const rows = await ORGANIZATIONS_BY_ID.rows(ctx.db, [ids.filter((each) => isUUID(each))]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((each) => byId.get(each.toLowerCase()) ?? null);
  });
}
