import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';

export interface LockedClinic {
  readonly id: string;
  readonly agency: string;
  readonly version: number;
}

/**
 * Locks clinics, in the order of their ids, for whoever takes or gives back time there or changes what there is: one follows the other. The first
 * lock of a transaction, before any appointment's row; what is free is read in statements after it. Unknown ids are left out.
 */
export function lockClinics(manager: EntityManager, ids: readonly string[]): Promise<LockedClinic[]> {
  return rowsOf(
    manager,
    'SELECT c.id, c.agency, c.version FROM clinic c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id FOR NO KEY UPDATE',
    [ids],
  );
}
