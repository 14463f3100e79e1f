import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DataKey, Refusals, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { PERPETRATOR_NAMED, victimNotFound } from '../consent-client.js';
import type { IncidentReportInput } from './input.js';
import { refusalsOfReport } from './rules.js';

/**
 * Takes an incident down, inside the caller's transaction. Returns its id.
 * @param victim internal key; null when the report names nobody or nobody may be named so
 * @throws Refusal NOT_FOUND, Refusals INVALID
 */
export async function reportIncident(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: IncidentReportInput,
  victim: string | null,
): Promise<string> {
  if (input.victimId && victim === null) throw victimNotFound();
  const [clock] = await rowsOf<{ now: Date }>(manager, 'SELECT clock_timestamp() AS now');
  const refusals = refusalsOfReport(input, clock!.now);
  if (refusals.length > 0) throw new Refusals(refusals);
  const { agency, unit, staff } = ctx.requester;
  const id = randomUUID();
  const account = input.account ? await sealAccount(manager, ctx, id, victim, input.account) : null;
  await rowsOf(
    manager,
    `INSERT INTO incident (id, victim_key, agency, unit, staff, occurred_at, last_contact_at, channel, violence, injuries, weapon,
       children_present, children_count, region_code, account, named, earlier_told_of)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      id,
      victim,
      agency,
      unit,
      staff,
      input.occurredAt,
      input.lastContactAt ?? null,
      input.channel,
      input.violence,
      input.injuries ?? [],
      input.weapon ?? null,
      input.childrenPresent ?? null,
      input.childrenCount ?? null,
      input.regionCode,
      account,
      input.named ?? [],
      input.earlierToldOf ?? null,
    ],
  );
  if (victim && input.named?.length) {
    await ctx.outbox.send(manager, PERPETRATOR_NAMED, { report: id, victim, relations: input.named });
  }
  return id;
}

/** An account that names nobody is sealed under a key of its own. */
async function sealAccount(
  manager: EntityManager,
  ctx: SubgraphContext,
  id: string,
  victim: string | null,
  account: string,
): Promise<Buffer> {
  const key = await DataKey.obtain(manager, ctx.secrets.agencyKeys, victim ?? `incident:${id}`, ctx.requester.agency);
  return key.seal(`incident.account:${id}`, account);
}
