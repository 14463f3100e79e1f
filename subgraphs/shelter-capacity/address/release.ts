import type { EntityManager } from 'typeorm';
import { rowsOf, type SubgraphContext } from '../../kit/index.js';
import { notFound } from '../placement/reader.js';
import { type Escort, escortOf } from './escort-code.js';
import type { ShelterAddressReleaseInput } from './inputs.js';
import { escortMissing, noSuchEscort, notExpected, notThere } from './refusals.js';
import { ALONE, END_OTHERS, RELEASABLE, RELEASE, USE_CODE } from './sql.js';
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
 * Who of those who asked for the bed is named, whom the shelter is not told; null: nobody, it is told by voice. Somebody else, nobody and somebody walled off
 * are one answer, and whether anything could be released is said before anybody is looked at. Before the transaction of {@link release}, which looks at the walls.
 * @throws Refusal INVALID, NOT_FOUND, WRONG_STATE, TEMPORARILY_UNAVAILABLE
 */
export async function escortFor(ctx: SubgraphContext, input: ShelterAddressReleaseInput): Promise<Escort | null> {
  const { to, escort: named, holdId } = input;
  if ((to === ShelterAddressWay.ESCORT) !== Boolean(named)) throw escortMissing();
  if (!named) return null;
  const { agency, unit, staff } = ctx.requester;
  const [found] = await ctx.vault.db.query(RELEASABLE, [agency, unit, staff, holdId, null]);
  if (!found) throw notFound(['holdId']);
  const { senderAgency } = toRelease(found as Releasable, input);
  const escort = await escortOf(ctx, { holdId, senderAgency, named });
  if (!escort) throw noSuchEscort();
  return escort;
}

function toRelease(found: Releasable, { what }: ShelterAddressReleaseInput): Releasable {
  if (!found.expected) throw notExpected();
  if (!found.there.includes(what)) throw notThere();
  return found;
}

/**
 * Releases, in a transaction of the vault, and ends what was released of the hold before.
 * @throws Refusal NOT_FOUND, WRONG_STATE, INVALID
 */
export async function release(
  manager: EntityManager,
  { agency, unit, staff }: { readonly agency: string; readonly unit: string | null; readonly staff: string },
  input: ShelterAddressReleaseInput,
  escort: Escort | null,
): Promise<string> {
  const { holdId, what, to } = input;
  await rowsOf(manager, ALONE, [holdId]);
  const named = escort?.staff ?? null;
  const [found] = await rowsOf<Releasable>(manager, RELEASABLE, [agency, unit, staff, holdId, named]);
  if (!found) throw notFound(['holdId']);
  toRelease(found, input);
  if (escort && !found.escortOpen) throw noSuchEscort();
  if (escort?.mac && !(await rowsOf(manager, USE_CODE, [holdId, escort.mac])).length) throw noSuchEscort();
  await rowsOf(manager, END_OTHERS, [holdId, staff]);
  const values = [holdId, found.shelter, agency, what, to, escort && found.senderAgency, named, staff];
  const [released] = await rowsOf<{ id: string }>(manager, RELEASE, values);
  return released!.id;
}
