/** A database that cannot be used, in one sentence that says what to do. It never contains a password. */
export class PostgresUnavailable extends Error {
  override name = 'PostgresUnavailable';
}
