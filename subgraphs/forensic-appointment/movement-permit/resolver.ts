import { Arg, Args, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  GATEWAY,
  mutate,
  ownRecordParameters,
  rowsOf,
  type SubgraphContext,
} from '../../kit/index.js';
import { resolveVictim } from '../consent-client.js';
import { PERMIT_OFFICE } from './access.js';
import { checkPermit } from './check.js';
import { issuePermit } from './issue.js';
import { paperOf } from './paper.js';
import { recordRevoked } from './replay.js';
import { mayNotIssue, permitNotFound } from './rules.js';
import { permitSettings } from './settings.js';
import { LOCK_OWN, OWN_PERMIT, OWN_PERMITS, type PermitRow, REVOKE } from './sql.js';
import { newToken } from './token.js';
import {
  CheckedPermit,
  type MovementPermit,
  MovementPermitCheckInput,
  MovementPermitConnection,
  MovementPermitIssueInput,
  MovementPermitIssuePayload,
  MovementPermitPayload,
  MovementPermitRevokeInput,
} from './types.js';

const permitOf = ({ victim_key, ...row }: PermitRow): MovementPermit => ({
  ...row,
  victim: victim_key ? { key: victim_key } : null,
});

@Resolver()
export class MovementPermitResolver {
  @Query(() => MovementPermitConnection, {
    description: 'Permits that your unit has issued and that are not over for long, newest first. The look is logged.',
  })
  @Access(PERMIT_OFFICE)
  async movementPermits(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<MovementPermit>> {
    const { limit, before } = args.newestFirst();
    const rows = await OWN_PERMITS.rows(ctx.db, [...ownRecordParameters(ctx), ...before, limit]);
    return connectionFrom(rows, args.first, (row) => [row.issuedAt, row.id], permitOf);
  }

  @Mutation(() => MovementPermitIssuePayload, {
    description:
      'Issues a permit for a medical visit, for a bearer and one companion: for any patient, in one form, so that it tells nothing of whoever carries it.',
  })
  @Access(PERMIT_OFFICE)
  async movementPermitIssue(
    @Arg('input', () => MovementPermitIssueInput, { description: 'The permit.' }) input: MovementPermitIssueInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MovementPermitIssuePayload> {
    return mutate(ctx, 'movementPermitIssue', input, MovementPermitIssuePayload, async (commit) => {
      const { address, issuers, maximumDays } = permitSettings(ctx.settings);
      if (!issuers.includes(ctx.requester.agencyKind)) throw mayNotIssue();
      const victim = input.victimId ? await resolveVictim(ctx, input.victimId) : null;
      // known to this call alone: whoever sends the same key again is told of the permit, not of the paper
      let token: string | null = null;
      const id = await commit((manager) => {
        token = newToken();
        return issuePermit(manager, ctx, input, { victim, token, maximumDays });
      });
      const movementPermit = await ownPermit(ctx, id);
      // sent again by whom a wall keeps out since
      if (!movementPermit) throw permitNotFound();
      const { number, startArea, validFrom: from, validUntil: until } = movementPermit;
      const paper = token && paperOf({ number, startArea, from, until }, `${address}/${token}`);
      return { movementPermit, paper };
    });
  }

  @Mutation(() => MovementPermitPayload, {
    description: 'Takes a permit back, at once. By the unit that has issued it.',
  })
  @Access(PERMIT_OFFICE)
  async movementPermitRevoke(
    @Arg('input', () => MovementPermitRevokeInput, { description: 'The permit.' }) input: MovementPermitRevokeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<MovementPermitPayload> {
    return mutate(ctx, 'movementPermitRevoke', input, MovementPermitPayload, async (commit) => {
      const { agency, unit, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        const [own] = await rowsOf<{ id: string }>(manager, LOCK_OWN, [agency, unit, staff, input.permitId]);
        if (!own) throw permitNotFound();
        const [revoked] = await rowsOf(manager, REVOKE, [own.id]);
        if (revoked) await recordRevoked(ctx, manager, own.id);
        return own.id;
      });
      await ctx.closures.kept(id);
      const movementPermit = await ownPermit(ctx, id);
      if (!movementPermit) throw permitNotFound();
      return { movementPermit };
    });
  }

  @Mutation(() => CheckedPermit, {
    nullable: true,
    description: 'Whether a permit is valid now, by what a checkpoint has before it. Not kept. For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  movementPermitCheck(
    @Arg('input', () => MovementPermitCheckInput, { description: 'What is shown.' }) input: MovementPermitCheckInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CheckedPermit | null> {
    return checkPermit(ctx, input);
  }
}

async function ownPermit(ctx: SubgraphContext, id: string): Promise<MovementPermit | null> {
  const [row] = await OWN_PERMIT.rows(ctx.db, [...ownRecordParameters(ctx), id]);
  return row ? permitOf(row) : null;
}
