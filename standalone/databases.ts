import pg from 'pg';
import type { Secrets } from './secrets.js';
import { SUBGRAPHS } from './subgraphs.js';

/**
 * The logins of a subgraph's database: migrations run under the owner, the subgraph under the app login, which owns nothing. Where a subgraph keeps a
 * vault, its tables are the third login's alone.
 */
export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
  readonly vault?: string;
}

type LoginKind = 'owner' | 'app' | 'vault';

const snake = (name: string) => name.replaceAll('-', '_');
export const loginName = (subgraph: string, kind: LoginKind) => `dereu_${snake(subgraph)}_${kind}`;

/** The logins that a subgraph's database has. */
export const loginKinds = (subgraph: string): readonly LoginKind[] =>
  SUBGRAPHS.find(({ name }) => name === subgraph)?.vault ? ['owner', 'app', 'vault'] : ['owner', 'app'];

/** The logins under which a subgraph serves. */
export const servingLogins = (subgraph: string): string[] =>
  loginKinds(subgraph)
    .filter((kind) => kind !== 'owner')
    .map((kind) => loginName(subgraph, kind));

/** The URLs that a hub in one process serves with: each subgraph's by its name, a vault's as `NAME/vault`. */
export const servingUrls = (urls: Iterable<readonly [string, DatabaseUrls]>): Record<string, string> =>
  Object.fromEntries(
    [...urls].flatMap(([name, { app, vault }]) => [[name, app], ...(vault ? [[`${name}/vault`, vault]] : [])]),
  );
const quoted = pg.escapeIdentifier;

export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function databaseUrls(
  adminUrl: string,
  database: string,
  subgraph: string,
  secrets: Pick<Secrets, 'logins'>,
): DatabaseUrls {
  const url = (kind: LoginKind) => {
    const u = new URL(adminUrl);
    u.username = loginName(subgraph, kind);
    u.password = secrets.logins[`${subgraph}/${kind}`] ?? '';
    u.pathname = `/${database}`;
    return u.href;
  };
  const vault = loginKinds(subgraph).includes('vault') ? { vault: url('vault') } : {};
  return { owner: url('owner'), app: url('app'), ...vault };
}

/** Creates the logins where they are missing and gives them the passwords of `secrets`. */
export async function ensureLogins(
  client: pg.Client,
  subgraphs: readonly string[],
  secrets: Pick<Secrets, 'logins'>,
): Promise<void> {
  for (const subgraph of subgraphs) {
    for (const kind of loginKinds(subgraph)) {
      const name = loginName(subgraph, kind);
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
      const password = pg.escapeLiteral(secrets.logins[`${subgraph}/${kind}`] ?? '');
      const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE';
      await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${quoted(name)} ${attributes} PASSWORD ${password}`);
    }
    // a restore, under the owner login, ends the connections of the others
    for (const login of servingLogins(subgraph))
      await client.query(`GRANT ${quoted(login)} TO ${quoted(loginName(subgraph, 'owner'))}`);
    // an administrator who is no superuser must be a member of a role to give it a database
    await client.query(`GRANT ${quoted(loginName(subgraph, 'owner'))} TO CURRENT_USER`);
  }
}

/** Creates the database of a subgraph where it is missing; nobody but its logins may connect. */
export async function ensureDatabase(
  client: pg.Client,
  database: string,
  subgraph: string,
  template = 'template0',
): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (!rowCount) {
    // a copy of the files, not of each block through the log, costs a filled one half
    const how = template === 'template0' ? "ENCODING 'UTF8'" : 'STRATEGY FILE_COPY';
    await client.query(
      `CREATE DATABASE ${quoted(database)} OWNER ${quoted(loginName(subgraph, 'owner'))} TEMPLATE ${quoted(template)} ${how}`,
    );
  }
  await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${quoted(database)} FROM PUBLIC`);
  for (const login of servingLogins(subgraph))
    await client.query(`GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(login)}`);
}
