import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { LimitKind } from './fields.js';
import { isKnownName, type NameKind } from './names.js';
import { outcomeOf, reasonOf } from './outcome.js';

/** What a mutation does to a bed or a time that is held. Holds that run out are seen in the gauges of their subgraph. */
export type HoldAction = 'hold' | 'confirm' | 'release';

/** Seconds; a request may take 2 by default, and a booking waits for a lock at most 4 */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

/**
 * The numbers of one process. Every label is out of a closed set or a name learnt from the code (`names.ts`), else `other`: no label is about a
 * person, and what clients send cannot make new series. A registry of its own: several hubs run in one process of tests.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #at = { registers: [this.#registry] };
  readonly #requests = new Histogram({
    name: 'dereu_gateway_request_duration_seconds',
    help: 'Requests at the public door, by registered operation and outcome (ok, aborted, or the first error code).',
    labelNames: ['operation', 'outcome'],
    buckets: BUCKETS,
    ...this.#at,
  });
  readonly #fetches = new Histogram({
    name: 'dereu_gateway_fetch_duration_seconds',
    help: 'Fetches of the gateway from a subgraph, by outcome.',
    labelNames: ['subgraph', 'outcome'],
    buckets: BUCKETS,
    ...this.#at,
  });
  readonly #executions = new Counter({
    name: 'dereu_subgraph_executions_total',
    help: 'Root fields that a subgraph has executed, by outcome (ok, refused by a rule, or the error code).',
    labelNames: ['subgraph', 'field', 'outcome'],
    ...this.#at,
  });
  readonly #holds = new Counter({
    name: 'dereu_holds_total',
    help: 'Mutations that hold, confirm or release a bed or a time, by outcome (ok, EXPIRED, NOT_AVAILABLE and so on).',
    labelNames: ['subgraph', 'action', 'outcome'],
    ...this.#at,
  });
  readonly #limited = new Counter({
    name: 'dereu_limited_total',
    help: 'Requests refused because somebody asked too much, by the limit that was met.',
    labelNames: ['limit'],
    ...this.#at,
  });
  readonly #gauges = new Map<string, Gauge>();
  readonly #sources = new Set<() => Promise<void>>();
  #underWay: Promise<unknown> | null = null;

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  request(operation: string, outcome: unknown, seconds: number): void {
    const known = operation === 'unregistered' ? operation : label('operation', operation);
    this.#requests.observe({ operation: known, outcome: outcomeOf(outcome) }, seconds);
  }

  fetch(subgraph: string, outcome: unknown, seconds: number): void {
    this.#fetches.observe({ subgraph: label('subgraph', subgraph), outcome: outcomeOf(outcome) }, seconds);
  }

  execution(subgraph: string, field: string, outcome: unknown): void {
    this.#executions.inc({
      subgraph: label('subgraph', subgraph),
      field: label('field', field),
      outcome: outcomeOf(outcome),
    });
  }

  hold(subgraph: string, action: HoldAction, outcome: unknown): void {
    this.#holds.inc({ subgraph: label('subgraph', subgraph), action, outcome: reasonOf(outcome) });
  }

  limited(limit: LimitKind): void {
    this.#limited.inc({ limit });
  }

  /** A number that is read when it is asked for. `name`, `help` and the keys of `labels` are written in the code. */
  gauge(name: string, help: string, labels: Readonly<Record<string, string>>, value: number | null): void {
    let gauge = this.#gauges.get(name);
    if (!gauge) {
      gauge = new Gauge({ name, help, labelNames: Object.keys(labels), ...this.#at });
      this.#gauges.set(name, gauge);
    }
    if (value === null) gauge.remove(labels);
    else gauge.set(labels, value);
  }

  /** `read` sets gauges before each answer and never throws. Returns how to end that. */
  readAtScrape(read: () => Promise<void>): () => void {
    this.#sources.add(read);
    return () => void this.#sources.delete(read);
  }

  /** What `/metrics` answers. Scrapes at the same time share one look: it costs every subgraph a statement. */
  async text(): Promise<{ readonly contentType: string; readonly body: string }> {
    this.#underWay ??= Promise.all([...this.#sources].map((read) => read())).finally(() => {
      this.#underWay = null;
    });
    await this.#underWay;
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}

const label = (kind: NameKind, name: string): string => (isKnownName(kind, name) ? name : 'other');
