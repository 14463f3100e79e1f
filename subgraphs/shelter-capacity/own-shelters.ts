import type { EntityManager } from 'typeorm';
import { Refusal, Role, rowsOf, UserErrorCode } from '../kit/index.js';
import { SHELTER_KINDS } from './parties.js';

/** Who sets up shelters and their units, and counts: their own staff and administrators. Nobody is named, so no purpose is needed. */
export const RUNS_SHELTERS = {
  purposes: 'none',
  kinds: SHELTER_KINDS,
  roles: [Role.SHELTER_STAFF, Role.ADMINISTRATOR],
} as const;

export interface LockedShelter {
  readonly id: string;
  readonly participation: 'BED_BY_BED' | 'COUNTS_ONLY' | 'VIEW_ONLY';
  readonly version: number;
  readonly countsVersion: number;
}

/**
 * Locks a shelter of the agency for the rest of the transaction: before any of its units, which are then locked in the order of their ids.
 * @throws Refusal NOT_FOUND for an unknown one and another agency's
 */
export async function lockShelter(
  manager: EntityManager,
  agency: string,
  id: string,
  field = 'shelterId',
): Promise<LockedShelter> {
  const [shelter] = await rowsOf<LockedShelter>(
    manager,
    `SELECT id, participation, version, counts_version AS "countsVersion" FROM shelter WHERE id = $1 AND agency = $2::text FOR UPDATE`,
    [id, agency],
  );
  if (shelter) return shelter;
  throw noSuchShelter(field);
}

export const noSuchShelter = (field = 'shelterId'): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'Your agency has no such shelter.',
      ru: 'У вашей организации такого приюта нет.',
      kk: 'Сіздің ұйымда мұндай баспана жоқ.',
    },
    [field],
  );

export const changedMeanwhile = (): Refusal =>
  new Refusal(
    UserErrorCode.VERSION_CONFLICT,
    {
      en: 'Somebody else has changed it meanwhile. Look again.',
      ru: 'Кто-то уже изменил запись. Посмотрите ещё раз.',
      kk: 'Оны басқа біреу өзгертіп қойды. Қайта қараңыз.',
    },
    ['expectedVersion'],
  );
