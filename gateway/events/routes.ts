import { randomUUID } from 'node:crypto';
import express, { type Request, type RequestHandler, type Router } from 'express';
import {
  before,
  type Caller,
  GATEWAY,
  type HubTransport,
  hubError,
  learnNames,
  type Requester,
} from '../../subgraphs/kit/index.js';
import type { Told } from '../access-line.js';
import type { RateLimits } from '../protection/rate-limits.js';
import type { PendingWalls } from '../walls/pending-walls.js';
import { EventHeads } from './heads.js';
import { type EventPage, EventStream, parsePlaces } from './stream.js';
import { type Teller, tellersOf } from './told-by.js';

export interface EventOptions {
  readonly supergraphSdl: string;
  readonly transport: HubTransport;
  readonly deadlineMs: number;
  readonly walls: Pick<PendingWalls, 'keepOut'>;
  readonly limits: RateLimits;
  readonly identified: (req: Request) => Promise<Requester | null>;
}

export interface Events {
  readonly router: Router;
  start(): void;
  /** Ends every stream: clients come back, to another gateway. */
  end(): void;
  stop(): Promise<void>;
}

learnNames('operation', ['events']);

/**
 * `GET /events`: Server-Sent Events (WHATWG HTML, section 9.2) of the caller's agency and unit. Signed in as for GraphQL, with a purpose; `Last-Event-ID`
 * goes on where the client was.
 */
export function eventStreams(options: EventOptions): Events {
  const { transport, deadlineMs, walls, limits } = options;
  const tellers = tellersOf(options.supergraphSdl);
  const streams = new Set<EventStream>();

  async function asked(teller: Teller, field: string, caller: Caller, document: string, variables: object) {
    const call = transport.call(teller.subgraph, { document, variables: { ...variables }, caller });
    const { data, errors } = await before(caller.deadline, call);
    const error = errors?.[0] as { extensions?: { code?: string } } | undefined;
    if (error || !data) throw hubError((error?.extensions?.code as never) ?? 'UNAVAILABLE');
    return data[field];
  }
  const calling = (requester: Requester | null): Caller => ({
    requester,
    actor: requester ? null : GATEWAY,
    requestId: randomUUID(),
    deadline: Date.now() + deadlineMs,
  });
  const heads = new EventHeads(
    tellers,
    (teller) => asked(teller, teller.head, calling(null), `{ ${teller.head} }`, {}) as Promise<string>,
  );

  async function page(teller: Teller, requester: Requester, first: number, after: string | null): Promise<EventPage> {
    if (await walls.keepOut(teller.subgraph, requester)) throw hubError('UNAVAILABLE');
    const document = `query ($first: Int!, $after: String) {
      ${teller.field}(first: $first, after: $after) { events { id type object at } cursor hasNextPage missed } }`;
    return (await asked(teller, teller.field, calling(requester), document, { first, after })) as EventPage;
  }

  const listen: RequestHandler = async (req, res, next) => {
    try {
      const told: Told = res.locals.told;
      told.operation = 'events';
      const who = await options.identified(req).catch(async (error) => {
        await limits.source(req.ip, res);
        throw error;
      });
      if (!who) {
        await limits.source(req.ip, res);
        throw hubError('UNAUTHENTICATED');
      }
      res.locals.caller = { requester: who };
      await limits.stream(who, res);
      if (!who.purpose) throw hubError('PURPOSE_REQUIRED');
      const identified = async (): Promise<Requester> => {
        const now = await options.identified(req);
        if (!now) throw hubError('UNAUTHENTICATED');
        return now;
      };
      const places = parsePlaces(req.get('last-event-id'), tellers);
      const stream = new EventStream(res, { identified, page, heads }, tellers, places);
      await stream.open(who);
      res.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      res.flushHeaders();
      streams.add(stream);
      await stream.run();
      streams.delete(stream);
    } catch (error) {
      next(error);
    }
  };

  const end = () => {
    for (const stream of streams) stream.end();
  };
  return {
    router: express.Router().get('/', listen),
    start: () => heads.start(),
    end,
    async stop() {
      end();
      await heads.stop();
    },
  };
}
