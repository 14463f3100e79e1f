import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  ownRecordParameters,
  type SubgraphContext,
} from '../../kit/index.js';
import { REFERRING_PURPOSES, REFERRING_ROLES, SHELTER_KINDS, SHELTER_PURPOSES } from '../parties.js';
import { asParty, ownPlacement } from './reader.js';
import type { PlacementRow } from './shown.js';
import { HOLDS, REQUESTS } from './sql.js';
import { PlacementState } from './states.js';
import { Placement, PlacementConnection } from './types.js';

@Resolver(() => Placement)
export class PlacementResolver {
  @Query(() => Placement, {
    nullable: true,
    description: 'A hold or stay to which your agency is a party; null for any other. The look is logged.',
  })
  @Access({ purposes: REFERRING_PURPOSES, roles: REFERRING_ROLES })
  async placement(
    @Arg('id', () => ID, { description: 'Id.' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Placement | null> {
    return isUUID(id) ? ownPlacement(ctx, id) : null;
  }

  @Query(() => PlacementConnection, {
    description: "What is held at your agency's shelters, newest first. Each look is logged.",
  })
  @Access({ purposes: SHELTER_PURPOSES, kinds: SHELTER_KINDS, roles: REFERRING_ROLES })
  async bedRequests(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('states', () => [PlacementState], { nullable: true, description: 'Only these states; all when left out.' })
    states: PlacementState[] | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Placement>> {
    const { limit, before } = args.newestFirst();
    const rows = await REQUESTS.rows(ctx.db, [...ownRecordParameters(ctx), limit, ...before, states ?? null]);
    return page(ctx, rows, args.first);
  }

  @Query(() => PlacementConnection, { description: 'What your unit has held, newest first. Each look is logged.' })
  @Access({ purposes: REFERRING_PURPOSES, roles: REFERRING_ROLES })
  async bedHolds(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('states', () => [PlacementState], { nullable: true, description: 'Only these states; all when left out.' })
    states: PlacementState[] | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Placement>> {
    const { limit, before } = args.newestFirst();
    const rows = await HOLDS.rows(ctx.db, [...ownRecordParameters(ctx), limit, ...before, states ?? null]);
    return page(ctx, rows, args.first);
  }
}

function page(ctx: SubgraphContext, rows: readonly PlacementRow[], first: number): ConnectionOf<Placement> {
  return connectionFrom(
    rows,
    first,
    (row) => [row.createdAt, row.id],
    (row) => asParty(ctx, row),
  );
}
