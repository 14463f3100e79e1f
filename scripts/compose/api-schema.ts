import { type DocumentNode, type GraphQLSchema, Kind, parse, print, printSchema, visit } from 'graphql';

/**
 * What a client may ask, as one schema: the API schema of the supergraph, with the category of each field that has one kept beside it, so that it
 * can be read off which parts of a record an operation touches.
 */
export function apiSchemaSdl(api: GraphQLSchema, supergraph: DocumentNode): string {
  const classified = classifiedFields(supergraph);
  let type = '';
  const sdl = visit(parse(printSchema(api)), {
    ObjectTypeDefinition: {
      enter(node) {
        type = node.name.value;
      },
    },
    FieldDefinition(node) {
      const directive = classified.get(`${type}.${node.name.value}`);
      return directive ? { ...node, directives: [...(node.directives ?? []), directive] } : undefined;
    },
  });
  const definition = supergraph.definitions.filter(
    (d) => d.kind === Kind.DIRECTIVE_DEFINITION && d.name.value === 'classified',
  );
  return print({ ...sdl, definitions: [...definition, ...sdl.definitions] });
}

function classifiedFields(supergraph: DocumentNode) {
  return new Map(
    supergraph.definitions.flatMap((type) =>
      type.kind !== Kind.OBJECT_TYPE_DEFINITION
        ? []
        : (type.fields ?? []).flatMap((field) => {
            const directive = field.directives?.find((d) => d.name.value === 'classified');
            return directive ? [[`${type.name.value}.${field.name.value}`, directive] as const] : [];
          }),
    ),
  );
}
