import { isUUID } from 'class-validator';
import {
  newCode,
  parseCode,
  rowsOf,
  type SubgraphContext,
  spokenCode,
  transaction,
  type Vault,
} from '../../kit/index.js';
import { noHoldToCome } from './refusals.js';
import { ALONE, END_CODES, MADE_CODE, MAKE_CODE, MISS } from './sql.js';
import type { ShelterEscortCode } from './types.js';

/** Whom a shelter names. */
export interface Escort {
  readonly staff: string;
  /** HMAC of the code that was read out; null when named by id */
  readonly mac: Buffer | null;
}

/**
 * Names the requester to the shelter of a hold, once and for a short time. Asked again it is another code: the digits are kept nowhere.
 * @throws Refusal NOT_FOUND, whatever the reason
 */
export async function makeCode(ctx: SubgraphContext, holdId: string): Promise<ShelterEscortCode> {
  const { agency, unit, staff } = ctx.requester;
  const code = newCode();
  const mac = await macOf(ctx.vault, agency, holdId, code);
  return transaction(ctx.vault.db, async (manager) => {
    await rowsOf(manager, ALONE, [holdId]);
    await rowsOf(manager, END_CODES, [holdId, agency, staff]);
    const [made] = await rowsOf<{ goodUntil: Date }>(manager, MAKE_CODE, [agency, unit, staff, holdId, mac]);
    if (!made) throw noHoldToCome();
    return { code: spokenCode(code), goodUntil: made.goodUntil };
  });
}

/**
 * Whom an id, or a code for this hold, names; null: nobody. Whether a code is still good is looked at where it is used. What is no code of the hold is kept,
 * whatever becomes of the rest.
 */
export async function escortOf(
  ctx: SubgraphContext,
  { holdId, senderAgency, named }: { readonly holdId: string; readonly senderAgency: string; readonly named: string },
): Promise<Escort | null> {
  if (isUUID(named)) return { staff: named, mac: null };
  const code = parseCode(named);
  if (!code) return null;
  const { agency, staff } = ctx.requester;
  const mac = await macOf(ctx.vault, senderAgency, holdId, code);
  return transaction(ctx.vault.db, async (manager) => {
    // guesses that come together are counted one after the other
    await rowsOf(manager, ALONE, [holdId]);
    const [made] = await rowsOf<{ staff: string }>(manager, MADE_CODE, [holdId, mac]);
    if (!made) await rowsOf(manager, MISS, [holdId, agency, staff]);
    return made ? { staff: made.staff, mac } : null;
  });
}

const macOf = ({ keys }: Vault, agency: string, holdId: string, code: string): Promise<Buffer> =>
  keys.mac(agency, `escort code\0${holdId}\0${code}`);
