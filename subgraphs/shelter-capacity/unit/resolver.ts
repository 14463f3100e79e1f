import { isUUID } from 'class-validator';
import { GraphQLLocalDate } from 'graphql-scalars';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { Access, hubError, Role, type SubgraphContext } from '../../kit/index.js';
import { ownUnits } from './own-units.js';
import { ShelterUnit } from './types.js';

@Resolver(() => ShelterUnit)
export class ShelterUnitResolver {
  @Query(() => [ShelterUnit], {
    description: "The units of a shelter of the caller's own agency, with what is free; empty for any other shelter.",
  })
  @Access({ purposes: 'none', roles: [Role.SHELTER_STAFF, Role.ADVOCATE, Role.ADMINISTRATOR] })
  async shelterUnits(
    @Arg('shelter', () => ID, { description: 'Id of the shelter.' }) shelter: string,
    @Arg('from', () => GraphQLLocalDate, { nullable: true, description: 'First night; tonight when left out.' }) from:
      | string
      | null,
    @Arg('nights', () => Int, { defaultValue: 1, description: 'Nights, 1 to 180.' }) count: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ShelterUnit[]> {
    if (count < 1 || count > 180) throw hubError('BAD_USER_INPUT');
    return isUUID(shelter) ? ownUnits(ctx, shelter, { from: from ?? null, nights: count }) : [];
  }
}
