import type { DocumentNode } from 'graphql';
import type { CheckedSubgraph } from './checked-subgraph.js';
import { argument, directiveOf } from './directives.js';
import { namedType, objectTypes } from './personal-types.js';

/**
 * Queries that answer something of a person to whoever has not said why: no purpose, no personal data. Mutations are left out: one that names nobody
 * answers what its caller has just said.
 */
export function purposeFaults({ name, sdl, withoutPurpose }: CheckedSubgraph): string[] {
  return (objectTypes(sdl).get('Query')?.fields ?? [])
    .filter((field) => withoutPurpose.includes(field.name.value) && givesAway(sdl, namedType(field.type)))
    .map(
      (field) =>
        `${name}: Query.${field.name.value} answers ${namedType(field.type)}, which is personal, without a purpose. List the purposes in @Access.`,
    );
}

/** Whether a category of a person's record can be reached from a type; she herself is answered by `consent`, which asks for a purpose. */
function givesAway(sdl: DocumentNode, from: string): boolean {
  const types = objectTypes(sdl);
  const seen = new Set<string>();
  const visit = (name: string): boolean => {
    if (name === 'Victim' || seen.has(name)) return false;
    seen.add(name);
    return (types.get(name)?.fields ?? []).some((field) => {
      const category = argument(directiveOf(field, 'classified'), 'category');
      return (category !== undefined && category !== 'OPAQUE') || visit(namedType(field.type));
    });
  };
  return visit(from);
}
