import type pg from 'pg';
import type { StatementInUse } from './statements-in-use.js';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Total Cost': number;
  readonly Plans?: readonly PlanNode[];
}

export interface ExplainedPlan {
  /** PostgreSQL's estimate, in its own unit: a page read in sequence is 1 */
  readonly cost: number;
  readonly indexes: readonly string[];
  /** Large tables that are read from beginning to end */
  readonly sequential: readonly string[];
}

/**
 * The plan that the server would use for the statement: for these values, or, when it is not dearer, the one for any values, which it
 * may settle on after a statement has been prepared and used five times.
 */
export async function explain(
  client: pg.Client,
  { text, values }: Pick<StatementInUse, 'text' | 'values'>,
  large: ReadonlySet<string>,
): Promise<ExplainedPlan> {
  const custom = await client.query({ text: `EXPLAIN (FORMAT JSON) ${text}`, values: [...values] });
  const generic = await client.query(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`);
  const plans = [custom, generic].map(({ rows }) => rows[0]['QUERY PLAN'][0].Plan as PlanNode);
  const [first, second] = plans as [PlanNode, PlanNode];
  return planOf(second['Total Cost'] <= first['Total Cost'] ? second : first, large);
}

function planOf(root: PlanNode, large: ReadonlySet<string>): ExplainedPlan {
  const nodes = [...allNodes(root)];
  const sequential = nodes.filter((n) => n['Node Type'] === 'Seq Scan' && large.has(n['Relation Name'] ?? ''));
  return {
    cost: root['Total Cost'],
    indexes: [...new Set(nodes.flatMap((node) => node['Index Name'] ?? []))],
    sequential: [...new Set(sequential.map((node) => node['Relation Name']!))],
  };
}

function* allNodes(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* allNodes(child);
}

/** The tables of this database that have at least `rows` rows, by its own statistics. */
export async function largeTables(client: pg.Client, rows: number): Promise<Set<string>> {
  const { rows: found } = await client.query(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= $1",
    [rows],
  );
  return new Set(found.map(({ relname }) => relname));
}
