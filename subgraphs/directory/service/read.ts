import { isUUID } from 'class-validator';
import type { SubgraphContext } from '../../kit/index.js';
import { SERVICES_BY_ID } from './sql.js';
import type { Service } from './types.js';

/** One statement for any number of services in a call. Null for what is no service's id. */
export function serviceOf(ctx: SubgraphContext, id: string): Promise<Service | null> {
  return ctx.load('service', id, async (ids) => {
    const byId = new Map(
      (await SERVICES_BY_ID.rows(ctx.db, [ids.filter((each) => isUUID(each))])).map((row) => [row.id, row]),
    );
    return ids.map((each) => byId.get(each.toLowerCase()) ?? null);
  });
}
