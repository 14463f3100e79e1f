import { type ConnectionArgs, type ConnectionOf, connectionFrom } from './connection.js';
import type { SubgraphContext } from './context.js';
import type { Statement } from './database.js';

interface RowOfVictim {
  readonly id: string;
  readonly victim_key: string | null;
}

/** A list on her record. */
export interface ListOfVictim<Row, Node> {
  /** Takes `own`, then the victims, the [instant, id] that the rows lie before, and the limit; gives rows newest first */
  readonly statement: Statement<Row>;
  readonly own?: readonly unknown[];
  /** What the list is ordered by, before the id */
  readonly at: (row: Row) => Date;
  readonly node: (row: Row) => Node;
}

/** A page of a list on a victim's record: one statement for all victims of a fetch. */
export async function pageOfVictim<Row extends RowOfVictim, Node>(
  ctx: SubgraphContext,
  victim: { readonly key: string },
  args: ConnectionArgs,
  { statement, own = [], at, node }: ListOfVictim<Row, Node>,
): Promise<ConnectionOf<Node>> {
  const { limit, before } = args.newestFirst();
  const rows = await ctx.load(`${statement.name} ${args.first} ${args.after ?? ''}`, victim.key, async (keys) =>
    perVictim(keys, await statement.rows(ctx.db, [...own, keys, ...before, limit])),
  );
  return connectionFrom(rows, args.first, (row) => [at(row), row.id], node);
}

/** Per victim and in the order of the keys; each victim's rows keep their order. */
function perVictim<Row extends RowOfVictim>(keys: readonly string[], rows: readonly Row[]): Row[][] {
  const found = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) found.get(row.victim_key ?? '')?.push(row);
  return keys.map((key) => found.get(key)!);
}
