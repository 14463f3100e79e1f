import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tlsFilesIn, tlsOptions } from '../../subgraphs/kit/index.js';

/** How a subgraph can be broken, seen from outside. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** Stands where a subgraph is expected, with its certificate: hands everything on to it, until it is told to misbehave. */
export interface BreakableProxy {
  readonly origin: string;
  /** Requests to /graphql that arrived since `behave` */
  readonly arrived: readonly string[];
  behave(behaviour: Behaviour | null): void;
  close(): Promise<void>;
}

export async function openBreakableProxy(folder: string, target: () => string): Promise<BreakableProxy> {
  const tls = await tlsOptions((await tlsFilesIn(folder))!);
  let behaviour: Behaviour | null = null;
  let arrived: string[] = [];
  const server = createServer({ ...tls, requestCert: true, rejectUnauthorized: true }, async (incoming, outgoing) => {
    if (behaviour && incoming.url === '/ready') return void outgoing.writeHead(503).end();
    if (behaviour) {
      let body = '';
      for await (const chunk of incoming) body += chunk;
      arrived.push(body);
      return behaviour(incoming, outgoing);
    }
    const onward = request(`${target()}${incoming.url}`, {
      ...tls,
      method: incoming.method!,
      headers: incoming.headers,
    });
    onward.once('error', () => outgoing.destroy());
    onward.once('response', (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get arrived() {
      return arrived;
    },
    behave(next) {
      behaviour = next;
      arrived = [];
      // connections that hang from before do not outlive what made them hang
      if (!next) server.closeAllConnections();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
