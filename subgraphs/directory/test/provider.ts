import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** A real OpenID provider as far as the hub sees one: a discovery document and keys over HTTP, and tokens signed by them. */
export interface Provider {
  readonly issuer: string;
  /** Paths that were asked for, in order */
  readonly asked: string[];
  /** What each path answers; a test changes it */
  readonly answers: Map<
    string,
    { readonly status?: number; readonly headers?: Record<string, string>; readonly body: string }
  >;
  /** Makes a new signing key and publishes it instead of, or beside, those before. */
  rotate(kid: string, keep?: boolean): Promise<void>;
  token(subject: string, audience: string, claims?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export const DISCOVERY = '/.well-known/openid-configuration';
export const JWKS = '/jwks';

export async function openProvider(): Promise<Provider> {
  const asked: string[] = [];
  const answers: Provider['answers'] = new Map();
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.get(request.url ?? '');
    response.writeHead(answer?.status ?? (answer ? 200 : 404), {
      'content-type': 'application/json',
      ...answer?.headers,
    });
    response.end(answer?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let keys: JWK[] = [];
  let signing: { kid: string; key: Parameters<SignJWT['sign']>[0] };
  const provider: Provider = {
    issuer,
    asked,
    answers,
    async rotate(kid, keep = false) {
      const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
      signing = { kid, key: privateKey };
      keys = [...(keep ? keys : []), { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }];
      answers.set(JWKS, { body: JSON.stringify({ keys }) });
    },
    token: (subject, audience, claims = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: signing.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(claims.iat as number | undefined)
        .setExpirationTime((claims.exp as number | undefined) ?? '10m')
        .sign(signing.key),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  answers.set(DISCOVERY, { body: JSON.stringify({ issuer, jwks_uri: `${issuer}${JWKS}` }) });
  await provider.rotate('first');
  return provider;
}
