import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  type SubgraphContext,
} from '../../kit/index.js';
import { perVictim } from '../batch-per-victim.js';
import { Victim } from '../victim.js';
import { INCIDENTS_OF_VICTIMS } from './sql.js';
import { type Incident, IncidentConnection, incidentOf } from './types.js';

@Resolver(() => Victim)
export class VictimIncidentResolver {
  @FieldResolver(() => IncidentConnection, {
    nullable: true,
    description: 'Incidents that your agency took down and those that a referral brought to it, newest first.',
  })
  @Classified('INCIDENT')
  @Directive('@requires(fields: "incidentDisclosure")')
  async incidents(
    @Root() victim: Victim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Incident>> {
    const { limit, before } = args.newestFirst();
    const rows = await ctx.load(`incidents ${args.first} ${args.after ?? ''}`, victim.key, async (keys) =>
      perVictim(keys, await INCIDENTS_OF_VICTIMS.rows(ctx.db, [ctx.requester.agency, keys, ...before, limit])),
    );
    return connectionFrom(rows, args.first, (row) => [row.reported_at, row.id], incidentOf);
  }
}
