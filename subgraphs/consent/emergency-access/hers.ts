import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  hubError,
  Purpose,
  Role,
  type SubgraphContext,
} from '../../kit/index.js';
import { Victim } from '../victim/types.js';
import type { OpenVictim } from '../victim/victim.js';
import { page } from './resolver.js';
import { EMERGENCY_ACCESSES_OF_VICTIM } from './sql.js';
import { type EmergencyAccess, EmergencyAccessConnection } from './types.js';

@Resolver(() => Victim)
export class VictimEmergencyResolver {
  @FieldResolver(() => EmergencyAccessConnection, {
    nullable: true,
    description:
      'Who opened parts of her record on a stated threat to life, newest first: for her, an advocate beside her (purpose SUBJECT_REQUEST).',
  })
  @Classified('OPAQUE')
  async emergencyAccesses(
    @Root() victim: OpenVictim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<EmergencyAccess>> {
    const { purpose, role } = ctx.purposeful;
    if (purpose !== Purpose.SUBJECT_REQUEST || role !== Role.ADVOCATE) throw hubError('FORBIDDEN');
    const { limit, before } = args.newestFirst();
    return page(await EMERGENCY_ACCESSES_OF_VICTIM.rows(ctx.db, [victim.key, ...before, limit]), args.first);
  }
}
