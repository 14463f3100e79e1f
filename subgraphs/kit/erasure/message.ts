import { IsUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { Access } from '../access.js';
import type { SubgraphContext } from '../context.js';
import type { OutboxOperation } from '../outbox.js';
import { transaction } from '../transaction.js';
import { type ErasedRows, eraseSubject } from './erase.js';

@InputType({ description: 'Somebody who is erased, as `consent` announces it. For subgraphs only.' })
@Directive('@inaccessible')
export class SubjectEraseInput {
  @Field(() => ID, { description: "The victim's internal key." })
  @IsUUID()
  victim!: string;
}

const operationOf = (subgraph: string): string =>
  `${subgraph.replace(/-(.)/g, (_, c: string) => c.toUpperCase())}SubjectErase`;

/** The message by which `consent` has an owner of categories destroy what it holds of a person. */
export const subjectErase = (subgraph: string): OutboxOperation => ({
  subgraph,
  operation: operationOf(subgraph),
  document: `mutation ($input: SubjectEraseInput!) { ${operationOf(subgraph)}(input: $input) }`,
});

const resolvers = new Map<string, new () => object>();

/** Part of every subgraph that owns a category, so that none can forget it. Made once: type-graphql remembers every class for ever. */
export function subjectEraseResolver(subgraph: string, erases: readonly ErasedRows[]): new () => object {
  const made = resolvers.get(subgraph) ?? makeResolver(subgraph, erases);
  resolvers.set(subgraph, made);
  return made;
}

function makeResolver(subgraph: string, erases: readonly ErasedRows[]): new () => object {
  @Resolver()
  class SubjectEraseResolver {
    @Mutation(() => Boolean, {
      name: operationOf(subgraph),
      description: 'Destroys the data keys of a person and what else leads to her. For subgraphs only.',
    })
    @Directive('@inaccessible')
    @Access({ subgraphs: ['consent'] })
    async erase(
      @Arg('input', () => SubjectEraseInput, { description: 'Who.' }) input: SubjectEraseInput,
      @Ctx() ctx: SubgraphContext,
    ): Promise<boolean> {
      await transaction(ctx.db, (manager) =>
        eraseSubject((sql, values) => manager.query(sql, [...values]), erases, input.victim),
      );
      return true;
    }
  }
  return SubjectEraseResolver;
}
