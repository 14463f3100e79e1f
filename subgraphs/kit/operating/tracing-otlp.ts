import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, ROOT_CONTEXT, SpanKind as Role, SpanStatusCode, trace } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { allowed, type Fields } from './fields.js';
import { outcomeOf } from './outcome.js';
import type { SpanKind, Tracing, TracingOptions } from './tracing.js';

const ROLES: Readonly<Record<SpanKind, Role>> = {
  request: Role.SERVER,
  fetch: Role.CLIENT,
  execution: Role.SERVER,
  statement: Role.CLIENT,
};

/** The field that a span is called by, after its kind */
const NAMED_BY = {
  request: 'operation',
  fetch: 'subgraph',
  execution: 'subgraph',
  statement: 'statement',
} as const satisfies Record<SpanKind, keyof Fields>;

/**
 * Spans to an OTLP collector as JSON over HTTP. Loaded only when tracing is on. Nothing of it is global: @apollo/gateway and others write documents and
 * error messages into whatever global tracer they find, and shall find none.
 */
export function otlpTracing(options: TracingOptions & { readonly endpoint: string }): Tracing {
  const open = new AsyncLocalStorage<Context>();
  const url = `${options.endpoint.replace(/\/$/, '')}/v1/traces`;
  const exporter = telling(new OTLPTraceExporter({ url }), (count) => options.log.warn('traces_failed', { count }));
  const provider = new TracerProvider({
    // what the environment and the machine say of themselves stays away
    resource: resourceFromAttributes({
      'service.name': `dereu-${options.process}`,
      'service.version': options.version,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('dereu');
  const attributes = (fields: Fields) =>
    Object.fromEntries(Object.entries(allowed(fields)).map(([key, value]) => [`dereu.${key}`, value as string]));

  return {
    async span(kind, fields, work, { alone = false } = {}) {
      const parent = kind === 'request' || alone ? ROOT_CONTEXT : (open.getStore() ?? ROOT_CONTEXT);
      const span = tracer.startSpan(
        nameOf(kind, fields),
        { kind: ROLES[kind], attributes: attributes(fields) },
        parent,
      );
      const note = (more: Fields) => {
        span.setAttributes(attributes(more));
        if (more[NAMED_BY[kind]] !== undefined) span.updateName(nameOf(kind, more));
        if (more.outcome !== undefined && more.outcome !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR });
      };
      try {
        return await open.run(trace.setSpan(parent, span), work, note);
      } catch (error) {
        note({ outcome: outcomeOf((error as { extensions?: { code?: unknown } } | null)?.extensions?.code) });
        throw error;
      } finally {
        span.end();
      }
    },
    inject(headers) {
      const context = open.getStore();
      const span = context && trace.getSpanContext(context);
      if (span) headers.traceparent = `00-${span.traceId}-${span.spanId}-0${span.traceFlags & 1}`;
    },
    extract({ traceparent }, work) {
      // `tracestate` and `baggage` are not read: they could carry anything
      const remote = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
      return remote ? open.run(trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true }), work) : work();
    },
    async stop() {
      await provider.shutdown().catch(() => {});
    },
  };
}

const nameOf = (kind: SpanKind, fields: Fields): string => `${kind} ${allowed(fields)[NAMED_BY[kind]] ?? ''}`.trim();

/** The same exporter, which says how many spans it has lost. */
function telling(exporter: SpanExporter, lost: (count: number) => void): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code !== 0) lost(spans.length);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
