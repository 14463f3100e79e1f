import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { windowRefusal } from './rules.js';
import { ISSUE } from './sql.js';
import { bearerHmac, newPermitNumber, tokenHmac } from './token.js';
import type { MovementPermitIssueInput } from './types.js';

/** A number that is taken is drawn again; not for ever. */
const NUMBER_ATTEMPTS = 10;

/**
 * Issues a permit, inside the caller's transaction. Returns its id.
 * @throws Refusal INVALID, naming the end of the window that is wrong
 */
export async function issuePermit(
  manager: EntityManager,
  ctx: SubgraphContext,
  input: MovementPermitIssueInput,
  { victim, token, maximumDays }: { victim: string | null; token: string; maximumDays: number },
): Promise<string> {
  const [clock] = await rowsOf<{ now: Date }>(manager, 'SELECT clock_timestamp() AS now');
  const from = input.validFrom ?? clock!.now;
  const refused = windowRefusal({ from, until: input.validUntil }, clock!.now, maximumDays);
  if (refused) throw refused;
  const { agency, unit, staff } = ctx.requester;
  const { secrets } = ctx;
  for (let attempt = 1; attempt <= NUMBER_ATTEMPTS; attempt++) {
    const [permit] = await rowsOf<{ id: string }>(manager, ISSUE, [
      newPermitNumber(),
      tokenHmac(secrets, token),
      bearerHmac(secrets, token, input.documentDigits),
      ...[from, input.validUntil, input.startArea, agency, unit, staff, victim],
    ]);
    if (permit) return permit.id;
  }
  throw new Error('No number is free.');
}
