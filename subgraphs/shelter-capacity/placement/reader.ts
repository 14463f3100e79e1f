import { ownRecordParameters, Refusal, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { type PlacementRow, partyOf, shown } from './shown.js';
import { HOLD_OF_NOBODY, PLACEMENT } from './sql.js';
import type { Placement } from './types.js';

export const notFound = (field: readonly string[] = []): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such hold or stay that you may use.',
      ru: 'Такого места для вас нет.',
      kk: 'Сізге ондай орын жоқ.',
    },
    field,
  );

/** The requester's own placement under today's rules; null when there is none that the requester may see. The look is logged. */
export async function ownPlacement(ctx: SubgraphContext, id: string): Promise<Placement | null> {
  return asParty(ctx, (await PLACEMENT.rows(ctx.db, [...ownRecordParameters(ctx), id]))[0]);
}

/**
 * What `bedHold` answers with. A hold names nobody, so its sender needs no purpose; sent again after the shelter has linked a record,
 * it is about somebody, and then one is needed.
 * @throws Refusal NOT_FOUND
 */
export async function ownHold(ctx: SubgraphContext, id: string): Promise<Placement> {
  const { agency, unit, purpose } = ctx.requester;
  const hold = purpose
    ? await ownPlacement(ctx, id)
    : asParty(ctx, (await HOLD_OF_NOBODY.rows(ctx.db, [agency, unit, id]))[0]);
  if (!hold) throw notFound();
  return hold;
}

export function asParty(ctx: SubgraphContext, row: PlacementRow): Placement;
export function asParty(ctx: SubgraphContext, row: PlacementRow | undefined): Placement | null;
export function asParty(ctx: SubgraphContext, row: PlacementRow | undefined): Placement | null {
  return row ? shown(row, partyOf(ctx.requester.agency, row), ctx.requester.language) : null;
}
