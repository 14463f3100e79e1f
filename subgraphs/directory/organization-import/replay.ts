import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

/** Under the organisation's lock. Its subject is the agency that imports, which waits once for a whole batch. */
export const recordConfidential = (ctx: SubgraphContext, manager: EntityManager, organization: string): Promise<void> =>
  ctx.closures.record(manager, 'organization-made-confidential', ctx.requester.agency, { organization });

/** Phones of services first: none may be readable once their organisation is confidential. $1 organisation */
const STRIP_SERVICES = `UPDATE service s SET name = s.external_id, description = NULL, translations = '{}', interpretation_services = NULL,
    fees_description = NULL, application_process = NULL, url = NULL, email = NULL, phones = '{}', content_hmac = ''
  FROM organization o WHERE o.id = $1 AND NOT o.confidential AND s.organization_id = o.id`;
const STRIP = `UPDATE organization SET confidential = true, name = external_id, alternate_name = NULL, description = NULL, website = NULL, email = NULL,
    translations = '{}', street = NULL, city = NULL, region = NULL, postal_code = NULL, country = NULL, latitude = NULL, longitude = NULL,
    phones = '{}', content_hmac = ''
  WHERE id = $1 AND NOT confidential`;

/**
 * What an organisation said of itself while its place was open may say where it is, its name included: nothing of it is left but what no one can
 * find it by, until it is imported again, which finds everything changed.
 */
export const ORGANIZATION_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'organization-made-confidential': async (manager, { payload: { organization } }) => {
    for (const sql of [STRIP_SERVICES, STRIP]) await rowsOf(manager, sql, [organization]);
  },
};
