import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';

/** A person one can sign in as. */
export interface DemoAccount {
  /** The only thing of hers or his that a token carries. */
  sub: string;
  /** The button's words. */
  label: string;
  /** What this person may be used to show. */
  hint: string;
}

interface PageOptions {
  issuer: string;
  accounts: readonly DemoAccount[];
  redirectUris: readonly string[];
}

const PATH = /^\/interaction\/[\w-]+$/;
const MOST_BYTES = 4_096;
const STYLE =
  'body{font:1rem system-ui,sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem}button{display:block;width:100%;margin:.5rem 0;padding:.75rem;font:inherit;text-align:left}small{display:block}';

/**
 * The page that finishes sign-in and consent in one click. Plain HTML without a script; its title names nothing. The
 * answer is false when the request is not for this page.
 */
export function signInPage(provider: Provider, options: PageOptions) {
  const headers = securityHeaders(options);
  return (req: IncomingMessage, res: ServerResponse): boolean => {
    if (!PATH.test((req.url ?? '').split('?')[0]!)) return false;
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    answer(req, res).catch((error: { statusCode?: number }) => {
      if (res.headersSent) return void res.destroy();
      // A session that has expired or belongs to another browser is the user's to repeat; anything else is our fault.
      const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
      send(res, status, '<p>This sign-in has ended. Start it again.</p>');
    });
    return true;
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const interaction = await provider.interactionDetails(req, res);
    if (req.method !== 'GET' && req.method !== 'POST') return send(res, 405, '<p>This address takes GET and POST.</p>');
    // the console names the person by a button of its own, so that a demonstration is one click
    const hinted = req.method === 'GET' ? interaction.params.login_hint : undefined;
    if (req.method === 'GET' && !hinted) return send(res, 200, accountForm(options.accounts));
    const chosen = hinted ?? (await readForm(req)).get('account');
    const account = options.accounts.find(({ sub }) => sub === chosen);
    if (!account) return send(res, 400, `<p>There is no such account.</p>${accountForm(options.accounts)}`);

    await forgetEarlierSession(interaction);
    const grant = new provider.Grant({ accountId: account.sub, clientId: interaction.params.client_id as string });
    grant.addOIDCScope('openid');
    const result = { login: { accountId: account.sub, remember: false }, consent: { grantId: await grant.save() } };
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  }

  /** Signed in as someone else before: that session ends first, else the provider would ask to sign out. */
  async function forgetEarlierSession(interaction: Awaited<ReturnType<Provider['interactionDetails']>>): Promise<void> {
    const uid = interaction.session?.uid;
    if (!uid) return;
    await (await provider.Session.findByUid(uid))?.destroy();
    interaction.session = undefined;
    await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
  }
}

function securityHeaders({ issuer, redirectUris }: PageOptions): Record<string, string> {
  // Browsers apply form-action to the redirects after the form as well.
  const targets = [...new Set([issuer, ...redirectUris].map((uri) => new URL(uri).origin))].join(' ');
  const style = createHash('sha256').update(STYLE).digest('base64');
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${style}'; form-action 'self' ${targets}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

function accountForm(accounts: readonly DemoAccount[]): string {
  const buttons = accounts.map(
    ({ sub, label, hint }) =>
      `<button name="account" value="${escaped(sub)}">${escaped(label)}<small>${escaped(hint)}</small></button>`,
  );
  return `<form method="post">${buttons.join('')}</form>`;
}

function send(res: ServerResponse, status: number, content: string): void {
  res.statusCode = status;
  res.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in</title><style>${STYLE}</style></head><body><h1>Sign in</h1>${content}</body></html>`,
  );
}

async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) throw Object.assign(new Error('The form is too large.'), { statusCode: 413 });
    chunks.push(chunk as Buffer);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
