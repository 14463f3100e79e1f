/** What the hub tells the console before anybody has signed in. */
export interface Config {
  readonly signIn: readonly Provider[];
  readonly name: string | null;
  readonly idleMinutes: number;
  /** Of the console that the hub serves now */
  readonly build: string;
  readonly tokenMaximumAgeMs: number;
  readonly demoAccounts: readonly { readonly sub: string; readonly label: string; readonly hint: string }[];
}

export interface Provider {
  readonly issuer: string;
  readonly clientId: string;
  readonly label?: string;
}

export async function readConfig(): Promise<Config> {
  const answer = await fetch('config', { credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error('The hub does not answer.');
  return (await answer.json()) as Config;
}
