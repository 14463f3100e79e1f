import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { Classified } from './classified.js';
import { hubError } from './errors.js';

@ObjectType({ description: 'Where a page of a list ends (Relay).' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean, { description: 'True when there are more items after this page.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Pass as `after` to get the next page.' })
  endCursor!: string | null;
}

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { description: 'How many items, 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;

  /**
   * LIMIT (one more than asked for, to know whether a page follows) and the keyset of the last row seen.
   * @throws BAD_USER_INPUT for `first` outside 1–100 or a cursor that is not one of ours
   */
  page(keys: number): { limit: number; after: readonly (string | null)[] } {
    if (!Number.isInteger(this.first) || this.first < 1 || this.first > 100) throw hubError('BAD_USER_INPUT');
    return { limit: this.first + 1, after: this.after ? decodeCursor(this.after, keys) : new Array(keys).fill(null) };
  }
}

export interface ConnectionOf<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: PageInfo;
}

/** A Relay connection type for `node`: `ReferralConnection` with `ReferralEdge`s. */
export function connectionType<Node extends object>(
  node: ClassType<Node>,
  name: string,
): ClassType<ConnectionOf<Node>> {
  @ObjectType(`${name}Edge`, { description: `An item of a list of ${name}.` })
  class Edge {
    @Field(() => String, { description: 'Place of the item in the list.' })
    @Classified('OPAQUE')
    cursor!: string;

    @Field(() => node, { description: 'The item.' })
    @Classified('OPAQUE')
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The items of this page.' })
    @Classified('OPAQUE')
    edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where this page ends.' })
    @Classified('OPAQUE')
    pageInfo!: PageInfo;
  }
  return Connection;
}

/** Cuts `rows` (at most one more than `first`) into a page; `keyset` gives the values that the next page starts after. */
export function connectionFrom<Row, Node>(
  rows: readonly Row[],
  first: number,
  keyset: (row: Row) => readonly (string | number | Date)[],
  node: (row: Row) => Node,
): ConnectionOf<Node> {
  const page = rows.slice(0, first);
  const edges = page.map((row) => ({ cursor: encodeCursor(keyset(row)), node: node(row) }));
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

function encodeCursor(values: readonly (string | number | Date)[]): string {
  return Buffer.from(JSON.stringify(values.map((v) => (v instanceof Date ? v.toISOString() : String(v))))).toString(
    'base64url',
  );
}

function decodeCursor(cursor: string, keys: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === keys && values.every((v) => typeof v === 'string')) return values;
  } catch {
    // not one of ours: the same answer as below
  }
  throw hubError('BAD_USER_INPUT');
}
