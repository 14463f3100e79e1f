import autocannon from 'autocannon';
import { serveParent } from './child.js';
import type { LoadFigures, LoadOptions } from './load.js';

/** Keep-alive connections that begin at different exchanges, so that they do not all ask for the same thing at once. */
serveParent(async ({ origin, exchanges, connections, seconds, rate }: LoadOptions) => {
  let wrong = 0;
  let started = 0;
  const requests = exchanges.map(({ expected, orElse, method, path, headers, body }) => ({
    method,
    path,
    headers: { ...headers },
    ...(body && { body }),
    onResponse: (status: number, answer: string) => {
      const text = answer.trimEnd();
      if (status !== 200 || (text !== expected && text !== orElse)) wrong++;
    },
  }));
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    ...(rate && { overallRate: rate }),
    requests: requests.map((request) => ({ ...request })),
    setupClient: (client) => {
      const first = Math.floor((started++ * requests.length) / connections) % requests.length;
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)].map((request) => ({ ...request })));
    },
  });
  const failed = wrong + result.errors + result.timeouts + result.non2xx;
  if (failed > 0)
    throw new Error(`${failed} of ${result.requests.total} answers under load were not the expected ones.`);
  const figures: LoadFigures = {
    requestsPerSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    requests: result.requests.total,
  };
  return { ready: figures };
});
