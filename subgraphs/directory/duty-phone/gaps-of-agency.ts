import type { SubgraphContext } from '../../kit/index.js';
import { gapsOf } from './gaps.js';
import { ROTA } from './sql.js';
import { DutyGap } from './types.js';
import { DutyRole } from './vocabulary.js';

/** Who must always be there; a region's coordinator is not this agency's to appoint. */
const ALWAYS = [DutyRole.DUTY_OFFICER, DutyRole.SUPERVISOR];

/** Whoever is on duty for the whole agency is so for each of its units; what is sent to the whole agency reaches those of its units too. */
export async function gapsOfAgency(ctx: SubgraphContext, agency: string): Promise<DutyGap[]> {
  const rota = await ROTA.rows(ctx.db, [agency]);
  const desks = [...new Set(rota.map(({ unit }) => unit))];
  return desks.flatMap((unit) =>
    ALWAYS.flatMap((role) => {
      const hours = rota.filter((row) => row.unit === unit && row.role === role);
      const gaps = gapsOf(hours.map(({ weekdays, opens, closes }) => ({ weekdays: weekdays ?? [], opens, closes })));
      return gaps.map((gap) => Object.assign(new DutyGap(), { role, unit, ...gap }));
    }),
  );
}
