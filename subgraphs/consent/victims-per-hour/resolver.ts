import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  hubError,
  Role,
  type SubgraphContext,
} from '../../kit/index.js';
import { THROTTLED } from './sql.js';
import { ThrottledStaff, ThrottledStaffConnection } from './types.js';

@Resolver(() => ThrottledStaff)
export class ThrottledStaffResolver {
  @Query(() => ThrottledStaffConnection, {
    description:
      'Who opened more different victims within an hour than the limits allow, newest first: for an administrator of the agency, or a steward.',
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR, Role.STEWARD] })
  async throttledStaff(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('agency', () => ID, {
      nullable: true,
      description: 'Of this agency; your own when left out. Another one is for a steward.',
    })
    agency: string | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<ThrottledStaff>> {
    const { limit, before } = page.newestFirst('integer');
    const { requester } = ctx;
    const of = agency?.toLowerCase() ?? requester.agency;
    if (of !== requester.agency && requester.role !== Role.STEWARD) throw hubError('FORBIDDEN');
    const rows = await THROTTLED.rows(ctx.db, [of, ...before, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.firstAt, row.id],
      (row) => row,
    );
  }
}
