import { describe, expect, test } from '@jest/globals';
import { learnNames } from '../index.js';
import { Metrics } from './metrics.js';

const CANARY = 'Aigerim';

/** The lines of our own metrics, without those of the process. */
async function series(metrics: Metrics): Promise<string[]> {
  const { body } = await metrics.text();
  return body.split('\n').filter((line) => line.startsWith('dereu_'));
}

describe('metrics', () => {
  test('have no label that was not learnt from the code, and as many series for a thousand odd values as for one', async () => {
    const metrics = new Metrics();
    learnNames('subgraph', ['consent']);
    const odd = (n: number) => {
      const value = `${CANARY}${n}`;
      metrics.request(value, value, 0.1);
      metrics.fetch(value, value, 0.1);
      metrics.execution(value, value, value);
      metrics.hold(value, 'hold', value);
    };
    odd(0);
    const one = (await series(metrics)).length;
    for (let n = 1; n < 1_000; n++) odd(n);
    const lines = await series(metrics);
    expect(lines).toHaveLength(one);
    expect(lines.join('\n')).not.toContain(CANARY);
    expect(lines).toContain('dereu_holds_total{subgraph="other",action="hold",outcome="INTERNAL"} 1000');
  });

  test('count what was learnt under its name', async () => {
    const metrics = new Metrics();
    learnNames('operation', ['Record']);
    metrics.request('Record', 'ok', 0.3);
    metrics.request('Record', 'FORBIDDEN', 0.3);
    metrics.fetch('consent', 'ok', 0.3);
    const lines = await series(metrics);
    expect(lines).toContain(
      'dereu_gateway_request_duration_seconds_bucket{le="0.25",operation="Record",outcome="ok"} 0',
    );
    expect(lines).toContain(
      'dereu_gateway_request_duration_seconds_bucket{le="0.5",operation="Record",outcome="ok"} 1',
    );
    expect(lines).toContain('dereu_gateway_request_duration_seconds_count{operation="Record",outcome="FORBIDDEN"} 1');
    expect(lines).toContain('dereu_gateway_fetch_duration_seconds_count{subgraph="consent",outcome="ok"} 1');
  });

  test('of two hubs in one process are apart, and a source that has ended is not read', async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    let reads = 0;
    const end = one.readAtScrape(async () => {
      reads += 1;
    });
    await Promise.all([one.text(), one.text(), other.text()]);
    expect(reads).toBe(1);
    end();
    await one.text();
    expect(reads).toBe(1);
  });
});
