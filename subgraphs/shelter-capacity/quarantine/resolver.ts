import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  AgencyKind,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  mutate,
  ownRecordParameters,
  Role,
  rowsOf,
  type SubgraphContext,
} from '../../kit/index.js';
import { admission } from '../availability/admission.js';
import { BedMisfit } from '../household/fit.js';
import { REFERRING_ROLES } from '../parties.js';
import { householdIn } from '../placement/locked.js';
import { asParty } from '../placement/reader.js';
import { AT_THE_SHELTER } from '../placement/steps.js';
import { DUE, ELSEWHERE, PERIODS, SET } from './sql.js';
import {
  BedTransferDue,
  BedTransferDueConnection,
  QuarantinePeriod,
  QuarantinePeriodPayload,
  QuarantinePeriodSetInput,
} from './types.js';

@Resolver()
export class QuarantineResolver {
  @Mutation(() => QuarantinePeriodPayload, {
    description: 'Says how long guests stay in a quarantine unit, by whose order. What was said before is kept.',
  })
  @Access({ purposes: 'none', kinds: [AgencyKind.SOCIAL_SERVICE], roles: [Role.ADMINISTRATOR] })
  async quarantinePeriodSet(
    @Arg('input', () => QuarantinePeriodSetInput, { description: 'The period and its source.' })
    input: QuarantinePeriodSetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<QuarantinePeriodPayload> {
    return mutate(ctx, 'quarantinePeriodSet', input, QuarantinePeriodPayload, async (commit) => {
      const { jurisdiction, days = null, startsOn, source, sourceDate } = input;
      const { agency, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        const values = [jurisdiction, days, startsOn, source, sourceDate, agency, staff];
        return (await rowsOf<{ id: string }>(manager, SET, values))[0]!.id;
      });
      return { period: (await PERIODS.rows(ctx.db, [])).find((period) => period.id === id) ?? null };
    });
  }

  @Query(() => [QuarantinePeriod], {
    description:
      'How long guests stay in a quarantine unit, by jurisdiction, the latest first; empty when nobody has said it.',
  })
  @Access({ purposes: 'none', roles: [...REFERRING_ROLES, Role.ADMINISTRATOR] })
  async quarantinePeriods(@Ctx() ctx: SubgraphContext): Promise<QuarantinePeriod[]> {
    return PERIODS.rows(ctx.db, []);
  }

  @Query(() => BedTransferDueConnection, {
    description:
      "Guests of your agency's quarantine units whose period is over, newest first, each with a unit that fits. Nobody is moved by it. Each look is logged.",
  })
  @Access(AT_THE_SHELTER)
  async bedTransfersDue(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<BedTransferDue>> {
    const { limit, before } = args.newestFirst();
    const rows = await DUE.rows(ctx.db, [...ownRecordParameters(ctx), limit, ...before]);
    const units = rows.length > 0 ? await ELSEWHERE.rows(ctx.db, [rows.map(({ id }) => id)]) : [];
    return connectionFrom(
      rows,
      args.first,
      (row) => [row.createdAt, row.id],
      (row) => {
        const household = householdIn(row);
        const unit = units.find(
          (each) =>
            each.placement === row.id &&
            admission(household, each).misfits.every((misfit) => misfit === BedMisfit.NOT_ADMITTING),
        );
        const placement = asParty(ctx, row);
        return { placement, dueOn: row.dueOn, unitId: unit?.unit ?? null, unitKind: unit?.kind ?? null };
      },
    );
  }
}
