import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RECORD } from '../scripts/demo/record.js';
import { type Collector, openCollector } from './collector.js';
import { type ConsentedRecord, consentedRecord, TOLD } from './consented-record.js';
import type { HubProcess } from './hub/processes.js';
import { openSeparateHub, type SeparateHub } from './hub/separate.js';

let collector: Collector;
let hub: SeparateHub;
let record: ConsentedRecord;
beforeAll(async () => {
  collector = await openCollector();
  const environment = { OPERATIONS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  hub = await openSeparateHub({ environment });
  record = await consentedRecord(hub);
  const { errors } = await hub.as('intake-almaty', 'SHELTER').query(RECORD, { id: record.centre });
  expect(errors).toBeUndefined();
});
afterAll(async () => {
  await hub?.close();
  await collector?.close();
});

const entries = ({ output }: HubProcess) =>
  output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('each process', () => {
  test('writes nothing but entries of its log, and none of them has what she told', () => {
    for (const each of hub.processes) {
      const all = entries(each);
      expect(all[0]).toMatchObject({ event: 'started', process: each.name });
      for (const told of Object.values(TOLD)) expect(each.output).not.toContain(told);
    }
    expect(entries(hub.process('gateway')).filter(({ event }) => event === 'request').length).toBeGreaterThan(10);
  });

  test('has an operations server of its own, with the numbers of its work', async () => {
    const metrics = new Map<string, string>();
    for (const each of hub.processes) {
      const [{ port }] = entries(each);
      const origin = `http://127.0.0.1:${port}`;
      expect((await fetch(`${origin}/ready`)).status).toBe(200);
      metrics.set(each.name, await (await fetch(`${origin}/metrics`)).text());
    }
    expect(metrics.get('gateway')).toMatch(
      /dereu_gateway_fetch_duration_seconds_count\{subgraph="consent",outcome="ok"\} \d/,
    );
    expect(metrics.get('consent')).toMatch(
      /dereu_subgraph_executions_total\{subgraph="consent",field="_entities",outcome="ok"\} \d/,
    );
    expect(metrics.get('worker')).toContain('dereu_outbox_waiting{subgraph="referral"}');
    for (const told of Object.values(TOLD)) expect([...metrics.values()].join()).not.toContain(told);
  });

  test('hands its trace on to the next one', async () => {
    const spans = await collector.until(({ name }) => name === 'request unregistered');
    await collector.until(({ name }) => name === 'statement consent.decide');
    const byId = new Map(collector.spans().map((span) => [span.spanId, span]));
    const way = (span: (typeof spans)[number]): string[] => {
      const parent = span.parentSpanId ? byId.get(span.parentSpanId) : undefined;
      return [...(parent ? way(parent) : []), span.name];
    };
    const ways = collector
      .spans()
      .filter(({ name }) => name === 'statement consent.decide')
      .map(way);
    expect(ways).toContainEqual([
      'request unregistered',
      'fetch consent',
      'execution consent',
      'statement consent.decide',
    ]);
    for (const told of Object.values(TOLD)) expect(collector.text()).not.toContain(told);
  });
});
