import { isUUID } from 'class-validator';
import type { SubgraphContext } from '../../kit/index.js';
import { UNITS_BY_ID, UNITS_OF_AGENCIES } from './sql.js';
import type { AgencyUnit } from './types.js';

/** One statement for any number of units in a call. Null for what is no unit's id. */
export function unitOf(ctx: SubgraphContext, id: string): Promise<AgencyUnit | null> {
  return ctx.load('unit', id, async (ids) => {
    const byId = new Map(
      (await UNITS_BY_ID.rows(ctx.db, [ids.filter((each) => isUUID(each))])).map((row) => [row.id, row]),
    );
    return ids.map((each) => byId.get(each.toLowerCase()) ?? null);
  });
}

/** One statement for the units of any number of agencies in a call, in the order of their creation. */
export function unitsOf(ctx: SubgraphContext, agency: string): Promise<AgencyUnit[]> {
  return ctx.load('units', agency, async (agencies) => {
    const rows = await UNITS_OF_AGENCIES.rows(ctx.db, [agencies]);
    return agencies.map((each) => rows.filter((row) => row.agencyId === each));
  });
}
