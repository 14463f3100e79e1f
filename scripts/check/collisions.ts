import { type DefinitionNode, Kind, print } from 'graphql';
import { CATEGORY_OF_DISCLOSURE_FIELD } from '../../subgraphs/kit/index.js';
import type { CheckedSubgraph } from './checked-subgraph.js';
import { argument, directiveOf } from './directives.js';
import { objectTypes, personalTypes } from './personal-types.js';

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

/**
 * What a subgraph says again that another says already. Composition itself would take some of it: it cuts an input or an enum down to what
 * all have in common, and so takes fields away from the others without a word.
 */
export function collisionFaults(subgraph: CheckedSubgraph, others: readonly CheckedSubgraph[]): string[] {
  return others.flatMap((other) => [
    ...fieldCollisions(subgraph, other),
    ...typeCollisions(subgraph, other),
    ...categoryCollisions(subgraph, other),
  ]);
}

function fieldCollisions({ name, sdl }: CheckedSubgraph, other: CheckedSubgraph): string[] {
  const theirs = objectTypes(other.sdl);
  return [...objectTypes(sdl).values()].flatMap((type) => {
    const root = ROOTS.has(type.name.value);
    if (!root && type.name.value !== 'Victim') return [];
    const taken = new Set(theirs.get(type.name.value)?.fields?.map((field) => field.name.value));
    return (type.fields ?? [])
      .map((field) => field.name.value)
      .filter((field) => taken.has(field) && !field.startsWith('_'))
      .filter((field) => root || (field !== 'key' && !CATEGORY_OF_DISCLOSURE_FIELD.has(field)))
      .map(
        (field) =>
          `${name}: ${type.name.value}.${field} is a field of ${other.name}. Take another name, e.g. one that says whose it is.`,
      );
  });
}

function typeCollisions({ name, sdl }: CheckedSubgraph, other: CheckedSubgraph): string[] {
  const theirs = new Map(other.sdl.definitions.flatMap((d) => (nameOf(d) ? [[nameOf(d), d] as const] : [])));
  const personal = new Set(personalTypes(other.sdl).map((type) => type.name.value));
  return sdl.definitions.flatMap((definition) => {
    const type = nameOf(definition);
    const same = type && theirs.get(type);
    if (!same || ROOTS.has(type) || type === 'Victim') return [];
    if (personal.has(type) && definition.kind === Kind.OBJECT_TYPE_DEFINITION && !SHARED.has(type))
      return [
        `${name}: ${type} is a personal type of ${other.name}, which alone may answer it. Name her instead (Victim), or take a type of your own.`,
      ];
    if (print(definition) === print(same) || reference(definition) || reference(same)) return [];
    return [
      `${name}: ${type} is defined otherwise by ${other.name}, and composition would change both. Take another name.`,
    ];
  });
}

/** Types of kit, the same everywhere. */
const SHARED = new Set(['PageInfo', 'UserError']);

/** `type Agency @key(fields: "id", resolvable: false)`: names an entity of another subgraph and answers nothing of it; whose it is may come in either order. */
function reference(definition: DefinitionNode): boolean {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
    argument(directiveOf(definition, 'key'), 'resolvable') === 'false'
  );
}

function categoryCollisions({ name, sdl, owns }: CheckedSubgraph, other: CheckedSubgraph): string[] {
  const fields = objectTypes(sdl).get('Victim')?.fields ?? [];
  return owns
    .filter((category) => other.owns.includes(category))
    .map((category) => {
      const of = fields.filter((field) => argument(directiveOf(field, 'classified'), 'category') === category);
      const at = of[0] ? `Victim.${of[0].name.value}` : '`owns`';
      return `${name}: ${at} is ${category}, which ${other.name} owns: a category has one owner, whose key its tokens are made under. Take a category that nobody owns.`;
    });
}

function nameOf(definition: DefinitionNode): string | null {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION || definition.kind === Kind.OPERATION_DEFINITION) return null;
  return 'name' in definition ? (definition.name?.value ?? null) : null;
}
