import { type DocumentNode, Kind } from 'graphql';

const FEDERATION = new Set(['Query', 'Mutation', '_Entity', '_Any', '_Service']);

interface Described {
  readonly name: { readonly value: string };
  readonly description?: unknown;
}

/** Every type, field, argument, input field and enum value says what it is; each fault names the one that does not. */
export function descriptionFaults(subgraph: string, sdl: DocumentNode): string[] {
  const faults: string[] = [];
  const check = (path: string, node: Described) => {
    if (!node.description) faults.push(`${subgraph}: ${path} has no description.`);
  };
  for (const type of sdl.definitions) {
    if (
      !('name' in type) ||
      !type.name ||
      type.kind === Kind.DIRECTIVE_DEFINITION ||
      type.kind === Kind.OPERATION_DEFINITION
    )
      continue;
    const name = type.name.value;
    if (!FEDERATION.has(name) && type.kind !== Kind.SCALAR_TYPE_DEFINITION) check(name, type as Described);
    if (type.kind === Kind.ENUM_TYPE_DEFINITION)
      for (const value of type.values ?? []) check(`${name}.${value.name.value}`, value);
    if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      for (const f of type.fields ?? []) check(`${name}.${f.name.value}`, f);
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      for (const f of type.fields ?? []) {
        check(`${name}.${f.name.value}`, f);
        for (const a of f.arguments ?? []) check(`${name}.${f.name.value}(${a.name.value}:)`, a);
      }
    }
  }
  return faults;
}
