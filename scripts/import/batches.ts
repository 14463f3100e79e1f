import { type BatchAnswer, HubUnavailable } from './hub.js';
import type { ImportResult } from './hub-input.js';

/** The hub takes 50 in one mutation; with fewer, each with a transaction of its own, a busy hub still keeps its deadline of 2 s … */
const MOST = 20;
/** … and no body above 256 KB: a good half of it, in UTF-8 bytes. */
const MOST_BYTES = 140_000;
/** One row at which the hub fails may be to blame for it; this many, one after another, are not. */
const MOST_FAULTS = 5;

/**
 * Collects items into batches, sends them one after another, and tells what became of each. A batch that is refused as a whole is
 * taken apart until the items that cause it stand alone, so that one bad row never costs its neighbours.
 */
export class Batches<T extends { readonly externalId: string }, Origin> {
  private waiting: { readonly item: T; readonly origin: Origin }[] = [];
  private bytes = 0;
  private faults = 0;

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
      this.faults = 0;
      const results = new Map(answer.results.map((result) => [result.externalId, result]));
      for (const { item, origin } of batch)
        await this.settled(origin, results.get(item.externalId) ?? unanswered(item.externalId));
      return;
    }
    if (batch.length === 1) {
      await this.refuseOne(batch[0]!, answer);
      return;
    }
    const blamed = answer.kind === 'FAULT' ? new Map<number, Refusal>() : blamedItems(answer.errors, batch.length);
    if (blamed.size > 0) {
      for (const [index, error] of blamed) {
        const { item, origin } = batch[index]!;
        await this.settled(origin, rejected(item.externalId, error));
      }
      await this.deliver(batch.filter((_, index) => !blamed.has(index)));
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await this.deliver(batch.slice(0, half));
    await this.deliver(batch.slice(half));
  }

  private async refuseOne(
    { item, origin }: { readonly item: T; readonly origin: Origin },
    answer: Exclude<BatchAnswer, { kind: 'RESULTS' }>,
  ): Promise<void> {
    const [error] = answer.kind === 'FAULT' ? [{ field: [], message: answer.message }] : answer.errors;
    this.faults = answer.kind === 'FAULT' ? this.faults + 1 : 0;
    if (this.faults >= MOST_FAULTS) throw new HubUnavailable(`${error!.message} It fails at every row now.`);
    await this.settled(origin, rejected(item.externalId, error!));
  }
}

interface Refusal {
  readonly field: readonly string[];
  readonly message: string;
}

/** Items that a refusal names by their place in the batch: input, organizations, 3, name. */
function blamedItems(errors: readonly Refusal[], size: number): Map<number, Refusal> {
  const places = errors.map((error) => [Number(error.field[2] ?? Number.NaN), error] as const);
  return new Map(places.filter(([index]) => Number.isInteger(index) && index >= 0 && index < size));
}

function rejected(externalId: string, { field, message }: Refusal): ImportResult {
  return { externalId, outcome: 'REJECTED', field: field.slice(3).join('/') || null, message };
}

function unanswered(externalId: string): ImportResult {
  return { externalId, outcome: 'REJECTED', field: null, message: 'The hub did not say what became of this row.' };
}
