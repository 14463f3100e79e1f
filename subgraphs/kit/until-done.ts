const AGAIN_MS = 1_000;

/** Work that is to be done once after a start, in the background: tried again until it is done or stopped. */
export class UntilDone {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #stopped = true;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly fault: () => void,
  ) {}

  start(): void {
    this.#stopped = false;
    this.#attempt();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #attempt(): void {
    this.#running = this.work().catch(() => {
      this.fault();
      if (!this.#stopped) this.#timer = setTimeout(() => this.#attempt(), AGAIN_MS).unref();
    });
  }
}
