import { isUUID } from 'class-validator';
import type { SubgraphContext } from '../../kit/index.js';
import { AGENCIES_BY_ID } from './sql.js';
import type { Agency } from './types.js';

/** One statement for any number of agencies in a call. Null for what is no agency's id. */
export function agencyOf(ctx: SubgraphContext, id: string): Promise<Agency | null> {
  return ctx.load('agency', id, async (ids) => {
    const byId = new Map(
      (await AGENCIES_BY_ID.rows(ctx.db, [ids.filter((each) => isUUID(each))])).map((row) => [row.id, row]),
    );
    return ids.map((each) => byId.get(each.toLowerCase()) ?? null);
  });
}
