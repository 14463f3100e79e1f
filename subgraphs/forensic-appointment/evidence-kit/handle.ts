import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { CUSTODY, type CustodyRefusalReason, custodyRefusal, type Kit } from './custody.js';
import type { EvidenceKitConvertInput, EvidenceKitStepInput } from './inputs.js';
import { proven } from './prove.js';
import { kitNotFound, kitVersionConflict, nothingToConvert, secondPersonNeeded } from './refusals.js';
import { ADD_PARTY, ADD_STEP, LOCK_KIT } from './sql.js';

interface LockedKit extends Kit {
  readonly id: string;
  readonly version: number;
  readonly pin: Buffer;
}

/** What became of a step. A refused one, and a wrong PIN, are kept: so is the answer to the same key. */
export type Outcome = 'DONE' | 'WRONG_PIN' | CustodyRefusalReason;

async function lock(manager: EntityManager, ctx: SubgraphContext, kitId: string): Promise<LockedKit> {
  const { agency, unit, staff } = ctx.requester;
  const [kit] = await rowsOf<LockedKit>(manager, LOCK_KIT, [agency, unit, staff, kitId]);
  if (!kit) throw kitNotFound();
  return kit;
}

/** Whoever gave it: the first person of the step by which it is on its way. */
const GIVER = `SELECT by_agency AS agency, by_staff AS staff FROM custody_step WHERE kit_id = $1::uuid ORDER BY place DESC LIMIT 1`;

/**
 * Takes a kit one step on, inside the caller's transaction, its row locked.
 * @throws Refusal NOT_FOUND, VERSION_CONFLICT, INVALID
 */
export async function handleKit(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: EvidenceKitStepInput,
): Promise<Outcome> {
  const kit = await lock(manager, ctx, input.kitId);
  if (input.expectedVersion != null && input.expectedVersion !== kit.version) throw kitVersionConflict();
  const { agency, staff } = ctx.requester;
  const rule = CUSTODY[input.action];
  const second = { agency: input.withAgency ?? agency, staff: input.withStaff ?? null };
  if (rule.with === 'GIVER') {
    if (second.staff !== null || input.withAgency != null) throw secondPersonNeeded();
    const [giver] = await rowsOf<{ agency: string; staff: string }>(manager, GIVER, [kit.id]);
    Object.assign(second, giver);
    if (second.staff === staff) throw secondPersonNeeded();
  } else if (second.staff === null || second.staff === staff || (rule.with === 'WITNESS' && second.agency !== agency)) {
    throw secondPersonNeeded();
  }
  const sheAsked = input.pin != null;
  if (sheAsked && !(await proven(manager, kit.id, input.pin!))) return 'WRONG_PIN';
  const reason = custodyRefusal(kit, {
    ...{ action: input.action, agency, seal: input.seal, sheAsked },
    // what was given within the clinic is received from there
    withAgency: second.agency,
  });
  if (reason) {
    await rowsOf(
      manager,
      'INSERT INTO custody_refusal (kit_id, step, reason, by_agency, by_staff) VALUES ($1, $2, $3, $4, $5)',
      [kit.id, input.action, reason, agency, staff],
    );
    return reason;
  }
  const onItsWay = rule.with === 'RECIPIENT';
  await rowsOf(
    manager,
    `UPDATE evidence_kit SET state = $2, holder_agency = $3, awaited_by = $4, seal = $5, version = version + 1 WHERE id = $1`,
    [kit.id, rule.to, agency, onItsWay ? second.agency : null, input.seal],
  );
  if (onItsWay) await rowsOf(manager, ADD_PARTY, [kit.id, second.agency]);
  await rowsOf(manager, ADD_STEP, [kit.id, input.action, agency, staff, second.agency, second.staff, input.seal]);
  return 'DONE';
}

/** She makes her kit part of a report: by her PIN, which nobody else has. @throws Refusal NOT_FOUND, WRONG_STATE */
export async function convertKit(
  manager: EntityManager,
  ctx: SubgraphContext,
  { kitId, pin }: EvidenceKitConvertInput,
): Promise<Outcome> {
  const kit = await lock(manager, ctx, kitId);
  if (!kit.hersAlone) throw nothingToConvert();
  if (!(await proven(manager, kit.id, pin))) return 'WRONG_PIN';
  await rowsOf(
    manager,
    'UPDATE evidence_kit SET converted_at = clock_timestamp(), version = version + 1 WHERE id = $1',
    [kit.id],
  );
  const { agency, staff } = ctx.requester;
  await rowsOf(manager, ADD_STEP, [kit.id, 'CONVERT', agency, staff, null, null, null]);
  return 'DONE';
}
