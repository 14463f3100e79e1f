import type { EntityManager } from 'typeorm';
import { type ClosureReplay, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { SET } from './sql.js';
import type { AgreementSetInput } from './types.js';

/** Purposes that were taken away are those that the last word leaves out. */
export const recordSet = (
  ctx: SubgraphContext,
  manager: EntityManager,
  { kind, role, purposes }: AgreementSetInput,
): Promise<void> => ctx.closures.record(manager, 'agreement-set', subjectOf({ kind, role }), { kind, role, purposes });

export const subjectOf = ({ kind, role }: Pick<AgreementSetInput, 'kind' | 'role'>): string => `${kind} ${role}`;

export const AGREEMENT_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'agreement-set': async (manager, { payload: { kind, role, purposes } }) => {
    await rowsOf(manager, SET, [kind, role, purposes]);
  },
};
