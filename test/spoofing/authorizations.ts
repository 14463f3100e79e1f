import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { AUDIENCE } from '../../standalone/seed/index.js';
import type { Requester } from '../../subgraphs/kit/index.js';
import { testToken } from '../hub/client.js';
import { TEST_ISSUER } from '../setup/test-server.js';

/** One who may sign in, as the directory's tables say it, with a valid token. */
export type Account = Omit<Requester, 'purpose' | 'language'> & { readonly account: string; readonly token: string };

/** What stands in the header and lets nobody in. */
export async function badAuthorizations(accounts: readonly Account[]): Promise<string[]> {
  const { account, token } = accounts[0]!;
  const now = Math.floor(Date.now() / 1_000);
  const strange = (await generateKeyPair('EdDSA', { crv: 'Ed25519' })).privateKey;
  const claims = { aud: AUDIENCE, sub: account, iss: TEST_ISSUER, iat: now, exp: now + 600 };
  const signed = (more: object, header: object = {}) =>
    new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: 'EdDSA', kid: 'test', ...header }).sign(strange);
  return [
    '',
    'Bearer',
    'Bearer null',
    `Basic ${Buffer.from(`${account}:${account}`).toString('base64')}`,
    `Bearer ${token} ${token}`,
    `Bearer ${token}, Bearer ${accounts[1]!.token}`,
    token,
    `Bearer ${token.slice(0, -6)}AAAAAA`,
    `Bearer ${token.split('.').slice(0, 2).join('.')}.`,
    `Bearer ${new UnsecuredJWT(claims).encode()}`,
    `Bearer ${await signed({})}`,
    `Bearer ${await signed({ iss: 'gateway', requester: accounts[1] }, { typ: 'dereu-assertion+jwt' })}`,
    `Bearer ${await testToken(account, { exp: now - 60 })}`,
    `Bearer ${await testToken(account, { aud: 'urn:another:hub' })}`,
    `Bearer ${await testToken('nobody-here')}`,
  ];
}
