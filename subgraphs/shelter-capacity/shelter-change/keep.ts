import type { EntityManager } from 'typeorm';
import { rowsOf } from '../../kit/index.js';

type Changed = `${import('./types.js').ShelterChanged}`;

/** $1 shelter, $2 agency, $3 staff, $4 what */
const KEEP =
  'INSERT INTO shelter_change (shelter_id, agency, staff, what) SELECT $1::uuid, $2::text, $3::text, unnest($4::text[])';

/**
 * Writes down who changes what of a house, in the transaction in which it is done, under whichever login: somebody inside who changes where she is met, or who
 * answers her call, is seen by the others of the house. What it was and is, is not kept.
 */
export async function keepChanges(
  manager: EntityManager,
  shelter: { readonly id: string; readonly agency: string },
  staff: string,
  what: readonly Changed[],
): Promise<void> {
  if (what.length > 0) await rowsOf(manager, KEEP, [shelter.id, shelter.agency, staff, what]);
}

const DIFFERS: readonly (readonly [what: Changed, columns: readonly string[]])[] = [
  ['NAME', ['name_kk', 'name_ru', 'name_en']],
  ['ORGANIZATION', ['organization_external_id']],
  ['REGION', ['region_code', 'district_code', 'zone']],
  ['PARTICIPATION', ['participation']],
  ['WAITING_LIST', ['keeps_waitlist']],
  ['INTAKE_PHONE', ['intake_phone']],
  ['HOLD_TIME', ['hold_minutes']],
  ['OPENING', ['opening_state', 'opening_reason', 'opening_until']],
];

const rowOf = (of: string, columns: readonly string[]) =>
  `ROW(${columns.map((column) => `${of}.${column}`).join(', ')})`;

/** An UPDATE of one shelter ($1), as a query that answers what of it has changed; no row when the UPDATE touched none. */
export const telling = (
  update: string,
): string => `WITH was AS (SELECT * FROM shelter WHERE id = $1), became AS (${update} RETURNING *)
  SELECT array_remove(ARRAY[${DIFFERS.map(
    ([what, columns]) =>
      `CASE WHEN ${rowOf('was', columns)} IS DISTINCT FROM ${rowOf('became', columns)} THEN '${what}' END`,
  ).join(', ')}], NULL) AS what FROM was, became`;

/** What {@link telling} answers. */
export interface Told {
  readonly what: readonly Changed[];
}
