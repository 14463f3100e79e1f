import { Arg, Ctx, Directive, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Access } from '../access.js';
import type { SubgraphContext } from '../context.js';
import { hubError } from '../errors.js';
import { Category, Role } from '../vocabulary.js';

@ObjectType({ description: 'Rows of one category in a run of the retention job. Counts over the whole subgraph.' })
@Directive('@shareable')
export class RetentionCountOfRun {
  @Field(() => Category, { description: 'The category.' })
  category!: Category;

  @Field(() => String, { description: 'The kind of record.' })
  table!: string;

  @Field(() => Int, { description: 'Whose period was over when the run began.' })
  due!: number;

  @Field(() => Int, { description: 'Kept because of a legal hold.' })
  held!: number;

  @Field(() => Int, { description: 'Deleted by the run.' })
  deleted!: number;
}

@ObjectType({ description: 'A run of the retention job.' })
@Directive('@shareable')
export class RetentionRun {
  @Field(() => String, { description: 'Whose periods it went by.' })
  jurisdiction!: string;

  @Field(() => String, { description: 'Version of the periods.' })
  version!: string;

  @Field(() => Date, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it ended; null while it runs, or when it was cut short.' })
  endedAt!: Date | null;

  @Field(() => [RetentionCountOfRun], { description: 'What it found and did.' })
  counts!: RetentionCountOfRun[];
}

const resolvers = new Map<string, new () => object>();

/** Part of every subgraph that says what it retains. Made once: type-graphql remembers every class for ever. */
export function retentionResolver(subgraph: string): new () => object {
  const made = resolvers.get(subgraph) ?? makeResolver(subgraph);
  resolvers.set(subgraph, made);
  return made;
}

function makeResolver(subgraph: string): new () => object {
  @Resolver()
  class RetentionResolver {
    @Query(() => [RetentionRun], {
      name: `${subgraph.replace(/-(.)/g, (_, c: string) => c.toUpperCase())}RetentionRuns`,
      description: 'The last runs of the retention job, newest first: counts only.',
    })
    @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR, Role.STEWARD] })
    async runs(
      @Arg('first', () => Int, { description: 'How many, 1 to 100.' }) first: number,
      @Ctx() ctx: SubgraphContext,
    ): Promise<RetentionRun[]> {
      if (first < 1 || first > 100) throw hubError('BAD_USER_INPUT');
      return ctx.db.query(
        `SELECT jurisdiction, version, started_at AS "startedAt", ended_at AS "endedAt", counts FROM retention_run
         ORDER BY started_at DESC LIMIT $1`,
        [first],
      );
    }
  }
  return RetentionResolver;
}
