import { parse as parseJson } from 'secure-json-parse';
import { Pool } from 'undici';
import { type ErrorCode, hubError } from '../errors.js';
import type { HubRequest, HubResponse, HubTransport } from '../hub-client.js';
import type { Tracing } from '../operating/tracing.js';
import { signAssertion } from '../trust/assertion.js';
import type { KeySet } from '../trust/key-set.js';
import { isMutation } from './operation-kind.js';
import { isLoopback, type TlsFiles, tlsOptions } from './tls.js';

export interface HttpTransportOptions {
  /** Name of the process that calls: `gateway` or a subgraph's */
  readonly self: string;
  readonly keys: { readonly signing: KeySet };
  /** Origins of each subgraph that is called; several when several processes run it */
  readonly origins: Readonly<Record<string, readonly string[]>>;
  readonly tls?: TlsFiles | undefined;
  /** Hands the trace on */
  readonly tracing?: Tracing;
  /** Largest answer, in bytes */
  readonly largestAnswer?: number;
  /** Requests under way to one process at a time; more wait, at their own subgraph only */
  readonly connections?: number;
}

/** Shorter than the server's, so that an idle connection is let go by the one who would use it */
const KEEP_ALIVE_MS = 4_000;
const CONNECT_MS = 1_000;
const LARGEST_ANSWER = 8 * 1_048_576;
/** How long a process that could not be connected is tried last */
const AVOIDED_MS = 1_000;

interface Target {
  readonly pool: Pool;
  avoidedUntil: number;
}

/** It was certainly not heard: nothing was sent. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Calls to subgraphs in other processes. Each has a pool of its own, so that one that hangs makes nobody else wait. Nothing is followed, nothing is
 * waited for beyond the caller's deadline, and what comes back is an answer of bounded size or it is nothing. A process that cannot be connected
 * is passed over for the next one; a request that may have been heard is sent again only when it changes nothing.
 */
export class HttpTransport implements HubTransport {
  readonly #targets = new Map<string, Target[]>();
  #turn = 0;

  private constructor(private readonly options: HttpTransportOptions) {}

  /** @throws for an origin that is not https, unless it is on this machine */
  static async open(options: HttpTransportOptions): Promise<HttpTransport> {
    const transport = new HttpTransport(options);
    const connect = { timeout: CONNECT_MS, ...(options.tls ? await tlsOptions(options.tls) : {}) };
    for (const [subgraph, origins] of Object.entries(options.origins)) {
      transport.#targets.set(
        subgraph,
        origins.map((origin) => {
          const { protocol, hostname } = new URL(origin);
          if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname)))
            throw new Error(`${subgraph} must be called by https: plain http does not leave this machine.`);
          const pool = new Pool(new URL(origin).origin, {
            connections: options.connections ?? 128,
            keepAliveTimeout: KEEP_ALIVE_MS,
            keepAliveMaxTimeout: KEEP_ALIVE_MS,
            maxResponseSize: options.largestAnswer ?? LARGEST_ANSWER,
            connect,
          });
          return { pool, avoidedUntil: 0 };
        }),
      );
    }
    return transport;
  }

  /** @throws DEADLINE_EXCEEDED, UNAVAILABLE */
  async call(subgraph: string, request: HubRequest): Promise<HubResponse> {
    const body = JSON.stringify({
      query: request.document,
      variables: request.variables,
      ...(request.operationName ? { operationName: request.operationName } : {}),
    });
    const repeatable = !isMutation(request.document);
    let failure: ErrorCode = 'UNAVAILABLE';
    for (const target of this.#inTurn(subgraph)) {
      try {
        return await this.#post(subgraph, target, body, request);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (Date.now() >= request.caller.deadline) throw hubError('DEADLINE_EXCEEDED');
        if (NOT_CONNECTED.has(code ?? '')) target.avoidedUntil = Date.now() + AVOIDED_MS;
        else if (!repeatable) break;
        failure = error instanceof BadAnswer && error.status === 504 ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE';
      }
    }
    throw hubError(failure);
  }

  /** Whether a process of the subgraph says that it is ready. */
  async ready(subgraph: string, withinMs: number): Promise<boolean> {
    const states = await Promise.all(
      (this.#targets.get(subgraph) ?? []).map(async ({ pool }) => {
        try {
          const { statusCode, body } = await pool.request({
            path: '/ready',
            method: 'GET',
            signal: AbortSignal.timeout(withinMs),
          });
          await body.dump();
          return statusCode === 200;
        } catch {
          return false;
        }
      }),
    );
    return states.includes(true);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#targets.values()].flat().map(({ pool }) => pool.destroy()));
  }

  /** Each process of the subgraph once, beginning with another one each time; those that could not be connected come last. */
  #inTurn(subgraph: string): Target[] {
    const targets = this.#targets.get(subgraph) ?? [];
    if (targets.length < 2) return targets;
    const first = this.#turn++ % targets.length;
    const now = Date.now();
    const turned = [...targets.slice(first), ...targets.slice(0, first)];
    return [...turned.filter((t) => t.avoidedUntil <= now), ...turned.filter((t) => t.avoidedUntil > now)];
  }

  async #post(subgraph: string, { pool }: Target, body: string, { caller }: HubRequest): Promise<HubResponse> {
    const aborted = new AbortController();
    const timer = setTimeout(() => aborted.abort(), Math.max(0, caller.deadline - Date.now()));
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      authorization: `Bearer ${signAssertion(this.options.keys.signing, this.options.self, subgraph, caller, body)}`,
    };
    this.options.tracing?.inject(headers);
    try {
      const response = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers,
        body,
        signal: aborted.signal,
      });
      if (response.statusCode !== 200) {
        response.body.on('error', () => {}).destroy();
        throw new BadAnswer(response.statusCode);
      }
      return answerIn(await response.body.text());
    } finally {
      clearTimeout(timer);
    }
  }
}

class BadAnswer extends Error {
  constructor(readonly status: number) {
    super('The answer is not one.');
  }
}

/** @throws BadAnswer for what is not a GraphQL answer, or names a prototype */
function answerIn(text: string): HubResponse {
  let answer: unknown;
  try {
    answer = parseJson(text, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw new BadAnswer(200);
  }
  const { data, errors } = (answer ?? {}) as { data?: unknown; errors?: unknown };
  const isData = data === undefined || data === null || (typeof data === 'object' && !Array.isArray(data));
  if (!isData || (errors !== undefined && !Array.isArray(errors)) || (data === undefined && errors === undefined))
    throw new BadAnswer(200);
  return { data, errors } as HubResponse;
}
