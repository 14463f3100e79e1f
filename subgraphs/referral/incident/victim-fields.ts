import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Classified, ConnectionArgs, type ConnectionOf, pageOfVictim, type SubgraphContext } from '../../kit/index.js';
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
    return pageOfVictim(ctx, victim, args, {
      statement: INCIDENTS_OF_VICTIMS,
      own: [ctx.requester.agency],
      at: (row) => row.reported_at,
      node: incidentOf,
    });
  }
}
