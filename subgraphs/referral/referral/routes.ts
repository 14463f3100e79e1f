import { IsOptional, IsUUID, Length } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import { Classified, type HubOperation, type SubgraphContext } from '../../kit/index.js';
import { CaseWork } from '../access.js';

@InputType({ description: 'A referral that cannot go where you wanted it to.' })
export class ReferralRoutesInput {
  @Field(() => ID, { description: "Your agency's id for her." })
  @Length(1, 100)
  victimId!: string;

  @Field(() => ID, { description: 'Agency that you wanted to refer her to.' })
  @IsUUID()
  recipient!: string;

  @Field(() => ID, { nullable: true, description: 'Unit of that agency.' })
  @IsOptional()
  @IsUUID()
  recipientUnit?: string | null;
}

@ObjectType({ description: 'A desk that a referral about her can go to.' })
export class ReferralRoute {
  @Field(() => ID, { description: 'The agency.' })
  @Classified('OPAQUE')
  recipient!: string;

  @Field(() => ID, { nullable: true, description: 'The unit; null for an agency without units.' })
  @Classified('OPAQUE')
  recipientUnit!: string | null;

  @Field(() => String, { description: "Name of the agency, in the caller's language." })
  @Classified('OPAQUE')
  name!: string;

  @Field(() => String, { nullable: true, description: "Name of the unit, in the caller's language." })
  @Classified('OPAQUE')
  unitName!: string | null;
}

interface Desk {
  readonly agency: string;
  readonly unit: string | null;
}

const ALTERNATIVES: HubOperation<{ input: Desk }, (Desk & { name: string; unitName: string | null })[]> = {
  subgraph: 'directory',
  operation: 'recipientAlternatives',
  document:
    'query ($input: RecipientAlternativesInput!) { recipientAlternatives(input: $input) { agency unit name unitName } }',
};

const OPEN_ROUTES: HubOperation<{ input: { victimId: string; desks: readonly Desk[] } }, number[]> = {
  subgraph: 'consent',
  operation: 'openRoutes',
  document: 'query ($input: OpenRoutesInput!) { openRoutes(input: $input) }',
};

/** Goes into the definition. */
export const ROUTE_CALLS = ['directory.recipientAlternatives', 'consent.openRoutes'] as const;

@Resolver()
export class ReferralRoutesResolver {
  @Query(() => [ReferralRoute], {
    description:
      'Other agencies and units of the same kind and region that a referral about her can go to, 100 at most; those of the same agency first. Empty when you may not name her.',
  })
  @CaseWork()
  async referralRoutes(
    @Arg('input', () => ReferralRoutesInput, { description: 'The referral.' }) input: ReferralRoutesInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ReferralRoute[]> {
    const { agency, unit } = ctx.requester;
    const wanted = { agency: input.recipient, unit: input.recipientUnit ?? null };
    const others = await ctx.hub.call(ALTERNATIVES, { input: wanted }, ctx.caller);
    const candidates = others.filter((desk) => !(desk.agency === agency && desk.unit === unit));
    const desks = candidates.map((desk) => ({ agency: desk.agency, unit: desk.unit }));
    const open = await ctx.hub.call(OPEN_ROUTES, { input: { victimId: input.victimId, desks } }, ctx.caller);
    return open.map((place) => {
      const { agency: recipient, unit: recipientUnit, name, unitName } = candidates[place]!;
      return { recipient, recipientUnit, name, unitName };
    });
  }
}
