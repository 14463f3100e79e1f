import pg from 'pg';
import { createDataSource, type SubgraphDefinition } from '../subgraphs/kit/index.js';
import type { Secrets } from './secrets.js';

/** The two logins of a subgraph's database: migrations run under the owner, the subgraph under the app login, which owns nothing. */
export interface DatabaseUrls {
  readonly owner: string;
  readonly app: string;
}

const snake = (name: string) => name.replaceAll('-', '_');
export const loginName = (subgraph: string, kind: 'owner' | 'app') => `dereu_${snake(subgraph)}_${kind}`;
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

export function databaseUrls(adminUrl: string, database: string, subgraph: string, secrets: Secrets): DatabaseUrls {
  const url = (kind: 'owner' | 'app') => {
    const u = new URL(adminUrl);
    u.username = loginName(subgraph, kind);
    u.password = secrets.logins[`${subgraph}/${kind}`] ?? '';
    u.pathname = `/${database}`;
    return u.href;
  };
  return { owner: url('owner'), app: url('app') };
}

/** Creates the logins where they are missing and gives them the passwords of `secrets`. */
export async function ensureLogins(client: pg.Client, subgraphs: readonly string[], secrets: Secrets): Promise<void> {
  for (const subgraph of subgraphs) {
    for (const kind of ['owner', 'app'] as const) {
      const name = loginName(subgraph, kind);
      const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
      const password = pg.escapeLiteral(secrets.logins[`${subgraph}/${kind}`] ?? '');
      const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE';
      await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${quoted(name)} ${attributes} PASSWORD ${password}`);
    }
    // an administrator who is no superuser must be a member of a role to give it a database
    await client.query(`GRANT ${quoted(loginName(subgraph, 'owner'))} TO CURRENT_USER`);
  }
}

/** Creates the database of a subgraph where it is missing; nobody but its two logins may connect. */
export async function ensureDatabase(
  client: pg.Client,
  database: string,
  subgraph: string,
  template = 'template0',
): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (!rowCount) {
    const encoding = template === 'template0' ? " ENCODING 'UTF8'" : '';
    await client.query(
      `CREATE DATABASE ${quoted(database)} OWNER ${quoted(loginName(subgraph, 'owner'))} TEMPLATE ${quoted(template)}${encoding}`,
    );
  }
  await client.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${quoted(database)} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(loginName(subgraph, 'app'))}`);
}

/** Runs the migrations that are missing, under the owner login, and grants the app login what it needs; returns their names. */
export async function migrate(definition: SubgraphDefinition, urls: DatabaseUrls): Promise<string[]> {
  const db = await createDataSource({
    url: urls.owner,
    entities: definition.entities,
    migrations: definition.migrations,
    poolSize: 1,
  }).initialize();
  try {
    const run = await db.runMigrations();
    const app = quoted(loginName(definition.name, 'app'));
    await db.query(`
      GRANT USAGE ON SCHEMA public TO ${app};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${app};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${app};
      REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${app};
      ${(definition.appendOnly ?? []).map((table) => `REVOKE UPDATE, DELETE ON ${quoted(table)} FROM ${app};`).join('\n')}`);
    return run.map(({ name }) => name);
  } finally {
    await db.destroy();
  }
}
