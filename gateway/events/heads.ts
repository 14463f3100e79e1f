import { Repeated } from '../../subgraphs/kit/index.js';
import type { Teller } from './told-by.js';

/**
 * How far each subgraph's log of events is. Asked twice a second while anybody listens: one small question to each subgraph however many listen, and
 * each listener asks for its own only when there is something new.
 */
export class EventHeads {
  readonly #known = new Map<string, string>();
  readonly #listeners = new Set<(subgraph: string) => void>();
  readonly #repeated: Repeated;

  constructor(
    tellers: readonly Teller[],
    private readonly ask: (teller: Teller) => Promise<string>,
  ) {
    const look = async (teller: Teller) => {
      const head = await this.ask(teller);
      if (this.#known.get(teller.subgraph) === head) return;
      this.#known.set(teller.subgraph, head);
      for (const listener of this.#listeners) listener(teller.subgraph);
    };
    this.#repeated = new Repeated(
      500,
      async () => {
        // one that does not answer keeps nothing from the others; it is asked again
        if (this.#listeners.size > 0) await Promise.allSettled(tellers.map(look));
      },
      () => {},
    );
  }

  start(): void {
    this.#repeated.start();
  }

  stop(): Promise<void> {
    return this.#repeated.stop();
  }

  /** Returns how to stop listening. */
  listen(listener: (subgraph: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
