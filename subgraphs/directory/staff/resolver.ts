import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  hubError,
  Role,
  type SubgraphContext,
} from '../../kit/index.js';
import { agencyOf } from '../agency/read.js';
import { Agency } from '../agency/types.js';
import { unitOf } from '../unit/read.js';
import { AgencyUnit } from '../unit/types.js';
import { STAFF } from './sql.js';
import { StaffMember, StaffMemberConnection } from './types.js';

@Resolver(() => StaffMember)
export class StaffResolver {
  @Query(() => StaffMemberConnection, {
    description:
      "The staff of an agency, oldest first. For the hub's own administrator and the agency's; empty for others.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  async staff(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('agency', () => ID, { description: 'Id of the agency.' }) agency: string,
    @Arg('activeOnly', () => Boolean, { defaultValue: true, description: 'False to list those who have left, too.' })
    activeOnly: boolean,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<StaffMember>> {
    const { limit, after } = page.page(['instant', 'uuid']);
    if (!isUUID(agency)) throw hubError('BAD_USER_INPUT');
    const rows = await STAFF.rows(ctx.db, [ctx.requester.agency, agency, activeOnly, ...after, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.created, row.id],
      (row) => row,
    );
  }

  @FieldResolver(() => Agency, { nullable: true, description: 'Where this person works.' })
  @Classified('OPAQUE')
  agency(@Root() staff: StaffMember, @Ctx() ctx: SubgraphContext): Promise<Agency | null> {
    return agencyOf(ctx, staff.agencyId);
  }

  @FieldResolver(() => AgencyUnit, { nullable: true, description: 'Unit; null for staff of the whole agency.' })
  @Classified('OPAQUE')
  async unit(@Root() staff: StaffMember, @Ctx() ctx: SubgraphContext): Promise<AgencyUnit | null> {
    return staff.unitId ? unitOf(ctx, staff.unitId) : null;
  }
}
