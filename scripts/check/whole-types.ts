import { type DefinitionNode, type DocumentNode, Kind, type ObjectTypeDefinitionNode } from 'graphql';

/** `extend type X` says the same as `type X`: each object type once, with all its fields and directives, so that none is overlooked. */
export function wholeTypes(sdl: DocumentNode): DocumentNode {
  const types = new Map<string, ObjectTypeDefinitionNode>();
  const others: DefinitionNode[] = [];
  for (const definition of sdl.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) {
      others.push(definition);
      continue;
    }
    const earlier = types.get(definition.name.value);
    types.set(definition.name.value, {
      ...(earlier ?? definition),
      ...('description' in definition && definition.description ? { description: definition.description } : {}),
      kind: Kind.OBJECT_TYPE_DEFINITION,
      interfaces: [...(earlier?.interfaces ?? []), ...(definition.interfaces ?? [])],
      directives: [...(earlier?.directives ?? []), ...(definition.directives ?? [])],
      fields: [...(earlier?.fields ?? []), ...(definition.fields ?? [])],
    });
  }
  return { ...sdl, definitions: [...others, ...types.values()] };
}
