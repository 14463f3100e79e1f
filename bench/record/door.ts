import type { SignIn } from '../../scripts/demo/door.js';

/** The hub's public door for accounts whose tokens `token` gives. */
export function doorOf(origin: string, token: (account: string) => Promise<string>): SignIn {
  return (account, purpose) => ({
    async query(query, variables = {}) {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: await headersOf(account, purpose, token),
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data?: unknown };
    },
  });
}

export async function headersOf(
  account: string,
  purpose: string | undefined,
  token: (account: string) => Promise<string>,
): Promise<Record<string, string>> {
  return {
    'content-type': 'application/json',
    'accept-language': 'en',
    authorization: `Bearer ${await token(account)}`,
    ...(purpose && { 'purpose-of-use': purpose }),
  };
}
