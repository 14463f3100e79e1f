import type { EntityManager } from 'typeorm';
import type { Requester } from '../../kit/index.js';
import { notOffered } from '../bed-search/offered-unit.js';
import type { Household } from '../household/fit.js';
import { type Taking, takeBeds } from './take-beds.js';
import { lockUnit } from './unit-lock.js';

export interface HoldRequest extends Household, Pick<Taking, 'unit' | 'offeredAt'> {
  /** First night in the shelter's zone; tonight when left out */
  readonly from?: string | null;
  readonly nights: number;
}

/**
 * Holds beds of a unit for a household: as many as it needs, or all of an exclusive unit. Inside a transaction; of any number of
 * claimants for the last bed one gets it and the others a refusal. Returns the id of the placement.
 * @param wallsOf internal key of her whose walls apply, or null
 * @throws Refusal NOT_FOUND, EXPIRED, INVALID, NOT_AVAILABLE with the reason in words
 */
export async function holdBeds(
  manager: EntityManager,
  sender: Requester,
  request: HoldRequest,
  wallsOf: string | null = null,
): Promise<string> {
  const { unit, offeredAt, from = null, nights } = request;
  if (!(await lockUnit(manager, unit))) throw notOffered();
  return takeBeds(manager, { unit, offeredAt, household: request, from, nights, sender, by: sender, wallsOf });
}
