import { ArrayMaxSize, ArrayNotEmpty, IsUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { Access, type SubgraphContext, transaction } from '../../kit/index.js';
import { known } from './relations.js';
import { keepNaming } from './suspension.js';

@InputType({ description: 'A report names somebody. For subgraphs only.' })
@Directive('@inaccessible')
export class PerpetratorNamedInput {
  @Field(() => ID, { description: 'The report.' })
  @IsUUID()
  report!: string;

  @Field(() => ID, { description: 'Internal key of the victim whom it is about.' })
  @IsUUID()
  victim!: string;

  @Field(() => [String], { description: 'What each person whom it names is to her; never who.' })
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  relations!: string[];
}

@Resolver()
export class PerpetratorNamedResolver {
  @Mutation(() => Boolean, {
    description: 'Suspends the guardians whom a report names; receiving it twice does so once. For subgraphs only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: ['referral'] })
  async perpetratorNamed(
    @Arg('input', () => PerpetratorNamedInput, { description: 'The report.' }) input: PerpetratorNamedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<boolean> {
    const { report, victim } = input;
    const naming = { report, victim, relations: [...new Set(input.relations.map(known))] };
    await transaction(ctx.db, async (manager) => {
      if (await keepNaming(manager, naming)) await ctx.closures.record(manager, 'perpetrator-named', victim, naming);
    });
    await ctx.closures.kept(victim);
    return true;
  }
}
