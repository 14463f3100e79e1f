import { createHash, randomBytes } from 'node:crypto';
import { CookieJar } from './cookie-jar.js';
import { DEMO_CLIENT, terminalRedirectUri } from './identity-provider.js';

interface Discovery {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
}

/**
 * Signs in as a browser would, by the authorization code flow with PKCE, and returns an access token for the audience,
 * good for an hour. For the demo, `npm run token` and tests.
 */
export async function signIn(options: { issuer: string; audience: string; sub: string }): Promise<string> {
  const { issuer, audience, sub } = options;
  const discovery = await discover(issuer);
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const redirectUri = terminalRedirectUri(issuer);
  const authorize = new URL(discovery.authorization_endpoint);
  authorize.search = new URLSearchParams({
    client_id: DEMO_CLIENT,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    resource: audience,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();

  const answer = await throughThePage(authorize, redirectUri, sub);
  const error = answer.get('error');
  if (error) throw new Error(`The sign-in was refused: ${error}. ${answer.get('error_description') ?? ''}`.trim());
  if (answer.get('state') !== state || answer.get('iss') !== discovery.issuer) {
    throw new Error('The answer of the sign-in belongs to another request.');
  }
  return exchange(discovery.token_endpoint, {
    grant_type: 'authorization_code',
    client_id: DEMO_CLIENT,
    code: answer.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: verifier,
    resource: audience,
  });
}

async function discover(issuer: string): Promise<Discovery> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`).catch(() => undefined);
  if (!response?.ok) throw new Error(`No sign-in answers at ${issuer}: is the hub running (npm start)?`);
  const discovery = (await response.json()) as Discovery;
  if (discovery.issuer !== issuer) throw new Error(`${issuer} calls itself ${discovery.issuer}: use that address.`);
  return discovery;
}

/** Follows the redirects with their cookies, fills in the page's form, and returns what the redirect URI was given. */
async function throughThePage(start: URL, redirectUri: string, sub: string): Promise<URLSearchParams> {
  const cookies = new CookieJar();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 10; step += 1) {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form,
      redirect: 'manual',
      headers: { cookie: cookies.for(url) },
    });
    cookies.keep(response, url);
    const location = response.headers.get('location');
    const text = await response.text();
    if (location) {
      const next = new URL(location, url);
      if (next.href.split('?')[0] === redirectUri) return next.searchParams;
      url = next;
      form = undefined;
      continue;
    }
    if (!response.ok || form) throw new Error(`The sign-in failed (HTTP ${response.status}): ${text.slice(0, 200)}`);
    form = filledIn(text, sub);
  }
  throw new Error('The sign-in goes round in circles.');
}

function filledIn(page: string, sub: string): URLSearchParams {
  const accounts = [...page.matchAll(/<button name="account" value="([^"]*)"/g)].map(([, value]) => unescaped(value!));
  if (!accounts.includes(sub)) throw new Error(`There is no account "${sub}"; there are: ${accounts.join(', ')}.`);
  return new URLSearchParams({ account: sub });
}

async function exchange(endpoint: string, parameters: Record<string, string>): Promise<string> {
  const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(parameters) });
  const answer = (await response.json()) as { access_token?: string; error?: string; error_description?: string };
  if (response.ok && answer.access_token) return answer.access_token;
  throw new Error(`The sign-in gave no token: ${answer.error}. ${answer.error_description ?? ''}`.trim());
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}
