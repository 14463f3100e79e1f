import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Classified, type SubgraphContext } from '../../../subgraphs/kit/index.js';
import { Victim } from '../victim.js';
import { CURRENT_PLANS } from './sql.js';
import { SupportPlan, supportPlanOf } from './types.js';

@Resolver(() => Victim)
export class VictimSupportPlanResolver {
  @FieldResolver(() => SupportPlan, {
    nullable: true,
    description: 'What the social service of a hospital has last planned with her.',
  })
  @Directive('@requires(fields: "supportDisclosure")')
  @Classified('SUPPORT')
  async supportPlan(@Root() victim: Victim, @Ctx() ctx: SubgraphContext): Promise<SupportPlan | null> {
    return ctx.load('support plan', victim.key, async (keys) => {
      const rows = await CURRENT_PLANS.rows(ctx.db, [keys]);
      const plans = new Map(rows.map((row) => [row.victim_key, supportPlanOf(row)]));
      return keys.map((key) => plans.get(key) ?? null);
    });
  }
}
