import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DataKey, rowsOf, type SubgraphContext } from '../../../subgraphs/kit/index.js';
import { refusalOfDay } from './rules.js';
import type { SupportPlanRecordInput } from './types.js';

/** Where a sealed plan belongs: moved to another row it cannot be opened. */
export const place = (id: string): string => `support_plan.planned:${id}`;

/** Records a plan inside the caller's transaction. Returns its id. @throws Refusal INVALID */
export async function recordPlan(
  manager: EntityManager,
  ctx: SubgraphContext,
  victim: string,
  input: SupportPlanRecordInput,
): Promise<string> {
  const [clock] = await rowsOf<{ today: string }>(
    manager,
    "SELECT to_char(clock_timestamp() AT TIME ZONE 'Asia/Almaty', 'YYYY-MM-DD') AS today",
  );
  const refusal = refusalOfDay(input.nextContactOn, clock!.today);
  if (refusal) throw refusal;
  const { agency, unit, staff } = ctx.requester;
  const id = randomUUID();
  const key = await DataKey.obtain(manager, ctx.secrets.agencyKeys, victim, agency);
  await rowsOf(
    manager,
    `INSERT INTO support_plan (id, victim_key, agency, unit, staff, planned, next_contact_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, victim, agency, unit, staff, key.seal(place(id), input.planned), input.nextContactOn],
  );
  return id;
}
