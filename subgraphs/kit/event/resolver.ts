import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import { Access } from '../access.js';
import type { SubgraphContext } from '../context.js';
import { hubError } from '../errors.js';
import { GATEWAY } from '../trust/assertion.js';
import { eventCursor, eventPosition } from './cursor.js';
import { EVENT_HEAD, eventPage, numberEvents, type ToldEvents } from './log.js';
import { EventPage } from './types.js';

/** `referralEvents` of `referral`. */
export const eventsOperation = (subgraph: string): string =>
  `${subgraph.replace(/-(.)/g, (_, c: string) => c.toUpperCase())}Events`;

/** For the gateway, and for webhooks: how far the log is, so that it asks for nobody when nothing is new. */
export const eventHeadOperation = (subgraph: string): string => `${eventsOperation(subgraph).slice(0, -1)}Head`;

const resolvers = new Map<string, new () => object>();

/** Part of every subgraph that tells events. Made once: type-graphql remembers every class for ever. */
export function eventResolver(subgraph: string, told: ToldEvents): new () => object {
  const made = resolvers.get(subgraph) ?? makeResolver(subgraph, told);
  resolvers.set(subgraph, made);
  return made;
}

function makeResolver(subgraph: string, told: ToldEvents): new () => object {
  const page = eventPage(subgraph, told);

  @Resolver()
  class EventResolver {
    @Query(() => EventPage, {
      name: eventsOperation(subgraph),
      description:
        'What has happened to records of your agency or unit since a cursor, for systems that ask; without a cursor all that is kept. What a wall keeps from you now is left out.',
    })
    @Access(told.access)
    async events(
      @Arg('first', () => Int, { description: 'How many, 1 to 100; 0 for the cursor of this moment alone.' })
      first: number,
      @Arg('after', () => String, { nullable: true, description: 'The `cursor` of the page before.' })
      after: string | null,
      @Ctx() ctx: SubgraphContext,
    ): Promise<EventPage> {
      const { agency, unit, staff } = ctx.requester;
      const secret = ctx.secrets.idempotency;
      const position = after ? eventPosition(secret, agency, after) : null;
      if (first < 0 || first > 100 || (after && position === null)) throw hubError('BAD_USER_INPUT');
      await numberEvents(ctx.db);
      const [row] = await page.rows(ctx.db, [agency, unit, staff, position, first]);
      const { until, missed, events } = row!;
      return {
        events: events.map(({ at, ...event }) => ({ ...event, at: new Date(at) })),
        cursor: eventCursor(secret, agency, until),
        hasNextPage: first > 0 && events.length === first,
        missed,
      };
    }

    @Query(() => String, {
      name: eventHeadOperation(subgraph),
      description: 'The last place of the log of events. For the gateway and `directory` only.',
    })
    @Directive('@inaccessible')
    @Access({ subgraphs: [GATEWAY, 'directory'] })
    async head(@Ctx() ctx: SubgraphContext): Promise<string> {
      await numberEvents(ctx.db);
      const [row] = await EVENT_HEAD.rows(ctx.db, []);
      return row!.head;
    }
  }
  return EventResolver;
}
