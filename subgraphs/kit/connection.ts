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

/** After everything: the first page is then asked for in the same words as the others, and the comparison always goes to the index. */
const BEFORE_THE_FIRST = {
  instant: 'infinity',
  uuid: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  integer: '9223372036854775807',
} as const;

/** What a value of a keyset looks like, so that a cursor of another list is refused before the database would stumble over it. */
const KEYS = {
  instant: (value: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  uuid: (value: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
  integer: (value: string) => /^\d{1,18}$/.test(value),
  text: () => true,
} as const;
type Key = keyof typeof KEYS;

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { description: 'How many items, 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null;

  /**
   * LIMIT (one more than asked for, to know whether a page follows) and the keyset of the last row seen; nulls for the first page.
   * @throws BAD_USER_INPUT for `first` outside 1–100 or a cursor that is not one of ours
   */
  page(keys: readonly Key[]): { limit: number; after: readonly (string | null)[] } {
    if (!Number.isInteger(this.first) || this.first < 1 || this.first > 100) throw hubError('BAD_USER_INPUT');
    return { limit: this.first + 1, after: this.after ? decodeCursor(this.after, keys) : keys.map(() => null) };
  }

  /**
   * For a list that is ordered by an instant and an id, newest first: LIMIT as in {@link page}, and the [instant, id] that every row of the
   * page lies before.
   * @throws BAD_USER_INPUT as {@link page}
   */
  newestFirst(id: 'uuid' | 'integer' = 'uuid'): { limit: number; before: readonly [string, string] } {
    const { limit, after } = this.page(['instant', id]);
    return { limit, before: [after[0] ?? BEFORE_THE_FIRST.instant, after[1] ?? BEFORE_THE_FIRST[id]] };
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

function decodeCursor(cursor: string, keys: readonly Key[]): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === keys.length) {
      if (keys.every((key, i) => typeof values[i] === 'string' && KEYS[key](values[i]))) return values;
    }
  } catch {
    // not one of ours: the same answer as below
  }
  throw hubError('BAD_USER_INPUT');
}
