/** Work in the background that is done again `pauseMs` after it has ended, whether it succeeded or not, until it is stopped. */
export class Repeated {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #stopped = true;

  constructor(
    private readonly pauseMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly fault: (error: unknown) => void,
  ) {}

  start(): void {
    this.#stopped = false;
    this.#schedule(0);
  }

  /** Returns when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.work()
        .catch(this.fault)
        .finally(() => {
          if (!this.#stopped) this.#schedule(this.pauseMs);
        });
    }, ms);
    this.#timer.unref();
  }
}
