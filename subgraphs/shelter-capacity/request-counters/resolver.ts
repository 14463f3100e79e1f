import { Ctx, Query, Resolver } from 'type-graphql';
import { Access, ownRecordParameters, Role, type SubgraphContext } from '../../kit/index.js';
import { SHELTER_KINDS, SHELTER_PURPOSES } from '../parties.js';
import { COUNTERS } from './sql.js';
import { BedRequestCounters } from './types.js';

@Resolver()
export class BedRequestCountersResolver {
  @Query(() => BedRequestCounters, {
    description: "How many requests wait for your agency's shelters. It is no look at anybody's record.",
  })
  @Access({ purposes: SHELTER_PURPOSES, kinds: SHELTER_KINDS, roles: [Role.SHELTER_STAFF] })
  async bedRequestCounters(@Ctx() ctx: SubgraphContext): Promise<BedRequestCounters> {
    const [counts] = await COUNTERS.rows(ctx.db, ownRecordParameters(ctx).slice(0, 3));
    return Object.assign(new BedRequestCounters(), counts);
  }
}
