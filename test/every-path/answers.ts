import type { GraphQLObjectType } from 'graphql';
import { ALIAS } from './documents.js';
import { categoryOf, type Field, typeOf, type Way } from './ways.js';

/** Something that an answer says: the fields by which it was reached. Objects say that they are there. */
export type Said = readonly Field[];

/** All that an answer says. */
export function* saidIn(data: unknown, type: GraphQLObjectType, way: Said = []): Generator<Said> {
  for (const [key, value] of Object.entries((data ?? {}) as Record<string, unknown>)) {
    if (value === null || key === '__typename') continue;
    const field = type.getFields()[key.startsWith(ALIAS) ? key.slice(ALIAS.length) : key]!;
    const reached = [...way, field];
    yield reached;
    const inside = typeOf(field);
    if (inside) for (const item of [value].flat()) yield* saidIn(item, inside, reached);
  }
}

/** What of the record must be open for it to be said: a category, or anything at all; null when it is none of the record. */
export function needed(said: Said): { category: string } | 'anything' | null {
  const victim = said.findLastIndex((field) => typeOf(field)?.name === 'Victim');
  if (victim < 0) return null;
  const part = said[victim + 1];
  const category = part && categoryOf(part);
  return category ? { category } : 'anything';
}

/** Whether it says something of a victim that is not said by way of her record: what an agency keeps as its own. */
export const isOwnRecord = (said: Said): boolean => needed(said) === null && categoryOf(said.at(-1)!) !== null;

/** The parts of each record at the end of a way that leads to one: which of its classified fields are there. */
export function partsAt({ fields, end }: Way, data: unknown): string[][] {
  let reached = [data];
  for (const { name } of fields)
    reached = reached.flatMap((each) => (each as Record<string, unknown> | null)?.[name] ?? []);
  return reached.map((record) =>
    [...saidIn(record, end)]
      .filter((said) => said.length === 1 && categoryOf(said[0]!))
      .map(([part]) => part!.name)
      .sort(),
  );
}
