import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  before,
  type Caller,
  GATEWAY,
  type HubTransport,
  PENDING_WALLS,
  PENDING_WALLS_MAXIMUM_AGE_MS,
  Repeated,
  type Requester,
} from '../../subgraphs/kit/index.js';

const POLL_MS = 500;
const CALL_MS = 500;
const DECIDES = PENDING_WALLS.subgraph;

type Person = Pick<Requester, 'agency' | 'unit' | 'staff'>;

const Walls = z.array(
  z.object({ subgraph: z.string(), subjectKind: z.enum(['STAFF', 'UNIT', 'AGENCY']), subject: z.string() }),
);

/**
 * Walls that a subgraph has not yet taken over, by which the gateway denies in its place: it forwards nothing of whom such a wall keeps out to that
 * subgraph. Whatever is forwarded was looked up in a list that was asked for no longer ago than `PENDING_WALLS_MAXIMUM_AGE_MS`, unless `consent`
 * did not answer: then the last list stays in force, and no wall can be added there either. Before there is any list nothing is forwarded.
 */
export class PendingWalls {
  #pairs: ReadonlySet<string> | null = null;
  /** When the last question was asked that has had its answer, or none */
  #asked = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | null = null;
  readonly #repeated: Repeated;

  constructor(private readonly transport: HubTransport) {
    this.#repeated = new Repeated(
      POLL_MS,
      () => this.#ask(),
      () => {},
    );
  }

  /** Whether there has ever been a list: without one nobody's own records are open. */
  get known(): boolean {
    return this.#pairs !== null;
  }

  async start(): Promise<void> {
    await this.#ask();
    this.#repeated.start();
  }

  stop(): Promise<void> {
    return this.#repeated.stop();
  }

  /** Whether a request of this person may not be forwarded to this subgraph now. The one that decides has every wall itself. */
  async keepOut(subgraph: string, requester: Person | null): Promise<boolean> {
    if (!requester || subgraph === DECIDES) return false;
    while (performance.now() - this.#asked > PENDING_WALLS_MAXIMUM_AGE_MS) await this.#ask();
    if (!this.#denies(subgraph, requester)) return false;
    // it may have been taken over since
    await this.#ask();
    return this.#denies(subgraph, requester);
  }

  #denies(subgraph: string, { agency, unit, staff }: Person): boolean {
    const pairs = this.#pairs;
    if (!pairs) return true;
    if (pairs.size === 0) return false;
    const subjects = [
      pair(subgraph, 'STAFF', staff),
      pair(subgraph, 'AGENCY', agency),
      pair(subgraph, 'UNIT', unit ?? ''),
    ];
    return subjects.some((subject) => pairs.has(subject));
  }

  #ask(): Promise<void> {
    this.#asking ??= this.#answer().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #answer(): Promise<void> {
    const asked = performance.now();
    const deadline = Date.now() + CALL_MS;
    const caller: Caller = { requester: null, actor: GATEWAY, requestId: randomUUID(), deadline };
    try {
      const call = this.transport.call(DECIDES, { document: PENDING_WALLS.document, variables: {}, caller });
      const { data } = await before(deadline, call);
      const walls = Walls.parse(data?.[PENDING_WALLS.operation]);
      this.#pairs = new Set(walls.map((wall) => pair(wall.subgraph, wall.subjectKind, wall.subject)));
    } catch {
      // the last list stays
    } finally {
      this.#asked = asked;
    }
  }
}

const pair = (subgraph: string, kind: string, subject: string): string => `${subgraph}/${kind}/${subject}`;
