import type { Client } from '../hub.js';

export interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly object: string;
  readonly at: string;
}

export const read = (field: string) =>
  `query ($first: Int!, $after: String) { ${field}(first: $first, after: $after) { events { id type object at } cursor hasNextPage missed } }`;

/** One page; fails with the errors when there are any. */
export async function page(client: Client, field: string, after?: string, first = 100) {
  const { data, errors } = await client.query(read(field), { first, after });
  if (errors) throw new Error(JSON.stringify(errors));
  return data[field] as { events: ToldEvent[]; cursor: string; hasNextPage: boolean; missed: boolean };
}

/** Everything that is told since a cursor, page by page. */
export async function allEvents(client: Client, field: string, after?: string, first = 100): Promise<ToldEvent[]> {
  const found: ToldEvent[] = [];
  for (let cursor = after; ; ) {
    const { events, hasNextPage, cursor: next } = await page(client, field, cursor, first);
    found.push(...events);
    if (!hasNextPage) return found;
    cursor = next;
  }
}

/** The cursor after everything that is told now. */
export async function end(client: Client, field: string): Promise<string> {
  for (let cursor: string | undefined; ; ) {
    const { hasNextPage, cursor: next } = await page(client, field, cursor);
    if (!hasNextPage) return next;
    cursor = next;
  }
}
