import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { type Collector, openCollector } from '../../../test/collector.js';
import { hubError, learnNames } from '../index.js';
import { createLog } from './log.js';
import { NO_TRACING, startTracing, type Tracing } from './tracing.js';

const lines: string[] = [];
const log = createLog({ process: 'unit', level: 'info', destination: { write: (line) => lines.push(line) } });
const start = (endpoint: string | undefined) => startTracing({ process: 'unit', version: '0.1.0', endpoint, log });
const CLIENT = '00-c0ffee00c0ffee00c0ffee00c0ffee00-c0ffee00c0ffee00-01';

let collector: Collector;
let gateway: Tracing;
let subgraph: Tracing;
beforeAll(async () => {
  learnNames('subgraph', ['consent']);
  collector = await openCollector();
  gateway = await start(collector.url);
  subgraph = await start(`${collector.url}/`);
});
afterAll(() => collector.close());

describe('a trace', () => {
  test('goes on in another process under its headers, and takes no more of them than the ids', async () => {
    const headers: Record<string, string> = { tracestate: 'who=Aigerim', baggage: 'who=Aigerim' };
    await gateway.span('request', {}, () =>
      gateway.span('fetch', { subgraph: 'consent' }, async () => gateway.inject(headers)),
    );
    await subgraph.extract(headers, () =>
      subgraph.span('execution', { subgraph: 'consent' }, async (note) => {
        note({ outcome: 'ok', field: 'Aigerim', ...({ document: 'Aigerim' } as object) });
        const onward: Record<string, string> = {};
        subgraph.inject(onward);
        expect(onward.traceparent?.slice(0, 36)).toBe(headers.traceparent?.slice(0, 36));
        expect(Object.keys(onward)).toEqual(['traceparent']);
      }),
    );
    await subgraph.span('execution', {}, async () => {}, { alone: true });
    await expect(
      subgraph.extract({ traceparent: CLIENT }, () =>
        subgraph.span('execution', { subgraph: 'Aigerim' }, async () => Promise.reject(hubError('FORBIDDEN')), {
          alone: true,
        }),
      ),
    ).rejects.toThrow();
    await Promise.all([gateway.stop(), subgraph.stop()]);
    const spans = await collector.until(({ name }) => name === 'execution consent');
    const by = (name: string) => spans.find((span) => span.name === name)!;
    const [request, fetched, execution] = [by('request'), by('fetch consent'), by('execution consent')];
    expect(fetched).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId });
    expect(execution).toMatchObject({ traceId: request.traceId, parentSpanId: fetched.spanId });
    expect(by('execution withheld').attributes).toContainEqual({
      key: 'dereu.outcome',
      value: { stringValue: 'FORBIDDEN' },
    });
    expect(by('execution withheld').parentSpanId ?? '').toBe('');
    expect(collector.text()).not.toMatch(/Aigerim|c0ffee/);
  });

  test('is nothing that other libraries could write into', () => {
    expect(trace.getTracer('@apollo/gateway').startSpan('document').isRecording()).toBe(false);
  });

  test('that somebody outside has begun is not taken over by a request', async () => {
    const tracing = await start(collector.url);
    const headers: Record<string, string> = {};
    await tracing.extract({ traceparent: CLIENT }, () =>
      tracing.span('request', {}, async () => tracing.inject(headers)),
    );
    expect(headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(headers.traceparent).not.toContain('c0ffee');
    await tracing.stop();
  });

  test.each([undefined, '', 'Aigerim', `${CLIENT}-Aigerim`, [CLIENT], '00-zz-zz-01'])(
    'header %j is none',
    async (traceparent) => {
      const tracing = await start(collector.url);
      const onward: Record<string, string> = {};
      tracing.extract({ traceparent }, () => tracing.inject(onward));
      expect(onward).toEqual({});
      await tracing.stop();
    },
  );

  test('that the collector does not take is counted in the log, without its address', async () => {
    const gone = await openCollector();
    await gone.close();
    const tracing = await start(gone.url);
    await tracing.span('request', {}, async () => {});
    lines.length = 0;
    await tracing.stop();
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 'warn', event: 'traces_failed', count: 1 }),
    ]);
    expect(lines.join()).not.toMatch(/127\.0\.0\.1|http/);
  }, 30_000);
});

test('without a collector there is none: no header, no span', async () => {
  const tracing = await start(undefined);
  expect(tracing).toBe(NO_TRACING);
  const headers: Record<string, string> = {};
  expect(await tracing.span('request', {}, async () => tracing.inject(headers))).toBeUndefined();
  expect(headers).toEqual({});
});
