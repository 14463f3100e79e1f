import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An agency's own system, on a port of this machine. It answers 200, unless it is told to do something else. */
export class Receiver {
  readonly received: Received[] = [];
  /** What it does with a delivery; the answer is 200 when left out */
  answer: RequestListener = (_, res) => void res.end();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (req, res) => {
      let body = '';
      req.on('data', (data) => (body += data));
      req.on('end', () => {
        receiver.received.push({ headers: req.headers, body });
        receiver.answer(req, res);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
  }

  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']));
  }

  get types(): string[] {
    return this.received.map(({ body }) => JSON.parse(body).type as string);
  }

  /** As soon as so many have come. */
  async has(count: number): Promise<Received[]> {
    for (let i = 0; i < 600 && this.received.length < count; i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return this.received;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** As the public library does it for every recipient. @throws for what was altered, is too old, or was not signed by this secret */
export const verified = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as {
    type: string;
    timestamp: string;
    data: object;
  };
