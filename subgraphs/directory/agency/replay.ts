import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { AgencyStatus } from './types.js';

const KIND: Readonly<Record<AgencyStatus, string>> = {
  [AgencyStatus.SUSPENDED]: 'agency-suspended',
  [AgencyStatus.ACTIVE]: 'agency-activated',
};

export const recordStatus = (
  ctx: SubgraphContext,
  manager: EntityManager,
  agency: string,
  status: AgencyStatus,
): Promise<void> => ctx.closures.record(manager, KIND[status], agency, { agency });

const become =
  (status: AgencyStatus): ClosureReplay =>
  async (manager, { payload }) => {
    await rowsOf(
      manager,
      'UPDATE agency SET status = $2, version = version + 1 WHERE id = $1 AND status <> $2 AND NOT operator',
      [payload.agency, status],
    );
  };

export const AGENCY_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  [KIND.SUSPENDED]: become(AgencyStatus.SUSPENDED),
  [KIND.ACTIVE]: become(AgencyStatus.ACTIVE),
};
