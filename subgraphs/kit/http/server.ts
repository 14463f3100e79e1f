import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parse as parseJson } from 'secure-json-parse';
import { ERROR_MESSAGES, type ErrorCode } from '../errors.js';
import { Health } from '../operating/health.js';
import type { Operating } from '../operating/operating.js';
import { NO_TRACING } from '../operating/tracing.js';
import type { Subgraph } from '../subgraph.js';
import { type Asserted, type AssertionKeys, AssertionRefused, bodyHash, verifyAssertion } from '../trust/assertion.js';
import { CLAIM_ASSERTION, UsedOnce } from '../trust/used-once.js';
import { before } from './deadline.js';
import { isMutation } from './operation-kind.js';
import { type TlsFiles, tlsOptions } from './tls.js';

export interface SubgraphServerOptions {
  readonly subgraph: Subgraph;
  readonly keys: AssertionKeys;
  readonly host: string;
  readonly port: number;
  /** Certificate of this process and the authority that callers' certificates must be from; without it only loopback is served */
  readonly tls?: TlsFiles | undefined;
  readonly operating?: Operating;
}

export interface SubgraphServer {
  readonly url: string;
  /** From now on `/ready` is 503 and every answer closes its connection: callers go elsewhere, none is cut off. */
  drain(): void;
  /** Takes no new request, and ends when those under way are answered. */
  close(): Promise<void>;
}

/** What the gateway's largest request can become on its way here */
const LARGEST_BODY = 1_048_576;
/** Callers let an idle connection go earlier ({@link KEEP_ALIVE_MS} of the transport), so that none is closed as they use it */
const KEEP_ALIVE_MS = 30_000;
const SEEN_MS = 40_000;

/**
 * The door of one subgraph: `POST /graphql` for those who prove who they are, `GET /ready`. An assertion is checked before the body is read, the
 * body's hash before it is parsed, and neither costs a statement.
 */
export async function startSubgraphServer(options: SubgraphServerOptions): Promise<SubgraphServer> {
  const { subgraph, keys, operating } = options;
  const { extract } = operating?.tracing ?? NO_TRACING;
  const seen = new UsedOnce(SEEN_MS);
  let draining = false;
  const parts = async () => ({ [subgraph.name]: await subgraph.ready() });
  const health = new Health({ parts, draining: () => draining });

  async function ask(request: IncomingMessage): Promise<object> {
    const asserted = assertedBy(request, subgraph.name, keys);
    if (!seen.use(asserted.id)) throw new AssertionRefused();
    const body = await bodyOf(request);
    if (bodyHash(body) !== asserted.body) throw new AssertionRefused();
    const { query, variables, operationName } = graphqlRequest(body);
    if ((subgraph.discloses || isMutation(query)) && !(await claimed(asserted))) throw new AssertionRefused();
    const { caller } = asserted;
    const work = () => subgraph.execute({ document: query, variables, operationName, caller });
    return before(caller.deadline, extract(request.headers, work));
  }

  const claimed = async ({ id, expires }: Asserted) =>
    (await CLAIM_ASSERTION.rows(subgraph.db, [id, expires])).length > 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/ready' && request.method === 'GET') {
      const { status, body } = await health.ready();
      return send(response, status, body);
    }
    if (request.url !== '/graphql' || request.method !== 'POST') return send(response, 404, {});
    try {
      send(response, 200, await ask(request));
    } catch (error) {
      const [status, code] = fault(error);
      if (code === 'INTERNAL') operating?.log.error('door_failed', { subgraph: subgraph.name, error });
      // what was not read is not worth reading
      if (!request.complete) response.setHeader('connection', 'close');
      send(response, status, { errors: [{ message: ERROR_MESSAGES[code], extensions: { code } }] });
    }
  }

  function send(response: ServerResponse, status: number, body: object): void {
    const text = JSON.stringify(body);
    if (draining) response.setHeader('connection', 'close');
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    });
    response.end(text);
  }

  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void answer(request, response).catch(() => response.destroy());
  const server: Server = options.tls
    ? createHttpsServer({ ...(await tlsOptions(options.tls)), requestCert: true, rejectUnauthorized: true }, listener)
    : createHttpServer(listener);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = 10_000;
  await listening(server, options.port, options.host);
  return {
    url: `${options.tls ? 'https' : 'http'}://${options.host}:${(server.address() as AddressInfo).port}`,
    drain() {
      draining = true;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function assertedBy(request: IncomingMessage, audience: string, keys: AssertionKeys): Asserted {
  const token = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (!token) throw new AssertionRefused();
  return verifyAssertion(token, audience, keys);
}

class BadRequest extends Error {}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new BadRequest();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

interface GraphqlRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName: string | null;
}

function graphqlRequest(body: Buffer): GraphqlRequest {
  let parsed: Partial<GraphqlRequest> | null;
  try {
    parsed = parseJson(body.toString(), undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw new BadRequest();
  }
  if (typeof parsed?.query !== 'string') throw new BadRequest();
  return { query: parsed.query, variables: parsed.variables ?? {}, operationName: parsed.operationName ?? null };
}

function fault(error: unknown): [status: number, code: ErrorCode] {
  if (error instanceof AssertionRefused) return [401, 'UNAUTHENTICATED'];
  if (error instanceof BadRequest) return [400, 'BAD_USER_INPUT'];
  const code = (error as { extensions?: { code?: string } })?.extensions?.code;
  if (code === 'DEADLINE_EXCEEDED') return [504, code];
  if (code === 'UNAVAILABLE') return [503, code];
  return [500, 'INTERNAL'];
}

/** @throws with what to do when the port is taken */
export function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another one.`)
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
}
