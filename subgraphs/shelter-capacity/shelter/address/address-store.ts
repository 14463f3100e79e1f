import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { type AgencyKeys, DataKey, rowsOf } from '../../../kit/index.js';

/** Where a shelter is. Sealed under its agency's key; no query answers any of it. */
export interface ShelterAddress {
  readonly street?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  /** The shelter's own telephone, as against the agency's duty telephone */
  readonly phone?: string;
}

const subject = (shelter: string): string => `shelter:${shelter}`;
const place = (shelter: string): string => `shelter_address.sealed:${shelter}`;

/** Seals and keeps an address, inside the caller's transaction. False when exactly this one is already kept. */
export async function keepAddress(
  manager: EntityManager,
  keys: AgencyKeys,
  shelter: { readonly id: string; readonly agency: string },
  address: ShelterAddress,
): Promise<boolean> {
  const kept = await keptAddress(manager, keys, shelter);
  if (kept && isDeepStrictEqual(kept, address)) return false;
  const key = await DataKey.obtain(manager, keys, subject(shelter.id), shelter.agency);
  await rowsOf(
    manager,
    `INSERT INTO shelter_address (shelter_id, agency, sealed) VALUES ($1, $2, $3)
     ON CONFLICT (shelter_id) DO UPDATE SET sealed = excluded.sealed`,
    [shelter.id, shelter.agency, key.seal(place(shelter.id), address)],
  );
  return true;
}

async function keptAddress(
  manager: EntityManager,
  keys: AgencyKeys,
  shelter: { readonly id: string; readonly agency: string },
): Promise<ShelterAddress | null> {
  const [row] = await rowsOf<{ sealed: Buffer; wrapped: Buffer }>(
    manager,
    `SELECT a.sealed, k.wrapped FROM shelter_address a JOIN data_key k ON k.subject = $2 AND k.agency = a.agency
     WHERE a.shelter_id = $1`,
    [shelter.id, subject(shelter.id)],
  );
  if (!row) return null;
  const key = await DataKey.open(keys, shelter.agency, row.wrapped);
  return key.open<ShelterAddress>(place(shelter.id), row.sealed);
}
