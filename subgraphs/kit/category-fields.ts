import { Category } from './vocabulary.js';

/** The hidden field of `Victim` that carries the disclosure token of a category: IDENTITY -> identityDisclosure. */
export function disclosureField(category: Category): string {
  return `${category.toLowerCase()}Disclosure`;
}

export const CATEGORY_OF_DISCLOSURE_FIELD: ReadonlyMap<string, Category> = new Map(
  Object.values(Category).map((category) => [disclosureField(category), category]),
);
