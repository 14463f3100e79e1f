import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Webhook } from 'standardwebhooks';
import type { Found, Networks } from './networks.js';

/** Why a delivery failed, of a closed set: nothing that the receiver says is kept. SECRET: the hub cannot open the endpoint's. */
export type DeliveryFault = 'ADDRESS_REFUSED' | 'NOT_FOUND' | 'UNREACHABLE' | 'TIMED_OUT' | 'STATUS' | 'SECRET';

export interface Outcome {
  /** HTTP status, when there was an answer */
  readonly status: number | null;
  readonly fault: DeliveryFault | null;
}

export interface Message {
  /** The same at each attempt and each delivery of an event */
  readonly id: string;
  readonly type: string;
  /** When it happened */
  readonly at: string;
  /** Id of the record; null for a test */
  readonly object: string | null;
}

const TIME_OUT_MS = 10_000;

/** The payload as Standard Webhooks 1.0.0 wants it. */
export const bodyOf = ({ type, at, object }: Message): string =>
  JSON.stringify({ type, timestamp: at, data: object ? { id: object } : {} });

/** One signature for each secret that is in use: two while one is being replaced. */
function headersOf(message: Message, body: string, secrets: readonly string[]): Record<string, string> {
  const now = new Date();
  return {
    'content-type': 'application/json',
    'user-agent': 'Dereu',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(message.id, now, body)).join(' '),
  };
}

/**
 * Sends a message once. The host is resolved once and the connection goes to what was found and accepted; redirects are not followed; the answer's status is
 * read and nothing else; after ten seconds nobody waits. Nothing is thrown.
 */
export async function post(
  url: string,
  message: Message,
  secrets: readonly string[],
  networks: Networks,
  signal: AbortSignal,
  timeOutMs = TIME_OUT_MS,
): Promise<Outcome> {
  const to = new URL(url);
  const found = await networks.resolve(to).catch(() => undefined);
  if (found === undefined) return { status: null, fault: 'NOT_FOUND' };
  if (found === null) return { status: null, fault: 'ADDRESS_REFUSED' };
  const status = await send(to, found, message, secrets, AbortSignal.timeout(timeOutMs), signal);
  if (typeof status !== 'number') return { status: null, fault: status };
  return { status, fault: status >= 200 && status < 300 ? null : 'STATUS' };
}

function send(
  to: URL,
  found: Found,
  message: Message,
  secrets: readonly string[],
  late: AbortSignal,
  stopped: AbortSignal,
) {
  const body = bodyOf(message);
  return new Promise<number | DeliveryFault>((resolve) => {
    const request = (to.protocol === 'https:' ? requestHttps : requestHttp)(to, {
      method: 'POST',
      headers: { ...headersOf(message, body, secrets), 'content-length': Buffer.byteLength(body) },
      agent: false,
      signal: AbortSignal.any([late, stopped]),
      // whatever the name says by now, the connection goes where it was found to be
      lookup: (_host, options, done) =>
        options.all
          ? done(
              null,
              found.map(({ address, family }) => ({ address, family })),
            )
          : done(null, found[0]!.address, found[0]!.family),
    });
    request.once('response', (response) => {
      response.destroy();
      resolve(response.statusCode!);
    });
    // heard each time: one that nobody hears would end the process
    request.on('error', () => resolve(late.aborted ? 'TIMED_OUT' : 'UNREACHABLE'));
    // without an answer or an error: one that was answered 101
    request.once('close', () => resolve('UNREACHABLE'));
    request.end(body);
  });
}
