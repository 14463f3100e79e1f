import type { RequestHandler } from 'express';
import type { Hub } from '../../standalone/hub.js';
import { poolOf, type Subgraph } from '../../subgraphs/kit/index.js';

/** How long something took each time, from its call to its answer. */
export interface Span {
  readonly name: string;
  readonly count: number;
  /** µs, all times together */
  readonly total: number;
}

/**
 * Takes the time of the hub's parts from outside, by standing in for their entry points while it runs: nothing in the product knows of it.
 * Waiting is included, so the figures mean something only while one request at a time is under way.
 */
export class Stopwatch {
  readonly #spans = new Map<string, { count: number; total: number }>();
  #undo: (() => void)[] | null = null;

  /** Placed before everything else: a request from its arrival to its answer. */
  readonly requests: RequestHandler = (_request, response, next) => {
    if (this.#undo) {
      const from = performance.now();
      response.once('finish', () => this.#add('request', from));
    }
    next();
  };

  start(hub: Hub): void {
    this.#spans.clear();
    const undo = [this.#timed(crypto.subtle, 'verify', () => 'token signature (crypto.subtle)')];
    for (const subgraph of hub.subgraphs.values()) {
      const { name, db } = subgraph;
      undo.push(this.#timed(subgraph as { execute: Subgraph['execute'] }, 'execute', () => `subgraph ${name}`));
      undo.push(
        this.#timed(poolOf(db) as never as { query: Query }, 'query', ({ name: statement }) => `SQL ${statement}`),
      );
    }
    this.#undo = undo;
  }

  stop(): Span[] {
    for (const undo of this.#undo ?? []) undo();
    this.#undo = null;
    return [...this.#spans].map(([name, span]) => ({ name, ...span })).sort((a, b) => b.total - a.total);
  }

  #timed<Name extends string, Call extends (...args: never[]) => Promise<unknown>>(
    on: Record<Name, Call>,
    method: Name,
    label: (...args: Parameters<Call>) => string,
  ): () => void {
    const original = on[method];
    on[method] = (async (...args: Parameters<Call>) => {
      const from = performance.now();
      try {
        return await original.apply(on, args);
      } finally {
        this.#add(label(...args), from);
      }
    }) as Call;
    return () => {
      on[method] = original;
    };
  }

  #add(name: string, from: number): void {
    const span = this.#spans.get(name) ?? { count: 0, total: 0 };
    span.count += 1;
    span.total += (performance.now() - from) * 1_000;
    this.#spans.set(name, span);
  }
}

type Query = (config: { readonly name?: string }) => Promise<unknown>;
