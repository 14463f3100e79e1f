import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { Refusal, Refusals, rowsOf, UserErrorCode } from '../../kit/index.js';
import { lockUnit } from '../bed-hold/unit-lock.js';
import { takeOutOfService } from '../import/bed-count.js';
import { UNIT_JSON, type UnitColumns, unitColumns, unitFaults } from './content.js';
import type { ShelterUnitRowInput } from './inputs.js';
import { addUnit, changeUnit } from './unit-changes.js';

interface Known {
  readonly id: string;
  readonly reference: string;
  readonly columns: UnitColumns;
  readonly beds: number;
}

/** $1 shelter; in the order in which units are locked */
const KNOWN = `SELECT u.id, u.external_id AS reference, ${UNIT_JSON} AS columns,
    u.beds_in_service AS beds
  FROM unit u WHERE u.shelter_id = $1 AND u.external_id IS NOT NULL ORDER BY u.id`;

/**
 * Makes the units of a locked shelter what a table says, inside a transaction: all of it or nothing. True when it said anything new.
 * @throws Refusals that name row and field
 */
export async function setUnits(
  manager: EntityManager,
  shelter: { readonly id: string; readonly agency: string },
  rows: readonly ShelterUnitRowInput[],
): Promise<boolean> {
  const faults = rows.flatMap((row, i) => [
    ...unitFaults(row, 'units', String(i)),
    ...(rows.findIndex(({ reference }) => reference === row.reference) < i ? [twice(i)] : []),
  ]);
  if (faults.length > 0) throw new Refusals(faults);
  const known = await rowsOf<Known>(manager, KNOWN, [shelter.id]);
  let changed = false;
  for (const unit of known) {
    const at = rows.findIndex(({ reference }) => reference === unit.reference);
    const row = rows[at];
    if (!row) {
      if (unit.beds === 0) continue;
      await lockUnit(manager, unit.id);
      if (!(await takeOutOfService(manager, unit.id))) throw missingInUse();
    } else {
      const columns = unitColumns(row);
      if (unit.beds === row.beds && isDeepStrictEqual(columns, unit.columns)) continue;
      await changeUnit(manager, unit.id, columns, row.beds, 'units', String(at));
    }
    changed = true;
  }
  for (const row of rows.filter(({ reference }) => !known.some((unit) => unit.reference === reference))) {
    await addUnit(manager, shelter, unitColumns(row), row.beds, row.reference);
    changed = true;
  }
  return changed;
}

const twice = (i: number): Refusal =>
  new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'The same reference comes twice.',
      ru: 'Одно обозначение указано дважды.',
      kk: 'Бір белгі екі рет берілген.',
    },
    ['units', String(i), 'reference'],
  );

const missingInUse = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: 'A unit that is no longer listed has beds that are occupied or held now.',
      ru: 'В помещении, которого больше нет в списке, есть занятые или удержанные места.',
      kk: 'Тізімде жоқ бөлмеде бос емес немесе ұсталып тұрған орындар бар.',
    },
    ['units'],
  );
