import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Access, AgencyKind, mutate, Role, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { recordSet, subjectOf } from './replay.js';
import { assertMayState } from './rules.js';
import { AGREEMENTS, SET } from './sql.js';
import { Agreement, AgreementPayload, AgreementSetInput } from './types.js';

@Resolver()
export class AgreementResolver {
  @Query(() => [Agreement], { description: 'Who may state which purposes of use: open to everybody in the hub.' })
  @Access({ purposes: 'none' })
  agreements(
    @Arg('kind', () => AgencyKind, { nullable: true, description: 'Only of this kind of agency.' })
    kind: AgencyKind | null,
    @Arg('role', () => Role, { nullable: true, description: 'Only of this role.' }) role: Role | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Agreement[]> {
    return AGREEMENTS.rows(ctx.db, [kind ?? null, role ?? null]);
  }

  @Mutation(() => AgreementPayload, {
    description: "Sets which purposes a role may state. For the hub's own administrator.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  agreementSet(
    @Arg('input', () => AgreementSetInput, { description: 'The agreement.' }) input: AgreementSetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AgreementPayload> {
    return mutate(ctx, 'agreementSet', input, AgreementPayload, async (commit) => {
      await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertOperator();
        assertMayState(input.role, input.purposes);
        await rowsOf(manager, SET, [input.kind, input.role, input.purposes]);
        await recordSet(ctx, manager, input);
        return subjectOf(input);
      });
      await ctx.closures.kept(subjectOf(input));
      const [agreement] = await AGREEMENTS.rows(ctx.db, [input.kind, input.role]);
      return { agreement: agreement ?? null };
    });
  }
}
