import { IsIn, IsUUID } from 'class-validator';
import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { Access } from './access.js';
import type { SubgraphContext } from './context.js';
import type { HubOperation } from './hub-client.js';
import type { OutboxOperation } from './outbox.js';

@InputType({ description: 'A conflict wall as `consent` announces it. For subgraphs only.' })
@Directive('@inaccessible')
export class ConflictWallApplyInput {
  @Field(() => ID, { description: 'Id of the wall.' })
  @IsUUID()
  id!: string;

  @Field(() => ID, { description: "The victim's internal key." })
  @IsUUID()
  victim!: string;

  @Field(() => String, { description: 'STAFF, UNIT or AGENCY.' })
  @IsIn(['STAFF', 'UNIT', 'AGENCY'])
  subjectKind!: string;

  @Field(() => ID, { description: 'Id of the staff member, unit or agency that is walled off.' })
  subject!: string;

  @Field(() => Boolean, { description: 'False when the wall has been lifted.' })
  standing!: boolean;
}

/** Root field of every subgraph that owns a category, under the subgraph's own name: `referralConflictWallApply`. */
export const conflictWallOperation = (subgraph: string): string =>
  `${subgraph.replace(/-(.)/g, (_, c: string) => c.toUpperCase())}ConflictWallApply`;

/** The message by which `consent` has a subgraph keep its copy of a wall. */
export const conflictWallApply = (subgraph: string): OutboxOperation => ({
  subgraph,
  operation: conflictWallOperation(subgraph),
  document: `mutation ($input: ConflictWallApplyInput!) { ${conflictWallOperation(subgraph)}(input: $input) }`,
});

/** A wall that a subgraph has not yet taken over, and whom it keeps out. Not whom it is about: nobody needs that to deny. */
export interface PendingWall {
  readonly subgraph: string;
  readonly subjectKind: 'STAFF' | 'UNIT' | 'AGENCY';
  readonly subject: string;
}

/** Implemented by `consent`, for the gateway, and for who delivers webhooks or calls people on duty. */
export const PENDING_WALLS: HubOperation<Record<string, never>, PendingWall[]> = {
  subgraph: 'consent',
  operation: 'pendingWalls',
  document: '{ pendingWalls { subgraph subjectKind subject } }',
};

/** A wall that is taken over within this time is never pending: nobody is denied anything for the moment that its message takes. */
export const PENDING_WALLS_AFTER_MS = 250;

/** A gateway forwards nothing by a list of pending walls that it asked for longer ago; whoever adds a wall waits so long for it, and for the time above. */
export const PENDING_WALLS_MAXIMUM_AGE_MS = 1_000;

const resolvers = new Map<string, new () => object>();

/**
 * The resolver by which a subgraph keeps its own copy of the walls, so that its own statements can apply them: part of every subgraph that owns
 * a category. Made once: type-graphql remembers every class for ever.
 */
export function conflictWallResolver(subgraph: string): new () => object {
  const made = resolvers.get(subgraph) ?? makeResolver(subgraph);
  resolvers.set(subgraph, made);
  return made;
}

function makeResolver(subgraph: string): new () => object {
  @Resolver()
  class ConflictWallResolver {
    @Mutation(() => Boolean, {
      name: conflictWallOperation(subgraph),
      description: 'Keeps or lifts a wall. For subgraphs only.',
    })
    @Directive('@inaccessible')
    @Access({ subgraphs: ['consent'] })
    async apply(
      @Arg('input', () => ConflictWallApplyInput, { description: 'The wall.' }) input: ConflictWallApplyInput,
      @Ctx() ctx: SubgraphContext,
    ): Promise<boolean> {
      if (input.standing) {
        await ctx.db.query(
          'INSERT INTO conflict_wall (id, victim_key, subject_kind, subject) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING',
          [input.id, input.victim, input.subjectKind, input.subject],
        );
      } else {
        await ctx.db.query('DELETE FROM conflict_wall WHERE id = $1', [input.id]);
      }
      return true;
    }
  }
  return ConflictWallResolver;
}
