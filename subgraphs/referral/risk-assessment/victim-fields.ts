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
    const { limit, before } = args.newestFirst();
    const rows = await ctx.load(`risk ${args.first} ${args.after ?? ''}`, victim.key, async (keys) =>
      perVictim(keys, await ASSESSMENTS_OF_VICTIMS.rows(ctx.db, [ctx.requester.agency, keys, ...before, limit])),
    );
    return connectionFrom(rows, args.first, (row) => [row.assessed_at, row.id], assessmentOf);
  }
}
