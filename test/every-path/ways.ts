import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';

export type Field = GraphQLField<unknown, unknown>;

/** A way through the graph from a root field to a type that says something of a victim. */
export interface Way {
  readonly root: 'Query' | 'Mutation';
  /** The fields on the way, the root's first */
  readonly fields: readonly Field[];
  readonly end: GraphQLObjectType;
}

export const nameOf = ({ root, fields }: Way): string => [root, ...fields.map(({ name }) => name)].join('.');

/** The category that a field gives away; null for none. */
export function categoryOf(field: Field): string | null {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'classified');
  const value = directive?.arguments?.[0]?.value;
  return value?.kind === 'StringValue' && value.value !== 'OPAQUE' ? value.value : null;
}

export const typeOf = (field: Field): GraphQLObjectType | null => {
  const type = getNamedType(field.type);
  return isObjectType(type) ? type : null;
};

const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields());
const VICTIM = 'Victim';

/**
 * Every way to a type with a classified field that no shorter way ends before: `victim`, `incidents.edges.node` and `incidents.edges.node.victim`,
 * `bedAccept.placement.victim`, … Beginning at the record itself a way passes her once more, as another part of the hub names her.
 */
export function waysIn(schema: GraphQLSchema): Way[] {
  const ways: Way[] = [];
  const walk = (root: Way['root'], fields: readonly Field[], personal: boolean, victims: number): void => {
    const type = typeOf(fields.at(-1)!);
    if (!type || fields.slice(0, -1).some((field) => typeOf(field) === type && type.name !== VICTIM)) return;
    const isVictim = type.name === VICTIM;
    if (isVictim && victims === (typeOf(fields[0]!)?.name === VICTIM ? 2 : 1)) return;
    const speaks = isVictim || (!personal && fieldsOf(type).some((field) => categoryOf(field)));
    if (speaks) ways.push({ root, fields, end: type });
    for (const field of fieldsOf(type))
      walk(root, [...fields, field], personal || speaks, victims + (isVictim ? 1 : 0));
  };
  for (const root of ['Query', 'Mutation'] as const)
    for (const field of fieldsOf(schema.getType(root) as GraphQLObjectType)) walk(root, [field], false, 0);
  return ways;
}
