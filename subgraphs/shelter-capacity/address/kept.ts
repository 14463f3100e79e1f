import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DataKey, rowsOf, type Text, transaction, type Vault } from '../../kit/index.js';
import { keepChanges } from '../shelter-change/keep.js';
import { underTheMark } from './mark.js';

/** Where a shelter is. */
export interface ShelterAddress {
  readonly text: Text;
  /** WGS 84 */
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  /** The house's own telephone, as against the agency's intake telephone */
  readonly phone?: string | undefined;
}

/** What is kept of a shelter's place; null: not there. */
export interface Whereabouts {
  readonly address: ShelterAddress | null;
  /** Where she is met instead, in words */
  readonly meetingPoint: Text | null;
}

interface Sealed {
  readonly wrapped: Buffer;
  readonly address: Buffer | null;
  readonly meetingPoint: Buffer | null;
}

type ShelterOf = { readonly id: string; readonly agency: string };

const KEPT =
  'SELECT wrapped, address, meeting_point AS "meetingPoint" FROM shelter_address WHERE shelter_id = $1 FOR UPDATE';

const KEEP = `INSERT INTO shelter_address (shelter_id, agency, wrapped, address, meeting_point, changed_by) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (shelter_id) DO UPDATE SET wrapped = excluded.wrapped, address = excluded.address, meeting_point = excluded.meeting_point,
    changed_by = excluded.changed_by, changed_at = clock_timestamp()`;

/**
 * Seals and keeps where a shelter is, each time under a new key of its own. What `change` leaves as it is is not written again: false then. In a transaction
 * of the vault's login, so after that in which the shelter was made; who has changed which of the two is written down in it (`shelter-change/`).
 */
export async function keepWhereabouts(
  { db, keys }: Vault,
  shelter: ShelterOf,
  by: string,
  change: (kept: Whereabouts) => Whereabouts,
): Promise<boolean> {
  return transaction(db, async (manager) => {
    await underTheMark(manager, keys);
    const [sealed] = await rowsOf<Sealed>(manager, KEPT, [shelter.id]);
    const kept = sealed ? await opened({ db, keys }, shelter, sealed) : { address: null, meetingPoint: null };
    const fresh = plain(change(kept));
    const was = plain(kept);
    if (isDeepStrictEqual(was, fresh)) return false;
    const wrapped = await keys.wrap(shelter.agency, randomBytes(32));
    const key = await DataKey.open(keys, shelter.agency, wrapped);
    const part = (name: keyof Whereabouts) => fresh[name] && key.seal(place(name, shelter.id), fresh[name]);
    await rowsOf(manager, KEEP, [shelter.id, shelter.agency, wrapped, part('address'), part('meetingPoint'), by]);
    await keepChanges(manager, shelter, by, [
      ...(isDeepStrictEqual(was.address, fresh.address) ? [] : (['ADDRESS'] as const)),
      ...(isDeepStrictEqual(was.meetingPoint, fresh.meetingPoint) ? [] : (['MEETING_POINT'] as const)),
    ]);
    return true;
  });
}

/** Without what is not there, as it comes back after sealing. */
const plain = (whereabouts: Whereabouts): Whereabouts => JSON.parse(JSON.stringify(whereabouts));

/** @throws when another key, or another shelter's row, sealed it */
export async function opened({ keys }: Vault, shelter: ShelterOf, sealed: Sealed): Promise<Whereabouts> {
  const key = await DataKey.open(keys, shelter.agency, sealed.wrapped);
  return {
    address: sealed.address && key.open<ShelterAddress>(place('address', shelter.id), sealed.address),
    meetingPoint: sealed.meetingPoint && key.open<Text>(place('meetingPoint', shelter.id), sealed.meetingPoint),
  };
}

const place = (part: keyof Whereabouts, shelter: string): string => `shelter_address.${part}:${shelter}`;
