import { randomUUID } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Directive, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  Category,
  Classified,
  mutate,
  OWNERS,
  Role,
  rowsOf,
  Statement,
  type SubgraphContext,
} from '../../kit/index.js';
import { COVERAGE, COVERAGE_FOR_PURPOSE, OPEN_OF_MANY } from '../disclosure/coverage.js';
import { refusalOfKind } from '../guardian/minor-policy.js';
import { nameable } from './nameable.js';
import { keyOf, publicIdOf } from './public-id.js';
import {
  CategorySharing,
  ConsentCoverage,
  ConsentCoverageInput,
  DisclosureBasis,
  SharingState,
  Victim,
  VictimRegisterInput,
  VictimRegisterPayload,
  VictimResolveInput,
} from './types.js';
import { type OpenVictim, openVictim } from './victim.js';

/** Roles that meet her in person or on the telephone and so may open a record for her. */
export const MEETS_HER = [
  Role.OFFICER,
  Role.DUTY_OFFICER,
  Role.SCHEDULER,
  Role.EXAMINER,
  Role.SHELTER_STAFF,
  Role.ADVOCATE,
  Role.HELPLINE_OPERATOR,
  Role.CLINICIAN,
  Role.SOCIAL_WORKER,
  Role.LAWYER,
] as const;

/** $1 agency, $2 unit, $3 staff, $4 key */
export const NAMEABLE = nameable();

const RESOLVE = new Statement<{ key: string }>('consent.resolve', NAMEABLE);
const RESOLVE_CLOSED = new Statement<{ key: string }>('consent.resolveClosed', nameable({ closed: true }));
const RESOLVE_FOR_HOLD = new Statement<{ key: string }>(
  'consent.resolveForHold',
  nameable({ closed: true, wholeAgency: true }),
);

/** The internal key behind a public id; null when it is not the requester's, unknown, closed, or a wall stands between them. */
export const resolveVictim = (ctx: SubgraphContext, victimId: string) => resolvedBy(RESOLVE, ctx, victimId);

/** The same for the few operations that are about a closed record: her erasure. */
export const resolveClosedVictim = (ctx: SubgraphContext, victimId: string) =>
  resolvedBy(RESOLVE_CLOSED, ctx, victimId);

export const resolveForHold = (ctx: SubgraphContext, victimId: string) => resolvedBy(RESOLVE_FOR_HOLD, ctx, victimId);

async function resolvedBy(
  statement: Statement<{ key: string }>,
  ctx: SubgraphContext,
  victimId: string,
): Promise<string | null> {
  const r = ctx.requester;
  const [row] = await statement.rows(ctx.db, [r.agency, r.unit, r.staff, keyOf(ctx, victimId) ?? randomUUID()]);
  return row?.key ?? null;
}

@Resolver(() => Victim)
export class VictimResolver {
  @Query(() => Victim, {
    nullable: true,
    description:
      'The consented record. Null unless something of it is open to you for the purpose you stated; why it is not is never said. Each category that the selection touches is decided and logged at this moment.',
  })
  @Access({ purposes: 'any' })
  async victim(
    @Arg('id', () => ID, { description: "Your agency's id for her." }) id: string,
    @Ctx() ctx: SubgraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OpenVictim | null> {
    return openVictim(ctx, keyOf(ctx, id) ?? randomUUID(), info);
  }

  @FieldResolver(() => ID, {
    description: "Your agency's id for her. Another agency has another one; the two cannot be joined.",
  })
  @Classified('OPAQUE')
  id(@Root() victim: OpenVictim, @Ctx() ctx: SubgraphContext): string {
    return publicIdOf(ctx, victim.key);
  }

  @FieldResolver(() => [CategorySharing], {
    description: 'For every category: open to you or withheld, on which ground, until when.',
  })
  @Classified('OPAQUE')
  sharing(@Root() victim: OpenVictim): CategorySharing[] {
    return Object.values(Category).map((category) => {
      const open = victim.open.find((o) => o.category === category);
      return {
        category,
        state: open ? SharingState.OPEN : SharingState.WITHHELD,
        basis: open ? DisclosureBasis[open.basis] : null,
        until: open?.until ?? null,
      };
    });
  }

  @Mutation(() => VictimRegisterPayload, {
    description: 'Opens a pseudonym. It holds nothing and opens nothing by itself.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER })
  async victimRegister(
    @Arg('input', () => VictimRegisterInput, { description: 'What is needed.' }) input: VictimRegisterInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<VictimRegisterPayload> {
    return mutate(ctx, 'victimRegister', input, VictimRegisterPayload, async (commit) => {
      const refusal = refusalOfKind(input.kind, input.majorityAt ?? null, new Date());
      if (refusal) throw refusal;
      const key = await commit(async (manager) => {
        const [row] = await rowsOf<{ key: string }>(
          manager,
          'INSERT INTO victim (registered_by_agency, registered_by_unit, registered_by_staff, majority_at) VALUES ($1, $2, $3, $4) RETURNING key',
          [ctx.requester.agency, ctx.requester.unit, ctx.requester.staff, input.majorityAt ?? null],
        );
        return row!.key;
      });
      return { victimId: publicIdOf(ctx, key) };
    });
  }

  @Query(() => ID, { nullable: true, description: "The internal key behind the requester's id. For subgraphs only." })
  @Directive('@inaccessible')
  @Access({ subgraphs: [OWNERS] })
  async victimResolve(
    @Arg('input', () => VictimResolveInput, { description: 'The id.' }) input: VictimResolveInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<string | null> {
    return resolveVictim(ctx, input.victimId);
  }

  @Query(() => [ID], {
    description:
      'Of those by their internal keys, in whose case the requester may use now how she may be reached, for the purpose stated. Nothing of her is read. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['referral'] })
  async contactOpen(
    @Arg('victims', () => [ID], { description: 'Internal keys.' }) victims: string[],
    @Ctx() ctx: SubgraphContext,
  ): Promise<string[]> {
    const { agency, unit, purpose } = ctx.purposeful;
    const rows = await OPEN_OF_MANY.rows(ctx.db, [victims, agency, unit, purpose, Category.CONTACT]);
    return rows.map(({ key }) => key);
  }

  @Query(() => ConsentCoverage, {
    description: 'Whether what a referral would carry is open to its recipient. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['referral'] })
  async consentCoverage(
    @Arg('input', () => ConsentCoverageInput, { description: 'The referral.' }) input: ConsentCoverageInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsentCoverage> {
    const key = await resolveVictim(ctx, input.victimId);
    const asked = [key ?? randomUUID(), input.recipient, input.recipientUnit ?? null];
    const rows = await (input.purpose
      ? COVERAGE_FOR_PURPOSE.rows(ctx.db, [...asked, input.purpose])
      : COVERAGE.rows(ctx.db, asked));
    const open = rows.flatMap(({ category, until }) => (category ? [{ category, until }] : []));
    const covered = open.filter(({ category }) => input.categories.includes(category));
    return {
      key,
      recipientWalled: rows.some(({ walled }) => walled),
      missing: input.categories.filter((category) => !open.some((o) => o.category === category)),
      until: covered.length > 0 ? new Date(Math.min(...covered.map((o) => o.until.getTime()))) : null,
    };
  }
}
