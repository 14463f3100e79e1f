import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type AgencyKeys, DataKey } from '../../kit/index.js';

/** As Standard Webhooks writes them: 24 random bytes. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

/** Hours for which deliveries are signed with the secret before as well. */
export const OVERLAP_HOURS = 24;

/** Of an endpoint in `data_key`. */
export const keySubject = (endpoint: string): string => `webhook:${endpoint}`;
const place = (endpoint: string): string => `webhook_endpoint.secret:${endpoint}`;

export async function sealSecret(
  manager: EntityManager,
  keys: AgencyKeys,
  { endpoint, agency }: { readonly endpoint: string; readonly agency: string },
  secret: string,
): Promise<Buffer> {
  return (await DataKey.obtain(manager, keys, keySubject(endpoint), agency)).seal(place(endpoint), secret);
}

/** The secrets to sign with, the newest first. @throws when they were not sealed for this agency and endpoint */
export async function openSecrets(
  keys: AgencyKeys,
  { endpoint, agency, wrapped }: { readonly endpoint: string; readonly agency: string; readonly wrapped: Buffer },
  sealed: readonly Buffer[],
): Promise<string[]> {
  const key = await DataKey.open(keys, agency, wrapped);
  return sealed.map((each) => key.open<string>(place(endpoint), each));
}
