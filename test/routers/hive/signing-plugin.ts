import { Agent, request } from 'undici';
import type { PendingWalls, ProcessIdentity } from '../../../gateway/index.js';
import { ERROR_MESSAGES, type ErrorCode, GATEWAY, signAssertion, tlsOptions } from '../../../subgraphs/kit/index.js';
import type { HiveFetchOptions, HivePlugin } from './package.js';

/**
 * All that a router needs to be one of this hub: each request to a subgraph carries an assertion of who asks for exactly this body, by a connection
 * with the gateway's certificate, and nobody waits for it beyond the deadline. Nothing goes to a subgraph that has yet to take over a wall against who asks.
 */
export async function signingPlugin(
  { keys, tls }: ProcessIdentity,
  walls: Pick<PendingWalls, 'keepOut'>,
): Promise<HivePlugin & { close(): Promise<void> }> {
  const dispatcher = new Agent({ connect: tls ? await tlsOptions(tls) : {} });
  return {
    onFetch({ context: { caller }, executionRequest, setFetchFn }) {
      const subgraph = executionRequest?.subgraphName;
      setFetchFn(async (url, { method, headers, body }: HiveFetchOptions) => {
        if (!caller || !subgraph || method !== 'POST') return failed('INTERNAL');
        if (await walls.keepOut(subgraph, caller.requester)) return failed('UNAVAILABLE');
        const assertion = signAssertion(keys.signing, GATEWAY, subgraph, caller, body);
        try {
          const answer = await request(url, {
            dispatcher,
            method,
            headers: { ...headers, authorization: `Bearer ${assertion}` },
            body,
            signal: AbortSignal.timeout(Math.max(0, caller.deadline - Date.now())),
          });
          return new Response(await answer.body.text(), { status: answer.statusCode });
        } catch {
          return failed(Date.now() >= caller.deadline ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE');
        }
      });
    },
    close: () => dispatcher.close(),
  };
}

const failed = (code: ErrorCode): Response =>
  Response.json({ errors: [{ message: ERROR_MESSAGES[code], extensions: { code } }] });
