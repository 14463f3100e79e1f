import { importJWK, SignJWT } from 'jose';
import { AUDIENCE } from '../../standalone/seed/index.js';
import { TEST_ISSUER, testServer } from '../setup/test-server.js';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  readonly data: any;
  readonly errors?: readonly { message: string; path?: readonly (string | number)[]; extensions: { code: string } }[];
}

/** One member of staff at the public door. */
export interface Client {
  readonly account: string;
  query(document: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

/** A token of the issuer that the seeded directory trusts. */
export async function testToken(account: string, claims: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({ aud: AUDIENCE, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
    .setIssuer(TEST_ISSUER)
    .setSubject(account)
    .setIssuedAt(claims.iat as number | undefined)
    .setExpirationTime((claims.exp as number | undefined) ?? '1h')
    .sign(await importJWK(testServer().issuerKey, 'EdDSA'));
}

/** The seeded account of that name at the door `origin`, stating a purpose (or none). */
export function clientAt(
  origin: string | (() => string),
  account: string,
  purpose?: string,
  language = 'en',
  bearer: Promise<string> = testToken(account),
): Client {
  return {
    account,
    async query(query, variables = {}, headers = {}) {
      const response = await fetch(`${typeof origin === 'string' ? origin : origin()}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-language': language,
          authorization: `Bearer ${await bearer}`,
          ...(purpose ? { 'purpose-of-use': purpose } : {}),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as object) } as Answer;
    },
  };
}
