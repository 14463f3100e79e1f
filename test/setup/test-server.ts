import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Secrets } from '../../standalone/secrets.js';

/** The issuer whose key signs the tokens of tests: trusted by the seeded directory as any other issuer would be. */
export const TEST_ISSUER = 'https://idp.test';

/** What the global set-up hands to every test file, through the environment. */
export interface TestServer {
  readonly adminUrl: string;
  readonly secrets: Secrets;
  readonly issuerKey: JWK;
  /** Key folders and certificates of every process */
  readonly keys: string;
}

export async function testIssuerKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'EdDSA', kid: 'test' };
}

export function testServer(): TestServer {
  const text = process.env.DEREU_TEST_SERVER;
  if (!text) throw new Error('The global set-up of the tests has not run.');
  return JSON.parse(text) as TestServer;
}
