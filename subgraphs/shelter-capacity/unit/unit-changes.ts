import type { EntityManager } from 'typeorm';
import { Refusal, rowsOf, type Text, UserErrorCode } from '../../kit/index.js';
import { lockUnit } from '../bed-hold/unit-lock.js';
import { setBeds } from '../import/bed-count.js';
import { UNIT_COLUMNS, UNIT_JSON, UNIT_RECORD, type UnitColumns } from './content.js';

/** $1 shelter, $2 agency, $3 columns, $4 reference or null, $5 beds */
const INSERT = `WITH made AS (
    INSERT INTO unit (shelter_id, agency, external_id, ${UNIT_COLUMNS})
    SELECT $1::uuid, $2::text, $4::text, c.* FROM jsonb_to_record($3::jsonb) AS c (${UNIT_RECORD}) RETURNING id
  ), beds AS (
    INSERT INTO bed (unit_id, number) SELECT made.id, n FROM made CROSS JOIN generate_series(1, $5::int) AS n
  ) SELECT id FROM made`;

/** $1 unit, $2 columns */
const UPDATE = `UPDATE unit SET (${UNIT_COLUMNS}) = (SELECT c.* FROM jsonb_to_record($2::jsonb) AS c (${UNIT_RECORD})), version = version + 1
  WHERE id = $1`;

/** No row when the unit is that already. $1 unit, $2 columns, $3 beds */
const OTHER = `SELECT FROM unit u WHERE u.id = $1 AND (u.beds_in_service, ${UNIT_JSON}) IS DISTINCT FROM ($3::int, $2::jsonb)`;

/** $1 unit, $2 whether it is to be taken whole. Who has one bed of it would have strangers in her room, or lose them. */
const SHARED_OTHERWISE = `SELECT FROM unit u WHERE u.id = $1 AND u.exclusive <> $2::boolean
  AND EXISTS (SELECT FROM placement_bed pb WHERE pb.unit_id = u.id AND pb.live)`;

export const isSharedOtherwise = async (manager: EntityManager, unit: string, exclusive: unknown): Promise<boolean> =>
  (await rowsOf(manager, SHARED_OTHERWISE, [unit, exclusive])).length > 0;

/** Adds a unit to a locked shelter. */
export async function addUnit(
  manager: EntityManager,
  shelter: { readonly id: string; readonly agency: string },
  columns: UnitColumns,
  beds: number,
  reference: string | null,
): Promise<string> {
  const values = [shelter.id, shelter.agency, JSON.stringify(columns), reference, beds];
  const [made] = await rowsOf<{ id: string }>(manager, INSERT, values);
  return made!.id;
}

/**
 * Makes a unit of a locked shelter what it is to be; false when it was that already. `at`: where it stands in the input.
 * @throws Refusal NOT_AVAILABLE when more beds are in use than are to be, or households share it otherwise
 */
export async function changeUnit(
  manager: EntityManager,
  id: string,
  columns: UnitColumns,
  beds: number,
  ...at: string[]
): Promise<boolean> {
  await lockUnit(manager, id);
  const other = await rowsOf(manager, OTHER, [id, JSON.stringify(columns), beds]);
  if (await isSharedOtherwise(manager, id, columns.exclusive))
    throw new Refusal(UserErrorCode.NOT_AVAILABLE, IN_USE, [...at, 'exclusive']);
  if (!(await setBeds(manager, id, beds))) throw new Refusal(UserErrorCode.NOT_AVAILABLE, BEDS_IN_USE, [...at, 'beds']);
  await rowsOf(manager, UPDATE, [id, JSON.stringify(columns)]);
  return other.length > 0;
}

export const BEDS_IN_USE: Text = {
  en: 'More beds than this are occupied or held now.',
  ru: 'Сейчас занято или удержано больше мест.',
  kk: 'Қазір бұдан көп орын бос емес немесе ұсталып тұр.',
};

export const IN_USE: Text = {
  en: 'Beds of it are occupied or held now: how it is shared cannot change.',
  ru: 'Места сейчас заняты или удержаны: изменить, как они делятся, нельзя.',
  kk: 'Орындар қазір бос емес немесе ұсталып тұр: бөлінуін өзгертуге болмайды.',
};
