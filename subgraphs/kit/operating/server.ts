import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ALIVE, type Health } from './health.js';
import type { Operating } from './operating.js';

export interface OperationsServerOptions {
  readonly operating: Operating;
  readonly health: Health;
  /** Loopback unless the operator's network says otherwise: it asks nobody who he is */
  readonly host: string;
  readonly port: number;
}

export interface OperationsServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** `/health`: alive. `/ready`: 200 only when the work of the process can be done. `/metrics`: for Prometheus. On a port of its own, never the public one. */
export async function startOperationsServer(options: OperationsServerOptions): Promise<OperationsServer> {
  const { operating, health, host, port } = options;
  const routes: Readonly<Record<string, (response: ServerResponse) => Promise<void> | void>> = {
    '/health': (response) => answer(response, 200, 'application/json', JSON.stringify(ALIVE)),
    '/ready': async (response) => {
      const { status, body } = await health.ready();
      answer(response, status, 'application/json', JSON.stringify(body));
    },
    '/metrics': async (response) => {
      const { contentType, body } = await operating.metrics.text();
      answer(response, 200, contentType, body);
    },
  };
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    const route = Object.hasOwn(routes, path) && request.method === 'GET' ? routes[path] : undefined;
    if (!route) return answer(response, 404, 'text/plain', '');
    try {
      await route(response);
    } catch (error) {
      operating.log.error('operations_failed', { error });
      if (!response.headersSent) answer(response, 500, 'text/plain', '');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { family, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${host}]` : host}:${taken}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
