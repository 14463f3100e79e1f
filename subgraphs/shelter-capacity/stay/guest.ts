import type { EntityManager } from 'typeorm';
import { type AgencyKeys, Category, DataKey, logged, rowsOf, Statement } from '../../kit/index.js';
import { assertVersion, lockPlacement } from '../placement/locked.js';
import { stateAfter } from '../placement/states.js';
import { OPEN } from '../placement/walls.js';

/**
 * The name by which a shelter knows its guest: sealed under its agency's key, in no list, message or answer but one, which its own staff ask
 * for and which is logged.
 */
interface Guest {
  readonly name: string;
}

/** Of the subject of a placement's data key, before its id. */
export const GUEST_SEALED_AS = 'placement:';

const subject = (placement: string): string => `${GUEST_SEALED_AS}${placement}`;
const place = (placement: string): string => `placement.guest_sealed:${placement}`;

/** Own record parameters; $7 placement */
const SEALED = new Statement<{ guest_sealed: Buffer | null; wrapped: Buffer | null }>(
  'shelter-capacity.guest',
  logged(
    Category.SHELTER,
    `SELECT p.id, p.victim_key, p.guest_sealed, k.wrapped
     FROM placement p LEFT JOIN data_key k ON k.subject = 'placement:' || p.id AND k.agency = p.agency
     WHERE p.id = $7::uuid AND p.agency = $1::text AND ${OPEN}`,
  ),
);

/** @throws Refusal NOT_FOUND, NOT_PERMITTED, WRONG_STATE, VERSION_CONFLICT */
export async function recordGuest(
  manager: EntityManager,
  keys: AgencyKeys,
  requester: readonly unknown[],
  request: { readonly holdId: string; readonly expectedVersion?: number | null; readonly name: string },
): Promise<string> {
  const locked = await lockPlacement(manager, requester, request.holdId);
  stateAfter('nameGuest', locked.parties, locked.state);
  assertVersion(locked, request.expectedVersion);
  const key = await DataKey.obtain(manager, keys, subject(locked.id), locked.agency);
  const guest: Guest = { name: request.name };
  await rowsOf(manager, 'UPDATE placement SET guest_sealed = $2 WHERE id = $1::uuid', [
    locked.id,
    key.seal(place(locked.id), guest),
  ]);
  return locked.id;
}

/** What the shelter's own agency has noted; null when there is nothing, or nothing for the requester. The look is logged. */
export async function guestOf(
  db: Parameters<typeof SEALED.rows>[0],
  keys: AgencyKeys,
  requester: readonly unknown[],
  placement: string,
): Promise<Guest | null> {
  const [row] = await SEALED.rows(db, [...requester, placement]);
  if (!row?.guest_sealed || !row.wrapped) return null;
  const key = await DataKey.open(keys, String(requester[0]), row.wrapped);
  return key.open<Guest>(place(placement), row.guest_sealed);
}
