import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { rowsOf, type Text } from '../../kit/index.js';
import { lockUnit } from '../bed-hold/unit-lock.js';
import { BEDS_IN_USE, IN_USE, isSharedOtherwise } from '../unit/unit-changes.js';
import { setBeds, takeOutOfService } from './bed-count.js';
import { Rejection } from './rejection.js';
import type { ShelterUnitImportInput } from './types.js';
import { contentOf, type UnitContent } from './unit-content.js';

type KnownUnit = { readonly id: string; readonly content: UnitContent };

/** $1 shelter; its imported units as the source had them, in the order in which units are locked */
const KNOWN = `SELECT u.id, jsonb_build_object('externalId', u.external_id, 'kind', u.kind, 'name', u.name_en, 'exclusive', u.exclusive,
    'householdType', u.household_types[1], 'season', u.season, 'startsOn', u.starts_on, 'endsOn', u.ends_on,
    'beds', u.beds_in_service) AS content
  FROM unit u WHERE u.shelter_id = $1 AND u.external_id IS NOT NULL ORDER BY u.id`;

const COLUMNS = `AS u ("externalId" text, kind text, name text, exclusive boolean, "householdType" text, season text,
    "startsOn" date, "endsOn" date, beds int)`;

/** Nobody in the house has looked at them yet. $1 shelter, $2 agency, $3 units */
const INSERT = `WITH made AS (
    INSERT INTO unit (shelter_id, agency, external_id, kind, name_kk, name_ru, name_en, exclusive, household_types, wheelchair, women_only,
      season, starts_on, ends_on, observed_at)
    SELECT $1::uuid, $2, "externalId", kind, name, name, name, exclusive, ARRAY["householdType"], kind = 'ACCESSIBLE', false,
      season, "startsOn", "endsOn", NULL FROM jsonb_to_recordset($3) ${COLUMNS}
    RETURNING id, external_id
  ) INSERT INTO bed (unit_id, number)
    SELECT made.id, number FROM made JOIN jsonb_to_recordset($3) ${COLUMNS} ON u."externalId" = made.external_id
    CROSS JOIN generate_series(1, u.beds) AS number`;

/** $1 id, $2 unit */
const UPDATE = `UPDATE unit SET kind = u.kind, name_kk = u.name, name_ru = u.name, name_en = u.name, exclusive = u.exclusive,
    household_types = ARRAY[u."householdType"], season = u.season, starts_on = u."startsOn", ends_on = u."endsOn",
    version = version + 1
  FROM jsonb_to_recordset($2) ${COLUMNS} WHERE unit.id = $1::uuid`;

/** Makes the units of a locked shelter what its source says. True when anything was written; nothing is locked that stays as it is. */
export async function takeOverUnits(
  manager: EntityManager,
  shelter: { readonly id: string; readonly agency: string },
  units: readonly ShelterUnitImportInput[],
): Promise<boolean> {
  const known = await rowsOf<KnownUnit>(manager, KNOWN, [shelter.id]);
  const wanted = units.map(contentOf);
  let written = false;
  for (const unit of known) {
    const at = wanted.findIndex(({ externalId }) => externalId === unit.content.externalId);
    if (at < 0 ? unit.content.beds === 0 : isDeepStrictEqual(wanted[at], unit.content)) continue;
    await (at < 0 ? withdraw(manager, unit.id) : change(manager, unit.id, wanted[at]!, `units.${at}`));
    written = true;
  }
  const fresh = wanted.filter(({ externalId }) => !known.some(({ content }) => content.externalId === externalId));
  if (fresh.length > 0) await rowsOf(manager, INSERT, [shelter.id, shelter.agency, JSON.stringify(fresh)]);
  return written || fresh.length > 0;
}

async function change(manager: EntityManager, id: string, unit: UnitContent, at: string): Promise<void> {
  await lockUnit(manager, id);
  if (await isSharedOtherwise(manager, id, unit.exclusive)) throw new Rejection(IN_USE, `${at}.exclusive`);
  if (!(await setBeds(manager, id, unit.beds))) throw new Rejection(BEDS_IN_USE, `${at}.beds`);
  await rowsOf(manager, UPDATE, [id, JSON.stringify([unit])]);
}

/** A unit that its source no longer lists. */
async function withdraw(manager: EntityManager, id: string): Promise<void> {
  await lockUnit(manager, id);
  if (!(await takeOutOfService(manager, id))) throw new Rejection(MISSING_IN_USE, 'units');
}

const MISSING_IN_USE: Text = {
  en: 'A unit that is no longer listed has beds that are occupied or held now.',
  ru: 'В помещении, которого больше нет в списке, есть занятые или удержанные места.',
  kk: 'Тізімде жоқ бөлмеде бос емес немесе ұсталып тұрған орындар бар.',
};
