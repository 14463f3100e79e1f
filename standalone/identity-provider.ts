import type { IncomingMessage, ServerResponse } from 'node:http';
import { calculateJwkThumbprint, type JWK } from 'jose';
import Provider, { errors, interactionPolicy } from 'oidc-provider';
import { type DemoAccount, signInPage } from './sign-in-page.js';
import { signInStore } from './sign-in-store.js';

export type { DemoAccount } from './sign-in-page.js';

/** The clients are public, so they prove themselves by PKCE: one for the terminal, one for the console in a browser. */
export const DEMO_CLIENT = 'dereu-demo';
export const DEMO_CONSOLE_CLIENT = 'dereu-console';
const ACCESS_TOKEN_SECONDS = 60 * 60;
/** The console renews its own, as it does where a hub takes none that is older than five minutes. */
const CONSOLE_TOKEN_SECONDS = 4 * 60;

export interface IdentityProviderOptions {
  /** The address of the mount, for example http://127.0.0.1:4000/oidc. */
  issuer: string;
  /** The resource (RFC 8707) that access tokens are for, and the only one. */
  audience: string;
  accounts: readonly DemoAccount[];
  /** A private key, Ed25519 or P-256. */
  signingKey: JWK;
  cookieKeys: string[];
  redirectUris: string[];
  /** Where the console in a browser is, when there is one */
  consoleRedirectUri?: string;
}

export interface IdentityProvider {
  /** To be mounted with Express at the path of the issuer: `app.use('/oidc', handler)`. */
  handler: (req: IncomingMessage, res: ServerResponse) => void;
  /** Public halves only. */
  jwks: { keys: JWK[] };
}

/** Where a sign-in without a browser ends: the code is read from the redirect, and the address is never fetched. */
export function terminalRedirectUri(issuer: string): string {
  return `${issuer}/signed-in`;
}

/**
 * A real OpenID provider for demonstrations: whoever opens its page signs in as anyone, so it is refused in production.
 * A token says only who (`sub`); name, agency and role are the directory's to know.
 */
export async function createIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The demo sign-in lets anyone be anyone and is refused when NODE_ENV=production: configure the OpenID provider of each agency instead.',
    );
  }
  const key = await withIdentifiers(options.signingKey);
  const accounts = new Set(options.accounts.map(({ sub }) => sub));
  const provider = new Provider(options.issuer, {
    adapter: signInStore(),
    clients: [
      {
        client_id: DEMO_CLIENT,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [...options.redirectUris, terminalRedirectUri(options.issuer)],
        id_token_signed_response_alg: key.alg as 'EdDSA',
      },
      ...(options.consoleRedirectUri
        ? [
            {
              client_id: DEMO_CONSOLE_CLIENT,
              token_endpoint_auth_method: 'none' as const,
              grant_types: ['authorization_code', 'refresh_token'],
              response_types: ['code' as const],
              redirect_uris: [options.consoleRedirectUri],
              id_token_signed_response_alg: key.alg as 'EdDSA',
            },
          ]
        : []),
    ],
    expiresWithSession: async (_ctx, { clientId }) => clientId !== DEMO_CONSOLE_CLIENT,
    issueRefreshToken: async (_ctx, { clientId }) => clientId === DEMO_CONSOLE_CLIENT,
    jwks: { keys: [key] },
    cookies: { keys: options.cookieKeys },
    findAccount: (_ctx, sub) => (accounts.has(sub) ? { accountId: sub, claims: () => ({ sub }) } : undefined),
    claims: { openid: ['sub'] },
    scopes: ['openid'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    interactions: { policy: signInEachTime(), url: (_ctx, { uid }) => `${options.issuer}/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => options.audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, resource, { clientId }) => {
          if (resource !== options.audience) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience: options.audience,
            accessTokenTTL: clientId === DEMO_CONSOLE_CLIENT ? CONSOLE_TOKEN_SECONDS : ACCESS_TOKEN_SECONDS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: key.alg as 'EdDSA' } },
          };
        },
      },
    },
    ttl: {
      AccessToken: (_ctx, { resourceServer }) => resourceServer?.accessTokenTTL ?? ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: 600,
      RefreshToken: ACCESS_TOKEN_SECONDS,
      Interaction: 600,
      Session: 600,
      Grant: 3600,
    },
    renderError: (ctx, { error, error_description }) => {
      // The built-in page fetches fonts from another host.
      ctx.type = 'text/plain';
      ctx.body = [error, error_description].filter(Boolean).join(': ');
    },
  });
  const page = signInPage(provider, options);
  const openid = provider.callback();
  return {
    handler: (req, res) => void (page(req, res) || openid(req, res)),
    jwks: { keys: [publicHalf(key)] },
  };
}

/** A demonstration changes persons all the time: the page is shown at every sign-in, whoever signed in before. */
function signInEachTime() {
  const policy = interactionPolicy.base();
  policy
    .get('login')!
    .checks.add(
      new interactionPolicy.Check('choose_account', 'a person is chosen at every sign-in', 'login_required', (ctx) =>
        ctx.oidc.result?.login ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

async function withIdentifiers(key: JWK): Promise<JWK> {
  const alg = key.crv === 'Ed25519' ? 'EdDSA' : key.crv === 'P-256' ? 'ES256' : undefined;
  if (!alg || !key.d)
    throw new Error('The signing key of the demo sign-in must be a private Ed25519 or P-256 key (JWK).');
  return { ...key, alg: key.alg ?? alg, use: 'sig', kid: key.kid ?? (await calculateJwkThumbprint(key)) };
}

function publicHalf({ kty, crv, x, y, kid, alg, use }: JWK): JWK {
  return { kty, crv, x, ...(y && { y }), kid, alg, use };
}
