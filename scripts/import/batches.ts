import type { BatchAnswer } from './hub.js';
import type { ImportResult } from './hub-input.js';

/** The hub takes at most this many in one mutation … */
const MOST = 50;
/** … and no body above 256 KB: a good half of it, in UTF-8 bytes. */
const MOST_BYTES = 140_000;

/**
 * Collects items into batches, sends them one after another, and tells what became of each. A batch that is refused as a whole is
 * taken apart until the items that cause it stand alone, so that one bad row never costs its neighbours.
 */
export class Batches<T extends { readonly externalId: string }, Origin> {
  private waiting: { readonly item: T; readonly origin: Origin }[] = [];
  private bytes = 0;

  constructor(
    private readonly send: (items: readonly T[]) => Promise<BatchAnswer>,
    private readonly settled: (origin: Origin, result: ImportResult) => Promise<void>,
  ) {}

  async add(item: T, origin: Origin): Promise<void> {
    const size = Buffer.byteLength(JSON.stringify(item));
    const meets = this.waiting.some((other) => other.item.externalId === item.externalId);
    if (meets || this.waiting.length === MOST || (this.waiting.length > 0 && this.bytes + size > MOST_BYTES))
      await this.flush();
    this.waiting.push({ item, origin });
    this.bytes += size;
  }

  async flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    this.bytes = 0;
    await this.deliver(batch);
  }

  private async deliver(batch: readonly { readonly item: T; readonly origin: Origin }[]): Promise<void> {
    if (batch.length === 0) return;
    const answer = await this.send(batch.map(({ item }) => item));
    if (answer.kind === 'RESULTS') {
      const results = new Map(answer.results.map((result) => [result.externalId, result]));
      for (const { item, origin } of batch)
        await this.settled(origin, results.get(item.externalId) ?? unanswered(item.externalId));
      return;
    }
    const blamed = new Map(answer.errors.map((error) => [Number(error.field[2] ?? Number.NaN), error]));
    if ([...blamed.keys()].every((index) => Number.isInteger(index) && index < batch.length) || batch.length === 1) {
      for (const [index, { item, origin }] of batch.entries()) {
        const error = blamed.get(index) ?? (batch.length === 1 ? answer.errors[0] : undefined);
        if (error) await this.settled(origin, rejected(item.externalId, error));
      }
      await this.deliver(batch.length === 1 ? [] : batch.filter((_, index) => !blamed.has(index)));
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await this.deliver(batch.slice(0, half));
    await this.deliver(batch.slice(half));
  }
}

function rejected(externalId: string, { field, message }: { field: readonly string[]; message: string }): ImportResult {
  return { externalId, outcome: 'REJECTED', field: field.slice(3).join('/') || null, message };
}

function unanswered(externalId: string): ImportResult {
  return { externalId, outcome: 'REJECTED', field: null, message: 'The hub did not say what became of this row.' };
}
