import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import {
  accessRuleOf,
  Category,
  describeSubgraph,
  disclosureField,
  type SubgraphDefinition,
} from '../../subgraphs/kit/index.js';
import { argument, directiveOf } from './directives.js';
import { objectTypes } from './personal-types.js';
import { wholeTypes } from './whole-types.js';

/** A subgraph as the check sees it, whatever it is written in. */
export interface CheckedSubgraph {
  readonly name: string;
  readonly sdl: DocumentNode;
  /** Categories that it claims */
  readonly owns: readonly Category[];
  /** Root fields that do not say who may call them */
  readonly unguarded: readonly string[];
  /** Queries that answer without a stated purpose; not to be seen in an SDL */
  readonly withoutPurpose: readonly string[];
}

export async function checkedDefinition(definition: SubgraphDefinition): Promise<CheckedSubgraph> {
  const { schema, sdl, unguarded } = await describeSubgraph(definition);
  return {
    name: definition.name,
    sdl: parse(sdl),
    owns: definition.owns ?? [],
    unguarded,
    withoutPurpose: withoutPurpose(schema),
  };
}

/** Of a subgraph that is not written with kit: it owns what its fields of `Victim` are classified as. @throws when it is not GraphQL */
export function checkedSdl(name: string, text: string): CheckedSubgraph {
  const sdl = wholeTypes(parse(text));
  const fields = objectTypes(sdl).get('Victim')?.fields ?? [];
  const claimed = fields.map((field) => argument(directiveOf(field, 'classified'), 'category'));
  const owns = Object.values(Category).filter(
    (category) => claimed.includes(category) || fields.some(({ name }) => name.value === disclosureField(category)),
  );
  return { name, sdl, owns, unguarded: [], withoutPurpose: [] };
}

function withoutPurpose(schema: GraphQLSchema): string[] {
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  return queries.flatMap((field) => {
    const rule = accessRuleOf(field);
    return rule && 'purposes' in rule && rule.purposes === 'none' ? [field.name] : [];
  });
}
