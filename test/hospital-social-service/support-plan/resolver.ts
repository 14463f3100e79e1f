import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  DataKey,
  mutate,
  ownRecordParameters,
  type SubgraphContext,
} from '../../../subgraphs/kit/index.js';
import { resolveVictim, victimNotFound } from '../consent-client.js';
import { Victim } from '../victim.js';
import { PlansSupport } from './access.js';
import { place, recordPlan } from './record.js';
import { OWN_PLAN, OWN_PLANS } from './sql.js';
import {
  SupportPlan,
  SupportPlanConnection,
  SupportPlanRecordInput,
  SupportPlanRecordPayload,
  supportPlanOf,
} from './types.js';

@Resolver(() => SupportPlan)
export class SupportPlanResolver {
  @Mutation(() => SupportPlanRecordPayload, {
    description: 'Records what is planned with her. It takes the place of the plan before; that one is kept.',
  })
  @PlansSupport()
  async supportPlanRecord(
    @Arg('input', () => SupportPlanRecordInput, { description: 'The plan.' }) input: SupportPlanRecordInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<SupportPlanRecordPayload> {
    return mutate(ctx, 'supportPlanRecord', input, SupportPlanRecordPayload, async (commit) => {
      const victim = await resolveVictim(ctx, input.victimId);
      const id = await commit((manager) => recordPlan(manager, ctx, victim, input));
      const [row] = await OWN_PLAN.rows(ctx.db, [...ownRecordParameters(ctx), id]);
      if (!row) throw victimNotFound();
      return { supportPlan: supportPlanOf(row) };
    });
  }

  @Query(() => SupportPlanConnection, { description: 'Plans that your unit made, newest first. The look is logged.' })
  @PlansSupport()
  async supportPlans(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<SupportPlan>> {
    const { limit, before } = args.newestFirst();
    const rows = await OWN_PLANS.rows(ctx.db, [...ownRecordParameters(ctx), ...before, limit]);
    return connectionFrom(rows, args.first, (row) => [row.recorded_at, row.id], supportPlanOf);
  }

  /** Opened with the key of the hospital that made the plan: it is the hospital's own subgraph that answers. */
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What is planned, in words; null when its key was destroyed.',
  })
  @Classified('SUPPORT')
  async planned(@Root() { row }: SupportPlan, @Ctx() ctx: SubgraphContext): Promise<string | null> {
    if (!row.wrapped) return null;
    const key = await DataKey.open(ctx.secrets.agencyKeys, row.agency, row.wrapped);
    return key.open<string>(place(row.id), row.planned);
  }

  @FieldResolver(() => Victim, {
    nullable: true,
    description: 'With whom it was planned; null unless something of her record is open to you.',
  })
  @Classified('OPAQUE')
  victim(@Root() { row }: SupportPlan): Victim {
    return Object.assign(new Victim(), { key: row.victim_key });
  }
}
