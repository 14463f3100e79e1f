import { isUUID } from 'class-validator';
import {
  newCode,
  parseCode,
  recipientKnown,
  rowsOf,
  type SubgraphContext,
  spokenCode,
  transaction,
  type Vault,
} from '../../kit/index.js';
import { noHoldToCome } from './refusals.js';
import { ALONE, BY_ID, END_CODES, MADE_CODE, MAKE_CODE, MISS } from './sql.js';
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
 * Whom an id, or a code for this hold, names, and who works at the sender's agency now; null: nobody. Whether a code is still good is looked at where it is used.
 * What names nobody is kept, whatever becomes of the rest.
 */
export async function escortOf(
  ctx: SubgraphContext,
  { holdId, senderAgency, named }: { readonly holdId: string; readonly senderAgency: string; readonly named: string },
): Promise<Escort | null> {
  const known = (staff: string) => recipientKnown(ctx, { recipient: senderAgency, recipientStaff: staff });
  if (isUUID(named)) {
    const staff = await foundOrMissed(ctx, holdId, BY_ID, (await known(named)) ? named : null);
    return staff === null ? null : { staff, mac: null };
  }
  const code = parseCode(named);
  if (!code) return null;
  const mac = await macOf(ctx.vault, senderAgency, holdId, code);
  const staff = await foundOrMissed(ctx, holdId, MADE_CODE, mac);
  return staff !== null && (await known(staff)) ? { staff, mac } : null;
}

/** Those that come together are counted one after the other. */
function foundOrMissed(
  { requester: { agency, staff }, vault }: SubgraphContext,
  holdId: string,
  statement: string,
  by: string | Buffer | null,
): Promise<string | null> {
  return transaction(vault.db, async (manager) => {
    await rowsOf(manager, ALONE, [holdId]);
    const [found] = await rowsOf<{ staff: string }>(manager, statement, [holdId, by]);
    if (!found) await rowsOf(manager, MISS, [holdId, agency, staff]);
    return found?.staff ?? null;
  });
}

const macOf = ({ keys }: Vault, agency: string, holdId: string, code: string): Promise<Buffer> =>
  keys.mac(agency, `escort code\0${holdId}\0${code}`);
