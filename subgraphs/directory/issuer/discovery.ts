import type { JWK } from 'jose';
import { usableKeysOf } from '../public-keys.js';
import { isLoopback, isSafeAddress } from './rules.js';

const TIMEOUT_MS = 5_000;
const MAXIMUM_BYTES = 256 * 1024;

/**
 * The signing keys of an OpenID provider, by its discovery document (OpenID Connect Discovery 1.0, section 4): over https, without redirects, in
 * 5 s and 256 KB; the document must be about this very issuer, and a provider elsewhere cannot send the hub to its own machine.
 * @throws when any of this does not hold, or no key is left
 */
export async function discoverKeys(issuer: string): Promise<JWK[]> {
  if (!isSafeAddress(issuer)) throw new Error('The issuer is no address that keys may be read from.');
  const document = await jsonAt(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { issuer: named, jwks_uri: address } = document;
  if (named !== issuer) throw new Error('The discovery document is about another issuer.');
  if (
    typeof address !== 'string' ||
    !isSafeAddress(address) ||
    (isLoopback(new URL(address)) && !isLoopback(new URL(issuer)))
  )
    throw new Error('The discovery document names no safe jwks_uri.');
  const keys = usableKeysOf(await jsonAt(address));
  if (keys.length === 0) throw new Error('The provider publishes no key that tokens may be signed with.');
  return keys;
}

async function jsonAt(address: string): Promise<Record<string, unknown>> {
  const response = await fetch(address, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new Error('The provider did not answer with 200.');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // leaving the loop cancels the body: nothing more is read
    if (size > MAXIMUM_BYTES) throw new Error('The answer of the provider is too large.');
    chunks.push(chunk);
  }
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
  if (typeof value !== 'object' || value === null) throw new Error('The provider did not answer with an object.');
  return value as Record<string, unknown>;
}
