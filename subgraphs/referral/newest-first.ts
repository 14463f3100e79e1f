import { type ConnectionArgs, type ConnectionOf, connectionFrom, hubError } from '../kit/index.js';
import { isUuid } from './uuid.js';

/** After everything: so that the first page is asked for in the same words, and the comparison always goes to the index. */
const BEFORE_THE_FIRST = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/**
 * The keyset of a list that is ordered by a time and an id, newest first: [time, id] that every row of the page lies before.
 * @throws BAD_USER_INPUT for a cursor of another list or a wrong `first`
 */
export function newestFirstKeyset(args: ConnectionArgs): readonly [string, string] {
  const [at, id] = args.page(2).after;
  if (at == null || id == null) return BEFORE_THE_FIRST;
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime()) || !isUuid(id)) throw hubError('BAD_USER_INPUT');
  return [instant.toISOString(), id];
}

/**
 * Cuts the rows that `candidates` gives (in any order, each with the time `at` and `id`) to the newest `$first` of them. The row after the
 * page is looked for but not returned, only that it is there (`more`): a statement around this one logs exactly the rows that are shown.
 */
export function newestFirstPage(candidates: string, at: string, first: string): string {
  const order = `${at} DESC, id DESC`;
  return `SELECT * FROM (
      SELECT *, lead(id) OVER (ORDER BY ${order}) IS NOT NULL AS more
      FROM (SELECT * FROM (${candidates}) candidate ORDER BY ${order} LIMIT ${first}::int + 1) window_and_next
    ) page ORDER BY ${order} LIMIT ${first}::int`;
}

/** A page of rows made by {@link newestFirstPage}. */
export function newestFirstConnection<Row extends { more: boolean }, Node>(
  rows: readonly Row[],
  keyset: (row: Row) => readonly [Date, string],
  node: (row: Row) => Node,
): ConnectionOf<Node> {
  const connection = connectionFrom(rows, rows.length, keyset, node);
  connection.pageInfo.hasNextPage = rows.at(-1)?.more ?? false;
  return connection;
}
