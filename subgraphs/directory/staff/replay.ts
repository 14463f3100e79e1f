import type { EntityManager } from 'typeorm';
import { type ClosureReplay, type Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import type { StaffCreateInput } from './types.js';

/** A member of staff after a change. */
export interface StaffState {
  readonly agency: string;
  readonly unit: string | null;
  readonly role: Role;
  readonly languages: readonly string[];
  readonly active: boolean;
}

export const recordDeactivated = (ctx: SubgraphContext, manager: EntityManager, staff: string): Promise<void> =>
  ctx.closures.record(manager, 'staff-deactivated', staff, { staff });

/** Somebody who comes back, perhaps elsewhere: without it a replay of the departure alone would keep that person out. */
export const recordActivated = (
  ctx: SubgraphContext,
  manager: EntityManager,
  staff: string,
  { agency, unit, role, languages }: Pick<StaffCreateInput, 'agency' | 'unit' | 'role' | 'languages'>,
): Promise<void> =>
  ctx.closures.record(manager, 'staff-activated', staff, { staff, agency, unit: unit ?? null, role, languages });

/** Another unit or role is less as often as it is more, so every change is recorded, whole. */
export const recordUpdated = (
  ctx: SubgraphContext,
  manager: EntityManager,
  staff: string,
  state: StaffState,
): Promise<void> => ctx.closures.record(manager, 'staff-updated', staff, { staff, ...state });

/**
 * The whole state that was recorded. Who works at a unit or agency that this state does not know is kept out, and hired again: any other place
 * would be one that this person has left. $1 staff, $2 agency, $3 unit, $4 role, $5 languages, $6 active, $7 at
 */
const BECOME = `
  UPDATE staff_member s SET agency_id = CASE WHEN n.known THEN $2::uuid ELSE s.agency_id END,
    unit_id = CASE WHEN n.known THEN $3::uuid ELSE s.unit_id END, role = $4, languages = $5::text[], active = n.active,
    deactivated_at = CASE WHEN NOT n.active THEN coalesce(s.deactivated_at, $7::timestamptz) END
  FROM (
    SELECT m.id, p.known, $6::boolean AND p.known AND NOT EXISTS (
      SELECT FROM staff_member o WHERE o.issuer = m.issuer AND o.subject = m.subject AND o.active AND o.id <> m.id) AS active
    FROM staff_member m, (
      SELECT EXISTS (SELECT FROM agency WHERE id = $2::uuid)
        AND ($3::uuid IS NULL OR EXISTS (SELECT FROM agency_unit WHERE agency_id = $2::uuid AND id = $3::uuid)) AS known) p
    WHERE m.id = $1
  ) n WHERE s.id = n.id`;

const become: ClosureReplay = async (manager, { payload, at }) => {
  const { staff, agency, unit, role, languages, active = true } = payload;
  await rowsOf(manager, BECOME, [staff, agency, unit, role, languages, active, at]);
};

export const STAFF_CLOSURES: Readonly<Record<string, ClosureReplay>> = {
  'staff-deactivated': async (manager, { payload, at }) => {
    await rowsOf(manager, 'UPDATE staff_member SET active = false, deactivated_at = $2 WHERE id = $1 AND active', [
      payload.staff,
      at,
    ]);
  },
  'staff-activated': become,
  'staff-updated': become,
};
