import { Kind, parse, type SelectionSetNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { CATEGORY_OF_DISCLOSURE_FIELD } from '../../subgraphs/kit/index.js';

type Answered = Record<string, unknown>;

/**
 * The answer with null for each disclosure field that a condition (`@skip`, `@include`) has left out, which opens nothing. A router that finds a required
 * field not even null asks nothing of that entity: what the caller did ask for would be null too, without an error, and read as if there were nothing.
 */
export function withLeftOut(document: string, data: Answered | null | undefined): void {
  if (!data || !/@(skip|include)\b/.test(document)) return;
  let selections = known.get(document);
  if (!selections) {
    const [operation] = parse(document, { noLocation: true }).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) return;
    selections = operation.selectionSet;
    known.set(document, selections);
  }
  fill(selections, data);
}

const known = new LRUCache<string, SelectionSetNode>({ max: 1_000 });

function fill({ selections }: SelectionSetNode, answered: unknown): void {
  if (Array.isArray(answered)) {
    for (const each of answered) fill({ kind: Kind.SELECTION_SET, selections }, each);
    return;
  }
  if (answered === null || typeof answered !== 'object') return;
  const object = answered as Answered;
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      fill(selection.selectionSet, object);
      continue;
    }
    const name = selection.alias?.value ?? selection.name.value;
    if (selection.selectionSet) fill(selection.selectionSet, object[name]);
    else if (CATEGORY_OF_DISCLOSURE_FIELD.has(selection.name.value)) object[name] ??= null;
  }
}
