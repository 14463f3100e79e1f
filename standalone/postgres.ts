import { openEmbeddedPostgres } from './embedded-postgres/open.js';
import { openExternalPostgres } from './external-postgres.js';

export { removeEmbeddedPostgres } from './embedded-postgres/remove.js';
export { PostgresUnavailable } from './postgres-unavailable.js';

export interface OpenPostgres {
  /** A login that may create databases and roles. Holds a password: never log it. */
  adminUrl: string;
  kind: 'external' | 'embedded';
  /**
   * Resolves when no process of an embedded server is left; an external server is left alone. May be called twice, and
   * after the server has ended by itself.
   */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  databaseUrl?: string;
  /** Belongs to one hub at a time; created when it is missing. */
  dataDirectory: string;
  log: (line: string) => void;
}

/**
 * The database ladder: the server that DATABASE_URL names, else one of our own below the data directory. The caller owns
 * the shutdown: no signal handler is installed here, so that the hub can drain before its database goes.
 */
export async function openPostgres(options: PostgresOptions): Promise<OpenPostgres> {
  return options.databaseUrl ? openExternalPostgres(options.databaseUrl) : openEmbeddedPostgres(options);
}
