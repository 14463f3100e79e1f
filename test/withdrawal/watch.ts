/** A span of time, in ms of this process's clock, in which a record is known to be open, or known to be closed. */
interface Span {
  readonly open: boolean;
  readonly from: number;
  to: number;
}

interface Waiting {
  readonly from: number;
  readonly left: number[];
  readonly done: () => void;
}

/** Reads after which a reader behind two processes of `consent` has met both */
const TURNS = 2;

/**
 * Readers who ask for the records of some victims without a pause. Of a span only those reads count that begin and end within it: what is under way when
 * something is acknowledged may still answer either way.
 */
export class Watch {
  /** Reads of a record that began after an acknowledgement and disclosed all the same */
  leaks = 0;
  /** Reads of a record that began after a consent was acknowledged and were refused */
  refusals = 0;
  /** Reads of a record that count while it was closed */
  reads = 0;
  /** The last span of each victim */
  readonly #spans = new Map<number, Span>();
  #waiting: Waiting[] = [];
  #going = true;
  readonly #readers: Promise<void>[];

  /** @param readers each says, per victim, whether her record was open; null when the hub could not say */
  constructor(readers: readonly (() => Promise<readonly (boolean | null)[]>)[]) {
    this.#readers = readers.map(async (read, reader) => {
      while (this.#going) {
        const from = performance.now();
        const open = await read();
        for (const [victim, span] of this.#spans) {
          const was = open[victim] ?? null;
          if (was !== null) this.#judge(was, span, from, performance.now());
        }
        this.#finished(reader, from);
      }
    });
  }

  /** It has just been acknowledged that a record is open, or closed. */
  acknowledged(victim: number, open: boolean): void {
    this.#spans.set(victim, { open, from: performance.now(), to: Number.POSITIVE_INFINITY });
  }

  /** What changes it is about to be sent. */
  changes(victim: number): void {
    const span = this.#spans.get(victim);
    if (span) span.to = performance.now();
  }

  /** Returns when every reader has read often enough from now on. */
  async readers(): Promise<void> {
    const all = new Promise<void>((done) => {
      this.#waiting.push({ from: performance.now(), left: this.#readers.map(() => TURNS), done });
    });
    // a reader that fails ends the wait, with its error
    await Promise.race([all, Promise.all(this.#readers)]);
  }

  async stop(): Promise<void> {
    this.#going = false;
    await Promise.all(this.#readers);
  }

  #judge(open: boolean, span: Span, from: number, to: number): void {
    if (from < span.from || to > span.to) return;
    if (!span.open) this.reads++;
    if (open && !span.open) this.leaks++;
    if (!open && span.open) this.refusals++;
  }

  #finished(reader: number, from: number): void {
    for (const waiting of this.#waiting) if (waiting.from <= from) waiting.left[reader]!--;
    for (const { left, done } of this.#waiting) if (left.every((n) => n <= 0)) done();
    this.#waiting = this.#waiting.filter(({ left }) => left.some((n) => n > 0));
  }
}
