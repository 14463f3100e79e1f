import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { RESTORE_MARK } from '../../subgraphs/kit/index.js';
import { servingLogins } from '../databases.js';
import { isBeingRestored } from '../migrate.js';

const ENDED_WITHIN_MS = 10_000;

/** What the database holds now: nothing, what a restore left that did not finish, or data. */
export async function contentOf(client: pg.Client): Promise<'nothing' | 'unfinished' | 'data'> {
  if (await isBeingRestored(client)) return 'unfinished';
  const { rowCount } = await client.query(
    "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'v', 'm', 'f') LIMIT 1",
  );
  return rowCount ? 'data' : 'nothing';
}

/**
 * Shuts the subgraph out. Processes that run all the while find their connections ended and get no new ones until {@link letIn}.
 * @throws when somebody cannot be made to leave
 */
export async function shutOut(client: pg.Client, subgraph: string): Promise<void> {
  await client.query(await connectRight(client, subgraph, 'REVOKE'));
  await endConnections(client, subgraph);
}

/** Throws away what the database holds and leaves an empty one under the mark of a restore: all of it or nothing. */
export async function empty(client: pg.Client): Promise<void> {
  await client.query(`BEGIN;
    DROP SCHEMA public CASCADE;
    CREATE SCHEMA public;
    ALTER SCHEMA public OWNER TO pg_database_owner;
    SET LOCAL search_path = public;
    ${RESTORE_MARK}
    INSERT INTO restore_mark (state) VALUES ('RESTORING');
    COMMIT`);
}

export async function letIn(client: pg.Client, subgraph: string): Promise<void> {
  await client.query(await connectRight(client, subgraph, 'GRANT'));
}

async function connectRight(client: pg.Client, subgraph: string, verb: 'GRANT' | 'REVOKE'): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  const logins = servingLogins(subgraph).map((login) => pg.escapeIdentifier(login));
  return `${verb} CONNECT ON DATABASE ${pg.escapeIdentifier(rows[0]!.name)} ${verb === 'GRANT' ? 'TO' : 'FROM'} ${logins.join(', ')}`;
}

/** Of the logins that serve and of the owner login: nobody else has rights in this database, and a monitor may stay. */
export async function endConnections(client: pg.Client, subgraph: string): Promise<void> {
  const OTHERS = `FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND (usename = current_user OR usename = ANY ($1))`;
  for (const until = Date.now() + ENDED_WITHIN_MS; Date.now() < until; await sleep(50)) {
    try {
      const { rowCount } = await client.query(`SELECT pg_terminate_backend(pid) ${OTHERS}`, [servingLogins(subgraph)]);
      if (rowCount === 0) return;
    } catch {
      break;
    }
  }
  throw new Error(
    `Processes of ${subgraph} are connected to its database and could not be made to leave: stop them, then run restore again.`,
  );
}
