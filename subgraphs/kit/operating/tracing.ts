import type { DataSource } from 'typeorm';
import type { Fields } from './fields.js';
import type { Log } from './log.js';

/** What is traced: a request at the public door (always a trace of its own), a fetch of the gateway, a subgraph's execution, a named statement. */
export type SpanKind = 'request' | 'fetch' | 'execution' | 'statement';

/** Adds fields to the span that is open. */
export type Note = (fields: Fields) => void;

export interface SpanOptions {
  /** Work of nobody in particular: a trace of its own, so that background work hangs on no request */
  readonly alone?: boolean;
}

/**
 * Spans without variables, documents, parameters and messages: what they carry passes the allow-list of the log. `inject` and `extract` hand the
 * trace on between processes of the hub (W3C Trace Context); the public door never calls `extract`, so that nobody outside chooses an id.
 */
export interface Tracing {
  span<T>(kind: SpanKind, fields: Fields, work: (note: Note) => Promise<T>, options?: SpanOptions): Promise<T>;
  inject(headers: Record<string, string>): void;
  extract<T>(headers: Readonly<Record<string, string | readonly string[] | undefined>>, work: () => T): T;
  /** Hands the last spans over. */
  stop(): Promise<void>;
}

const noNote: Note = () => {};

/** Tracing that is switched off: a call and nothing else. */
export const NO_TRACING: Tracing = {
  span: (_kind, _fields, work) => work(noNote),
  inject() {},
  extract: (_headers, work) => work(),
  async stop() {},
};

export interface TracingOptions {
  readonly process: string;
  readonly version: string;
  /** OTEL_EXPORTER_OTLP_ENDPOINT: the collector, without `/v1/traces`. Without it nothing is traced and no code of OpenTelemetry is loaded */
  readonly endpoint: string | undefined;
  readonly log: Log;
}

export async function startTracing(options: TracingOptions): Promise<Tracing> {
  if (!options.endpoint) return NO_TRACING;
  const { otlpTracing } = await import('./tracing-otlp.js');
  return otlpTracing({ ...options, endpoint: options.endpoint });
}

const TRACED = new WeakMap<DataSource, Tracing>();

/** From now on the named statements on this database have spans. */
export function traceStatements(db: DataSource, tracing: Tracing): void {
  if (tracing !== NO_TRACING) TRACED.set(db, tracing);
}

/** The way that a named statement takes to its database. */
export function tracedStatement<T>(db: DataSource, statement: string, work: () => Promise<T>): Promise<T> {
  const tracing = TRACED.get(db);
  return tracing ? tracing.span('statement', { statement }, work) : work();
}
