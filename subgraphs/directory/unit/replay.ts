import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';

export const recordClosed = (
  ctx: SubgraphContext,
  manager: EntityManager,
  unit: string,
  closed: boolean,
): Promise<void> => ctx.closures.record(manager, closed ? 'unit-closed' : 'unit-reopened', unit, { unit });

export const UNIT_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'unit-closed': async (manager, { payload, at }) => {
    await rowsOf(manager, 'UPDATE agency_unit SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL', [
      payload.unit,
      at,
    ]);
  },
  'unit-reopened': async (manager, { payload }) => {
    await rowsOf(manager, 'UPDATE agency_unit SET closed_at = NULL WHERE id = $1', [payload.unit]);
  },
};
