import pg from 'pg';
import { DataSource, type DataSourceOptions, type EntityManager, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { awayOr } from './contention.js';
import { learnNames } from './operating/names.js';
import { tracedStatement } from './operating/tracing.js';

/** Dates (type 1082) stay the text that they are: a date has no zone, and pg would make it local midnight. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === 1082 ? (value: string) => value : pg.types.getTypeParser(oid, format as never),
};

/** One that the server ends on its way from the pool to whoever asked for it has no other listener, and an error that nobody hears would end the process. */
class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  /** Connections of this subgraph; the sum over all of them stays below the server's `max_connections`. */
  readonly poolSize: number;
  /** For operators' work, which may take long; it waits for a lock no longer than this, so that nobody waits behind it for long */
  readonly patient?: { readonly lockTimeoutMs: number };
}

/**
 * A subgraph's own database. Never `synchronize`: it would drop constraints. TypeORM's own log stays off: it prints parameters.
 * The server ends what takes longer than a request may live.
 */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations: options.migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    poolSize: options.poolSize,
    extra: {
      types,
      // statements here are short: compiling one takes longer than running it
      options: '-c jit=off',
      connectionTimeoutMillis: 5_000,
      Client: HeardClient,
      ...(options.patient
        ? { statement_timeout: 0, lock_timeout: options.patient.lockTimeoutMs, idle_in_transaction_session_timeout: 0 }
        : { statement_timeout: 5_000, lock_timeout: 4_000, idle_in_transaction_session_timeout: 10_000 }),
    },
  });
}

/** The second pool of a subgraph that keeps a vault: a small one, as little is asked of it. Nothing where no URL is given. */
export async function openVault(url: string | undefined, poolSize = 3): Promise<DataSource | undefined> {
  if (!url) return undefined;
  return createDataSource({ url, entities: [], migrations: [], poolSize }).initialize();
}

/** The connection pool under TypeORM, for statements that want a server-side prepared plan. */
export function poolOf(db: DataSource): pg.Pool {
  return (db.driver as unknown as { master: pg.Pool }).master;
}

/**
 * One SQL statement with a name, prepared once per connection. A single statement is a transaction of its own: what it reads and
 * what it writes happen together or not at all.
 */
export class Statement<Row> {
  constructor(
    readonly name: string,
    readonly text: string,
  ) {
    learnNames('statement', [name]);
  }

  /** @throws UNAVAILABLE when the database is away */
  async rows(db: DataSource, values: readonly unknown[]): Promise<Row[]> {
    try {
      return await this.#ask(db, poolOf(db), values);
    } catch (error) {
      throw awayOr(error);
    }
  }

  /** The same in a transaction, on its connection: a plan that costs more than what it does is not made again while others wait for the lock. */
  async rowsIn({ connection, queryRunner }: EntityManager, values: readonly unknown[]): Promise<Row[]> {
    if (!queryRunner) throw new Error('rowsIn needs the manager of a transaction.');
    if (queryRunner.isReleased) throw new QueryRunnerAlreadyReleasedError();
    return this.#ask(connection, await queryRunner.connect(), values);
  }

  async #ask(db: DataSource, on: Pick<pg.Pool, 'query'>, values: readonly unknown[]): Promise<Row[]> {
    const query = { name: this.name, text: this.text, values: [...values] };
    const result = await tracedStatement(db, this.name, () => on.query(query));
    return result.rows as Row[];
  }
}
