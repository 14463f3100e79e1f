import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';
import { lockUnits } from '../bed-hold/unit-lock.js';
import { offerFreed } from './offer-freed.js';

/**
 * Offers what is free in some units of a locked shelter, or in all of them, when the shelter or they have become something else: in the transaction of that
 * change, so that nobody who waits is overtaken by who looks first.
 */
export async function offerShelter(manager: EntityManager, shelter: string, only?: readonly string[]): Promise<void> {
  const all =
    'SELECT u.id FROM unit u JOIN shelter s ON s.id = u.shelter_id WHERE s.id = $1::uuid AND s.keeps_waitlist';
  const units = only ?? (await rowsOf<{ id: string }>(manager, all, [shelter])).map(({ id }) => id);
  await offerFreed(manager, ...(await lockUnits(manager, units)));
}
