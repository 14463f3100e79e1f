import { z } from 'zod';
import { Category } from './vocabulary.js';

/**
 * Which subgraph owns each category of the record: the fields of `Victim` under it, the key of its disclosure tokens, a copy of the walls.
 * Every process of the hub is given the same list, so that a new organisation changes this list and nobody's code.
 */
export type CategoryOwners = Readonly<Partial<Record<Category, string>>>;

/** In `@Access({ subgraphs })`: every subgraph that owns a category, whichever they are. No subgraph can have this name. */
export const OWNERS = '*owners';

/** The list as the definitions make it. @throws when two subgraphs own the same category: its tokens are made under one key */
export function categoryOwners(
  definitions: readonly { readonly name: string; readonly owns?: readonly Category[] }[],
): CategoryOwners {
  const owners = new Map<Category, string>();
  for (const { name, owns = [] } of definitions) {
    for (const category of owns) {
      const other = owners.get(category);
      if (other) throw new Error(`${name}: ${category} is owned by ${other}. A category has one owner.`);
      owners.set(category, name);
    }
  }
  // in the order of the vocabulary, whoever comes first
  return Object.fromEntries(Object.values(Category).flatMap((c) => (owners.has(c) ? [[c, owners.get(c)]] : [])));
}

export const ownerNames = (owners: CategoryOwners): string[] => [...new Set(Object.values(owners))].sort();

const Owners = z.partialRecord(z.enum(Category), z.string().regex(/^[a-z][a-z0-9-]{0,62}$/));

/** Reads the list as a process is given it (`schema/categories.json`). @throws naming what is wrong: without owners no wall would reach anybody */
export function parseCategoryOwners(text: string): CategoryOwners {
  const owners = Owners.refine((list) => Object.keys(list).length > 0, 'names no owner').parse(JSON.parse(text));
  return categoryOwners(ownerNames(owners).map((name) => ({ name, owns: ownedBy(owners, name) })));
}

const ownedBy = (owners: CategoryOwners, name: string): Category[] =>
  Object.values(Category).filter((category) => owners[category] === name);
