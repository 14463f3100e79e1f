import { Args, Ctx, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  connectionType,
  Role,
  type SubgraphContext,
} from '../../kit/index.js';
import { ownShelters } from './own-shelter.js';
import { Shelter } from './types.js';

const ShelterConnection = connectionType(Shelter, 'Shelter');

@Resolver(() => Shelter)
export class ShelterResolver {
  @Query(() => ShelterConnection, { description: "The shelters of the caller's own agency." })
  @Access({ purposes: 'none', roles: [Role.SHELTER_STAFF, Role.ADVOCATE, Role.ADMINISTRATOR] })
  async shelters(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Shelter>> {
    const { limit, after } = args.page(['uuid']);
    const rows = await ownShelters(ctx, { after: after[0], limit });
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.id],
      (row) => row,
    );
  }
}
