import type { EntityManager } from 'typeorm';
import { assertRecipient, nobodyThere, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { notFound } from '../placement/reader.js';
import type { ShelterAddressReleaseInput } from './inputs.js';
import { escortMissing, notExpected, notThere } from './refusals.js';
import { ALONE, END_OTHERS, RELEASABLE, RELEASE } from './sql.js';
import { type ShelterAddressPart, ShelterAddressWay } from './types.js';

interface Releasable {
  readonly senderAgency: string;
  readonly shelter: string;
  readonly expected: boolean;
  /** What the shelter has entered */
  readonly there: readonly ShelterAddressPart[];
  /** No wall stands between the escort and her */
  readonly escortOpen: boolean;
}

/**
 * Whether the escort works for who asked for the bed, whom the shelter is not told. Somebody else, nobody and somebody walled off are one answer. Before
 * the transaction of {@link release}, which looks at the walls.
 * @throws Refusal INVALID, NOT_FOUND, TEMPORARILY_UNAVAILABLE
 */
export async function assertEscort(ctx: SubgraphContext, input: ShelterAddressReleaseInput): Promise<void> {
  if ((input.to === ShelterAddressWay.ESCORT) !== Boolean(input.escort)) throw escortMissing();
  if (!input.escort) return;
  const { agency, unit, staff } = ctx.requester;
  const [found] = await ctx.vault.db.query(RELEASABLE, [agency, unit, staff, input.holdId, input.escort]);
  if (!found) throw notFound(['holdId']);
  await assertRecipient(ctx, { recipient: found.senderAgency, recipientStaff: input.escort }, 'escort');
}

/**
 * Releases, in a transaction of the vault, and ends what was released of the hold before.
 * @throws Refusal NOT_FOUND, WRONG_STATE, INVALID
 */
export async function release(
  manager: EntityManager,
  { agency, unit, staff }: { readonly agency: string; readonly unit: string | null; readonly staff: string },
  { holdId, what, to, escort = null }: ShelterAddressReleaseInput,
): Promise<string> {
  await rowsOf(manager, ALONE, [holdId]);
  const [found] = await rowsOf<Releasable>(manager, RELEASABLE, [agency, unit, staff, holdId, escort]);
  if (!found) throw notFound(['holdId']);
  if (!found.expected) throw notExpected();
  if (!found.there.includes(what)) throw notThere();
  if (escort && !found.escortOpen) throw nobodyThere('escort');
  await rowsOf(manager, END_OTHERS, [holdId, staff]);
  const escortAgency = escort && found.senderAgency;
  const values = [holdId, found.shelter, agency, what, to, escortAgency, escort, staff];
  const [released] = await rowsOf<{ id: string }>(manager, RELEASE, values);
  return released!.id;
}
