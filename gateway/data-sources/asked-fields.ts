import { Kind, parse, type SelectionSetNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** What a document that the planner has printed asks a subgraph for. */
export interface AskedFields {
  /** Response names of its root fields that must be in an answer: those without a condition */
  readonly root: readonly string[];
  /** Response names of the fields of the entities that it asks for */
  readonly entity: readonly string[];
}

const known = new LRUCache<string, AskedFields>({ max: 1_000 });

export function askedFields(document: string): AskedFields {
  let asked = known.get(document);
  if (!asked) {
    const [operation] = parse(document, { noLocation: true }).definitions;
    const selections = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
    const entities = selections?.selections.find((s) => s.kind === Kind.FIELD && s.name.value === '_entities');
    asked = {
      root: namesIn(selections),
      entity: entities?.kind === Kind.FIELD ? [...new Set(namesIn(entities.selectionSet, true))] : [],
    };
    known.set(document, asked);
  }
  return asked;
}

function namesIn(selectionSet: SelectionSetNode | undefined, conditional = false): string[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (!conditional && (selection.directives ?? []).length > 0) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return namesIn(selection.selectionSet, conditional);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const name = selection.alias?.value ?? selection.name.value;
    return name.startsWith('__') ? [] : [name];
  });
}
