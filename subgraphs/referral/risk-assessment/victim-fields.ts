import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Classified, ConnectionArgs, type ConnectionOf, pageOfVictim, type SubgraphContext } from '../../kit/index.js';
import { Victim } from '../victim.js';
import { ASSESSMENTS_OF_VICTIMS } from './sql.js';
import { assessmentOf, type RiskAssessment, RiskAssessmentConnection } from './types.js';

@Resolver(() => Victim)
export class VictimRiskResolver {
  @FieldResolver(() => RiskAssessmentConnection, {
    nullable: true,
    description: 'Assessments of risk that your agency made and those that a referral brought to it, newest first.',
  })
  @Classified('RISK')
  @Directive('@requires(fields: "riskDisclosure")')
  async riskAssessments(
    @Root() victim: Victim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<RiskAssessment>> {
    return pageOfVictim(ctx, victim, args, {
      statement: ASSESSMENTS_OF_VICTIMS,
      own: [ctx.requester.agency],
      at: (row) => row.assessed_at,
      node: assessmentOf,
    });
  }
}
