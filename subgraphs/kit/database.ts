import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

/** Dates (type 1082) stay the text that they are: a date has no zone, and pg would make it local midnight. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === 1082 ? (value: string) => value : pg.types.getTypeParser(oid, format as never),
};

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  /** Connections of this subgraph; the sum over all of them stays below the server's `max_connections`. */
  readonly poolSize: number;
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
      connectionTimeoutMillis: 2_000,
      statement_timeout: 5_000,
      lock_timeout: 4_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
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
  ) {}

  async rows(db: DataSource, values: readonly unknown[]): Promise<Row[]> {
    const result = await poolOf(db).query({ name: this.name, text: this.text, values: [...values] });
    return result.rows as Row[];
  }
}
