import { type DocumentNode, Kind, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { directiveOf } from './directives.js';

/** Types of kit that hang below personal ones and hold nothing of a person, and the roots. */
const NOT_PERSONAL = new Set(['PageInfo', 'UserError', 'Query', 'Mutation', 'Subscription']);

export function objectTypes(sdl: DocumentNode): Map<string, ObjectTypeDefinitionNode> {
  const types = sdl.definitions.filter((d): d is ObjectTypeDefinitionNode => d.kind === Kind.OBJECT_TYPE_DEFINITION);
  return new Map(types.map((type) => [type.name.value, type]));
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/**
 * The object types that hold something about a person: `Victim`, every type that names her, every type with a classified field, and all below
 * them.
 */
export function personalTypes(sdl: DocumentNode): ObjectTypeDefinitionNode[] {
  const types = objectTypes(sdl);
  const personal = new Set<string>();
  const visit = (name: string): void => {
    const type = types.get(name);
    if (!type || personal.has(name) || NOT_PERSONAL.has(name)) return;
    personal.add(name);
    for (const field of type.fields ?? []) {
      const below = types.get(namedType(field.type));
      // an entity of its own, such as an agency, is not hers because something of hers names it
      if (below && (below.name.value === 'Victim' || !directiveOf(below, 'key'))) visit(below.name.value);
    }
  };
  visit('Victim');
  for (const [name, type] of types) {
    if (type.fields?.some((field) => directiveOf(field, 'classified') || namedType(field.type) === 'Victim'))
      visit(name);
  }
  return [...personal].map((name) => types.get(name)!);
}
