import pg from 'pg';
import type { OpenPostgres } from './postgres.js';
import { PostgresUnavailable } from './postgres-unavailable.js';

const OLDEST_VERSION = 15;
const CONNECT_TIMEOUT_MS = 5_000;

/** Checks the server that DATABASE_URL names before anything is written to it. */
export async function openExternalPostgres(databaseUrl: string): Promise<OpenPostgres> {
  const url = parse(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that breaks between two checks also emits 'error', which would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await checkServer(client);
  } catch (error) {
    throw error instanceof PostgresUnavailable ? error : new PostgresUnavailable(sentence(error, url));
  } finally {
    await client.end().catch(() => {});
  }
  return { adminUrl: databaseUrl, kind: 'external', stop: async () => {} };
}

function parse(databaseUrl: string): URL {
  // The parser's own error quotes its input, password included.
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  if (url?.protocol !== 'postgres:' && url?.protocol !== 'postgresql:') {
    throw new PostgresUnavailable(
      'DATABASE_URL is not a PostgreSQL address: write it as postgres://USER:PASSWORD@HOST:5432/DATABASE (percent-encode special characters), or leave it empty for the embedded server.',
    );
  }
  return url;
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; gist: boolean; may: boolean; login: string }>(`
    SELECT current_setting('server_version_num')::int / 10000 AS version,
           EXISTS (SELECT FROM pg_available_extensions WHERE name = 'btree_gist') AS gist,
           (SELECT rolsuper OR (rolcreatedb AND rolcreaterole) FROM pg_roles WHERE rolname = current_user) AS may,
           current_user AS login`);
  const { version, gist, may, login } = rows[0]!;
  if (version < OLDEST_VERSION) {
    throw new PostgresUnavailable(
      `DATABASE_URL names a PostgreSQL ${version} server: PostgreSQL ${OLDEST_VERSION} or later is needed; upgrade it or name another.`,
    );
  }
  if (!gist) {
    throw new PostgresUnavailable(
      "The server of DATABASE_URL has no extension btree_gist: install PostgreSQL's contrib package on it.",
    );
  }
  if (!may) {
    throw new PostgresUnavailable(
      `The login "${login}" of DATABASE_URL may not create databases and roles: run ALTER ROLE ${pg.escapeIdentifier(login)} CREATEDB CREATEROLE as a superuser, or use another login.`,
    );
  }
}

function sentence(error: unknown, url: URL): string {
  const { code, message } = error as { code?: string; message?: string };
  const server = `${url.hostname || 'localhost'}:${url.port || '5432'}`;
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing answers at ${server} (DATABASE_URL): start PostgreSQL there or correct host and port.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${server} (DATABASE_URL) is not known here: correct it or check the name service.`;
    case '28P01':
    case '28000':
      return `${server} refused the login of DATABASE_URL: correct user and password, or allow it in pg_hba.conf.`;
    case '3D000':
      return `The database named in DATABASE_URL does not exist on ${server}: create it or name another, for example "postgres".`;
    default:
      return `DATABASE_URL cannot be used (${server}): ${withoutPassword(message || code || 'no answer', url)}. Check address, login and TLS settings.`;
  }
}

function withoutPassword(message: string, url: URL): string {
  let text = message;
  for (const secret of [url.password, decoded(url.password)]) if (secret) text = text.replaceAll(secret, '***');
  return text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
