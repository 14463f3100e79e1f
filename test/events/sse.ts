export interface Message {
  readonly id: string | null;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  readonly data: any;
}

/** What a client of Server-Sent Events does, as WHATWG HTML, section 9.2.6, reads a stream. */
export class Listener {
  readonly messages: Message[] = [];
  /** Of subgraphs that did not answer at the start, as on a busy machine */
  readonly missed: Message[] = [];
  lastEventId: string | null = null;
  readonly ended: Promise<void>;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    this.ended = this.#read().catch(() => {});
  }

  static async open(url: string, headers: Record<string, string>): Promise<Listener> {
    const abort = new AbortController();
    return new Listener(await fetch(url, { headers, signal: abort.signal }), abort);
  }

  async close(): Promise<void> {
    this.abort.abort();
    await this.ended;
  }

  /** The messages, as soon as there are so many. */
  async first(count: number): Promise<Message[]> {
    for (let i = 0; i < 400 && this.messages.length < count; i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return this.messages.slice(0, count);
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of this.response.body!) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.#message(text.slice(0, end).split('\n'));
        text = text.slice(end + 2);
      }
    }
  }

  #message(lines: readonly string[]): void {
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
    this.lastEventId = field('id') ?? this.lastEventId;
    const data = field('data');
    if (data === null) return;
    const message = { id: field('id'), event: field('event') ?? 'message', data: JSON.parse(data) };
    (message.event === 'missed' ? this.missed : this.messages).push(message);
  }
}
