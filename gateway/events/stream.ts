import { once } from 'node:events';
import type { Response } from 'express';
import type { GraphQLError } from 'graphql';
import { type ErrorCode, hubError, type Requester } from '../../subgraphs/kit/index.js';
import type { EventHeads } from './heads.js';
import type { Teller } from './told-by.js';

export interface EventPage {
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly object: string;
    readonly at: string;
  }[];
  readonly cursor: string;
  readonly hasNextPage: boolean;
  readonly missed: boolean;
}

export interface StreamParts {
  /** Who it is now. @throws when the token is not valid any more, or the person may no longer sign in */
  readonly identified: () => Promise<Requester>;
  /** A page of a subgraph's events, as this person may read them at this moment */
  readonly page: (teller: Teller, requester: Requester, first: number, after: string | null) => Promise<EventPage>;
  readonly heads: Pick<EventHeads, 'listen'>;
}

/** So few that they are written at once: what was open when they were read is open when they leave. */
const PAGE = 20;
const TICK_MS = 1_000;
const HEARTBEAT_MS = 15_000;
const SLOW_MS = 10_000;

const codeOf = (error: unknown): ErrorCode | undefined => (error as GraphQLError).extensions?.code as ErrorCode;

/** A place in the log of each subgraph, as `Last-Event-ID` has it: `referral=…,consent=…`. */
export function parsePlaces(id: string | undefined, tellers: readonly Teller[]): Map<string, string> {
  const places = new Map<string, string>();
  for (const part of id ? id.split(',') : []) {
    const [subgraph = '', cursor = ''] = part.split('=');
    if (!tellers.some((teller) => teller.subgraph === subgraph) || !/^[\w-]{43}$/.test(cursor))
      throw hubError('BAD_USER_INPUT');
    places.set(subgraph, cursor);
  }
  return places;
}

/**
 * Events of one person's agency and unit as they happen. Before each page it is asked anew who the person is; the subgraph reads under the walls of that
 * moment. It ends by itself when the token does, when the person is shut out, or when nobody reads what was written.
 */
export class EventStream {
  readonly #behind = new Set<Teller>();
  readonly #mine: Teller[] = [];
  #wake: () => void = () => {};
  #ended = false;

  constructor(
    private readonly res: Response,
    private readonly parts: StreamParts,
    private readonly tellers: readonly Teller[],
    private readonly places: Map<string, string>,
  ) {}

  /**
   * Where it begins: after what the client has had, or now. A subgraph whose events are not for this person is left out.
   * @throws FORBIDDEN when none of them are, BAD_USER_INPUT for a place that is none of this agency's
   */
  async open(requester: Requester): Promise<void> {
    await Promise.all(
      this.tellers.map(async (teller) => {
        try {
          const after = this.places.get(teller.subgraph) ?? null;
          const { cursor } = await this.parts.page(teller, requester, 0, after);
          if (!after) this.places.set(teller.subgraph, cursor);
        } catch (error) {
          const code = codeOf(error);
          if (code === 'FORBIDDEN' || code === 'PURPOSE_REQUIRED') return;
          if (code === 'BAD_USER_INPUT') throw error;
          // it does not answer now: the others go on, and it is asked again
        }
        this.#mine.push(teller);
        this.#behind.add(teller);
      }),
    );
    if (this.#mine.length === 0) throw hubError('FORBIDDEN');
  }

  /** Until it ends. Nothing is thrown. */
  async run(): Promise<void> {
    const deaf = this.parts.heads.listen((subgraph) => {
      const teller = this.#mine.find((each) => each.subgraph === subgraph);
      if (!teller) return;
      this.#behind.add(teller);
      this.#wake();
    });
    this.res.once('close', () => this.end());
    let beat = performance.now();
    try {
      await this.#write('retry: 3000\n\n');
      while (!this.#ended) {
        const requester = await this.parts.identified();
        for (const teller of [...this.#behind]) await this.#catchUp(teller, requester);
        if (performance.now() - beat > HEARTBEAT_MS) {
          beat = performance.now();
          await this.#write(':\n\n');
        }
        await this.#rest();
      }
    } catch {
      // the client comes back with a new token, or is told why it may not
    } finally {
      deaf();
      this.end();
    }
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#wake();
    this.res.end();
  }

  async #catchUp(teller: Teller, first: Requester): Promise<void> {
    this.#behind.delete(teller);
    for (let requester = first; !this.#ended; requester = await this.parts.identified()) {
      const after = this.places.get(teller.subgraph) ?? null;
      let page: EventPage;
      try {
        page = await this.parts.page(teller, requester, after ? PAGE : 0, after);
      } catch {
        this.#behind.add(teller);
        return;
      }
      this.places.set(teller.subgraph, page.cursor);
      // one that did not answer at the start: what it told until now is unknown
      if (page.missed || !after) await this.#write(this.#message('missed', { subgraph: teller.subgraph }));
      const events = page.events.map((event, i) => this.#message(event.type, event, i === page.events.length - 1));
      if (events.length > 0) await this.#write(events.join(''));
      if (!page.hasNextPage) return;
    }
  }

  /** The place is told with the last of a page: who is cut off before it has had it gets the page again, under the same ids. */
  #message(type: string, data: object, last = true): string {
    const id = last ? `id: ${[...this.places].map(([subgraph, cursor]) => `${subgraph}=${cursor}`).join(',')}\n` : '';
    return `${id}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  async #write(text: string): Promise<void> {
    if (this.#ended || this.res.write(text)) return;
    await once(this.res, 'drain', { signal: AbortSignal.timeout(SLOW_MS) });
  }

  /** Until there may be something new, or a moment has passed: then it is asked whether the person may still listen. */
  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, TICK_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#ended) this.#wake();
    });
  }
}
