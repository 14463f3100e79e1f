import { randomUUID } from 'node:crypto';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  type ConnectionOf,
  connectionFrom,
  DataKey,
  mutate,
  Purpose,
  rowsOf,
  type SubgraphContext,
} from '../../kit/index.js';
import { victimOrRefuse } from '../consent/resolver.js';
import { lockVictim } from '../victim/lock.js';
import { EMERGENCY_POLICY, SEES_ALL, SEES_QUEUE } from './policy.js';
import { assertMayOpen, neverOpened } from './rules.js';
import { EMERGENCY_ACCESS_BY_ID, EMERGENCY_ACCESSES } from './sql.js';
import {
  type EmergencyAccess,
  EmergencyAccessConnection,
  EmergencyAccessesArgs,
  EmergencyAccessOpenInput,
  EmergencyAccessPayload,
} from './types.js';

export const readerOf = ({ requester }: SubgraphContext): readonly (string | null)[] => [
  requester.agency,
  requester.unit,
  requester.staff,
];

export async function emergencyAccessById(ctx: SubgraphContext, id: string): Promise<EmergencyAccess | null> {
  return (await EMERGENCY_ACCESS_BY_ID.rows(ctx.db, [...readerOf(ctx), id]))[0] ?? null;
}

@Resolver()
export class EmergencyAccessResolver {
  @Mutation(() => EmergencyAccessPayload, {
    description: `On a stated threat to life: opens parts of her record at once, to you alone, for the purpose EMERGENCY, for ${EMERGENCY_POLICY.minutes} minutes at most. Never how she is reached nor where she is. A second person confirms it meanwhile, or it is reviewed within ${EMERGENCY_POLICY.reviewHours} hours; she sees it.`,
  })
  @Access({ purposes: [Purpose.EMERGENCY], roles: EMERGENCY_POLICY.openedBy })
  async emergencyAccessOpen(
    @Arg('input', () => EmergencyAccessOpenInput, { description: 'The threat, and what you need.' })
    input: EmergencyAccessOpenInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EmergencyAccessPayload> {
    return mutate(ctx, 'emergencyAccessOpen', input, EmergencyAccessPayload, async (commit) => {
      if (input.categories.some((category) => !EMERGENCY_POLICY.categories.includes(category))) throw neverOpened();
      const victim = await victimOrRefuse(ctx, input.victimId);
      const { agency, unit, staff, role } = ctx.requester;
      const id = await commit(async (manager) => {
        await lockVictim(manager, victim);
        await assertMayOpen(manager, ctx.requester);
        const access = randomUUID();
        const dataKey = await DataKey.obtain(manager, ctx.secrets.agencyKeys, victim, agency);
        const statement = dataKey.seal(`emergency_access.statement:${access}`, input.statement);
        await rowsOf(
          manager,
          `INSERT INTO emergency_access (id, victim_key, agency, unit, staff, role, threat, statement, categories, opened_at, expires_at)
           SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, now.at, now.at + interval '${EMERGENCY_POLICY.minutes} minutes'
           FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS at) now`,
          [access, victim, agency, unit, staff, role, input.threat, statement, input.categories],
        );
        return access;
      });
      return { emergencyAccess: await emergencyAccessById(ctx, id) };
    });
  }

  @Query(() => EmergencyAccessConnection, {
    description:
      'Emergency accesses in a state, newest first, without anything about whom they concern: of every agency for a steward and an advocate, else of your own agency.',
  })
  @Access({ purposes: 'any', roles: SEES_QUEUE })
  async emergencyAccesses(
    @Args(() => EmergencyAccessesArgs) args: EmergencyAccessesArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<EmergencyAccess>> {
    const { limit, before } = args.newestFirst();
    const all = SEES_ALL.includes(ctx.requester.role);
    return page(
      await EMERGENCY_ACCESSES[args.state].rows(ctx.db, [...readerOf(ctx), all, ...before, limit]),
      args.first,
    );
  }
}

export const page = (rows: readonly EmergencyAccess[], first: number): ConnectionOf<EmergencyAccess> =>
  connectionFrom(
    rows,
    first,
    (row) => [row.openedAt, row.id],
    (row) => row,
  );
