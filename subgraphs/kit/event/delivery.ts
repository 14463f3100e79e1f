import { Arg, Ctx, Directive, Field, ID, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import { Access } from '../access.js';
import type { SubgraphContext } from '../context.js';
import { Statement } from '../database.js';
import type { HubOperation } from '../hub-client.js';
import { numberEvents, OWN_EVENT, type ToldEvents } from './log.js';
import { eventsOperation } from './resolver.js';
import { Event } from './types.js';

/** What is asked on behalf of a webhook's endpoint: the next event for it, or one again. */
export interface EventWanted {
  readonly agency: string;
  readonly unit: string | null;
  /** A place in the log; null for where `since` begins */
  readonly after: string | null;
  readonly since: string | null;
  /** Types or their kinds; all when empty */
  readonly types: readonly string[];
  readonly id: string | null;
}

export interface EventToDeliver {
  /** Of the event; without one, everything up to here was looked at */
  readonly position: string;
  readonly event: { readonly id: string; readonly type: string; readonly object: string; readonly at: string } | null;
}

const deliveryOperation = (subgraph: string): string => `${eventsOperation(subgraph).slice(0, -1)}ToDeliver`;

/** The event is read under the walls of this moment: `directory` asks before each attempt. */
export const eventToDeliver = (subgraph: string): HubOperation<{ input: EventWanted }, EventToDeliver> => ({
  subgraph,
  operation: deliveryOperation(subgraph),
  document: `query ($input: EventToDeliverInput!) { ${deliveryOperation(subgraph)}(input: $input) { position event { id type object at } } }`,
});

@InputType({ description: 'The next event for a webhook. For subgraphs only.' })
@Directive('@inaccessible')
export class EventToDeliverInput {
  @Field(() => ID, { description: 'Agency.' })
  agency!: string;

  @Field(() => ID, { nullable: true, description: 'Unit.' })
  unit!: string | null;

  @Field(() => String, { nullable: true, description: 'A place in the log.' })
  after!: string | null;

  @Field(() => String, { nullable: true, description: 'None that happened before.' })
  since!: string | null;

  @Field(() => [String], { description: 'Types, or their kinds.' })
  types!: string[];

  @Field(() => ID, { nullable: true, description: 'This one alone.' })
  id!: string | null;
}

@ObjectType({ description: 'The next event for a webhook. For subgraphs only.' })
@Directive('@inaccessible')
@Directive('@shareable')
export class EventToDeliverType {
  @Field(() => String, { description: 'How far the log was looked at.' })
  position!: string;

  @Field(() => Event, { nullable: true, description: 'The event.' })
  event!: Event | null;
}

type Row = { readonly position: string } & (
  | { readonly id: null }
  | { readonly id: string; readonly type: string; readonly object: string; readonly at: Date }
);

const NONE: Row = { position: '0', id: null };

const resolvers = new Map<string, new () => object>();

/** Part of every subgraph that tells events. Made once: type-graphql remembers every class for ever. */
export function eventDeliveryResolver(subgraph: string, told: ToldEvents): new () => object {
  const made = resolvers.get(subgraph) ?? makeResolver(subgraph, told);
  resolvers.set(subgraph, made);
  return made;
}

function makeResolver(subgraph: string, { open }: ToldEvents): new () => object {
  /**
   * The first that is found. An endpoint that has no place yet begins where its time does: not at the beginning of a log of a million. $1 agency, $2 unit,
   * $3 nobody in particular, $4 place or null, $5 since, $6 types
   */
  const next = new Statement<Row>(
    `${subgraph}.event-to-deliver`,
    `WITH since AS MATERIALIZED (SELECT position FROM event WHERE at >= $5::timestamptz), place AS MATERIALIZED (
       SELECT coalesce($4::bigint, (SELECT min(position) - 1 FROM since), (SELECT max(position) FROM event), 0) AS after
     ), found AS MATERIALIZED (
       SELECT e.id, e.type, e.object, e.at, e.position FROM event e
       WHERE ${OWN_EVENT} AND e.position > (SELECT after FROM place) AND e.at >= $5::timestamptz
         AND (cardinality($6::text[]) = 0 OR e.type = ANY($6::text[]) OR split_part(e.type, '.', 1) = ANY($6::text[])) AND ${open}
       ORDER BY e.position LIMIT 1
     )
     SELECT coalesce(found.position, greatest(place.after, (SELECT max(position) FROM event)))::text AS position,
       found.id, found.type, found.object, found.at
     FROM place LEFT JOIN found ON true`,
  );
  /** One again. $1 agency, $2 unit, $3 nobody in particular, $4 id */
  const again = new Statement<Row>(
    `${subgraph}.event-to-deliver-again`,
    `SELECT e.position::text AS position, e.id, e.type, e.object, e.at FROM event e WHERE ${OWN_EVENT} AND e.id = $4::uuid AND ${open}`,
  );

  @Resolver()
  class EventDeliveryResolver {
    @Query(() => EventToDeliverType, {
      name: deliveryOperation(subgraph),
      description: 'The next event for a webhook. For subgraphs only.',
    })
    @Directive('@inaccessible')
    @Access({ subgraphs: ['directory'] })
    async toDeliver(
      @Arg('input', () => EventToDeliverInput, { description: 'For whom.' }) input: EventToDeliverInput,
      @Ctx() ctx: SubgraphContext,
    ): Promise<EventToDeliverType> {
      await numberEvents(ctx.db);
      const { agency, unit, after, since, types, id } = input;
      const rows = id
        ? again.rows(ctx.db, [agency, unit, null, id])
        : next.rows(ctx.db, [agency, unit, null, after, since, types]);
      const row = (await rows)[0] ?? NONE;
      return { position: row.position, event: row.id === null ? null : row };
    }
  }
  return EventDeliveryResolver;
}
