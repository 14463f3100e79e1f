import { ErrorResponse, InMemoryWebStorage, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { Provider } from '../config';
import { LANGUAGES, language } from '../language/language';

/** Where the console is: what the provider leads back to. */
const HERE = new URL('.', location.href).href;

/** Of the lifetime of a token, after how much of it the next one is fetched. */
const RENEWED_AFTER = 0.7;

/**
 * Somebody signed in. Tokens are in the memory of this page and nowhere else: who reloads it signs in again, which the provider's own session makes
 * silent.
 */
export interface Session {
  /**
   * A token that is good for the next request; null when there is none any more
   * @throws when the provider cannot be reached, which ends nothing: what is filled in stays
   */
  token(): Promise<string | null>;
  /** Where the provider ends its own session too, when it can */
  leave(): Promise<void>;
}

/**
 * While somebody is at the provider, the state and the verifier of the one sign-in under way are in sessionStorage, because nothing else outlives the
 * way there and back; they are used once and removed before anything is shown.
 */
const manager = ({ issuer, clientId }: Provider) =>
  new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: HERE,
    post_logout_redirect_uri: HERE,
    scope: 'openid',
    // the code comes back in the fragment: no server on the way writes it into a log
    response_mode: 'fragment',
    automaticSilentRenew: false,
    loadUserInfo: false,
    monitorSession: false,
    revokeTokensOnSignout: false,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });

export async function goToProvider(provider: Provider, hint?: string): Promise<void> {
  sessionStorage.clear();
  await manager(provider).signinRedirect({
    state: { issuer: provider.issuer, language: language.get() },
    ui_locales: [language.get(), ...LANGUAGES].join(' '),
    ...(hint ? { login_hint: hint } : {}),
  });
}

export const cameBack = (): boolean => /[#&](code|error)=/.test(location.hash);

/**
 * The session that somebody brings back from the provider.
 * @throws when it is not one that this page has asked for
 */
export async function sessionBroughtBack(providers: readonly Provider[], maximumAgeMs: number): Promise<Session> {
  const address = location.href;
  history.replaceState(null, '', HERE);
  try {
    const provider = providers.find(({ issuer }) => issuer === issuerAsked(address)) ?? providers[0];
    if (!provider) throw new Error('There is no provider.');
    const users = manager(provider);
    const user = await users.signinRedirectCallback(address);
    language.choose((user.state as { language?: string } | undefined)?.language);
    return session(users, user, maximumAgeMs);
  } finally {
    sessionStorage.clear();
  }
}

/** Which of several providers this answer belongs to: the state that was kept says so. */
function issuerAsked(address: string): string | undefined {
  const state = new URLSearchParams(new URL(address).hash.slice(1)).get('state');
  const kept = state && sessionStorage.getItem(`oidc.${state}`);
  return kept ? (JSON.parse(kept) as { data?: { issuer?: string } }).data?.issuer : undefined;
}

function session(users: UserManager, first: User, maximumAgeMs: number): Session {
  let user: User | null = first;
  let goodFrom = Date.now();
  let renewing: Promise<unknown> | undefined;
  /** For how long the hub takes a token, in ms */
  const lifetime = () => Math.min(maximumAgeMs, (user?.expires_in ?? 60) * 1_000);
  let lifetimeMs = lifetime();
  const age = () => Date.now() - goodFrom;

  /** Answers why the provider cannot be reached. */
  async function renew(): Promise<unknown> {
    // without one, the library would open the provider in a frame, which the page does not allow
    if (!user?.refresh_token) return;
    try {
      user = await users.signinSilent();
      goodFrom = Date.now();
      lifetimeMs = lifetime();
    } catch (error) {
      if (!(error instanceof ErrorResponse)) return error;
      user = null;
    }
  }

  return {
    async token() {
      let unreachable: unknown;
      if (age() > RENEWED_AFTER * lifetimeMs) {
        renewing ??= renew().finally(() => {
          renewing = undefined;
        });
        unreachable = await renewing;
      }
      // the one that there is is good for some time yet
      if (user && age() < lifetimeMs) return user.access_token;
      if (unreachable) throw unreachable;
      return null;
    },
    async leave() {
      const left = user;
      user = null;
      await users.removeUser();
      const end = await users.metadataService.getEndSessionEndpoint().catch(() => undefined);
      if (end && left) await users.signoutRedirect({ id_token_hint: left.id_token });
      else location.replace('./#out');
    },
  };
}
