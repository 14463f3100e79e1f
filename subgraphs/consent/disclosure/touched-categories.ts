import { collectSubFields } from '@graphql-tools/utils';
import type { GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { CATEGORY_OF_DISCLOSURE_FIELD, type Category } from '../../kit/index.js';

/** The categories whose hidden fields the selection asks for, with fragments, aliases, `@skip` and `@include` applied. */
export function touchedCategories(info: GraphQLResolveInfo): Category[] {
  const victim = info.schema.getType('Victim') as GraphQLObjectType;
  const { fields } = collectSubFields(info.schema, info.fragments, info.variableValues, victim, [...info.fieldNodes]);
  return [...fields.values()].flatMap(([node]) => CATEGORY_OF_DISCLOSURE_FIELD.get(node!.name.value) ?? []);
}
