import type { AddressInfo } from 'node:net';
import express from 'express';
import { exportJWK, generateKeyPair } from 'jose';
import { createIdentityProvider } from '../../standalone/identity-provider.js';
import { AUDIENCE } from '../../standalone/seed/index.js';
import { signIn } from '../../standalone/sign-in.js';

export interface Provider {
  readonly issuer: string;
  token(): Promise<string>;
  close(): Promise<unknown>;
}

/** An agency's OpenID provider, with one account. */
export async function openProvider(subject: string): Promise<Provider> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oidc`;
  const provider = await createIdentityProvider({
    issuer,
    audience: AUDIENCE,
    accounts: [{ sub: subject, label: subject, hint: '' }],
    signingKey: await exportJWK(privateKey),
    cookieKeys: ['a key for cookies'],
    redirectUris: [],
  });
  app.use('/oidc', provider.handler);
  return {
    issuer,
    token: () => signIn({ issuer, audience: AUDIENCE, sub: subject }),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
