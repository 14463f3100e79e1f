import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { assertVersion, lockPlacement } from '../placement/locked.js';
import { stateAfter } from '../placement/states.js';
import { linkedOtherwise } from '../placement/transition.js';

/** $1 placement, $2 internal key, $3 agency, $4 staff, $5 beds */
const LINK = `WITH linked AS (
    UPDATE placement p SET victim_key = $2::uuid, version = p.version + 1 WHERE p.id = $1::uuid RETURNING p.id, p.unit_id, p.during
  ) INSERT INTO placement_step (placement_id, step, agency, staff, unit_id, during, beds)
    SELECT id, 'LINK', $3, $4, unit_id, during, $5::uuid[] FROM linked`;

/**
 * Links a stay, one that is promised or one that is over, with a record. Done already, it does nothing.
 * @throws Refusal NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, WRONG_STATE when it has not been promised, or is linked with another record
 */
export async function link(
  manager: EntityManager,
  requester: readonly unknown[],
  request: { readonly holdId: string; readonly expectedVersion?: number | null },
  victim: string | null,
): Promise<string> {
  const [agency, , staff] = requester;
  const locked = await lockPlacement(manager, requester, request.holdId);
  stateAfter('link', locked.parties, locked.state);
  if (locked.victim === victim) return locked.id;
  assertVersion(locked, request.expectedVersion);
  if (locked.victim) throw linkedOtherwise();
  await rowsOf(manager, LINK, [locked.id, victim, agency, staff, locked.beds]);
  return locked.id;
}
