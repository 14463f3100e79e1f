import { composeServices } from '@apollo/composition';
import type { ASTNode, DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';

/** What to do about an error of composition, by its code. */
const TO_DO: Readonly<Record<string, string>> = {
  EXTERNAL_UNUSED: 'Require it on the field that it opens (@requires), or take it away.',
  FIELD_TYPE_MISMATCH: 'Take another name: a field has one owner.',
  INVALID_FIELD_SHARING: 'Take another name: a field has one owner.',
  INVALID_GRAPHQL: 'Define it, or correct the name.',
  REQUIRES_INVALID_FIELDS: 'Declare the disclosure field of your category in your Victim, @external.',
  SATISFIABILITY_ERROR: 'Of the personal types only Victim can be reached from another subgraph, by its key.',
};

export interface Composed {
  readonly supergraphSdl: string | undefined;
  /** What clients see of it */
  readonly api: GraphQLSchema | undefined;
  /** Each error of composition as one line that names the field and what to do */
  readonly faults: readonly string[];
}

export function compose(sdls: ReadonlyMap<string, DocumentNode>): Composed {
  const services = [...sdls].map(([name, typeDefs]) => ({ name, typeDefs, url: `http://${name}.invalid/graphql` }));
  const { supergraphSdl, schema, errors } = composeServices(services);
  const api = schema?.toAPISchema().toGraphQLJSSchema();
  return { supergraphSdl, api, faults: (errors ?? []).map((error) => line(error, sdls)) };
}

function line(error: GraphQLError, sdls: ReadonlyMap<string, DocumentNode>): string {
  const code = String(error.extensions?.code ?? 'UNKNOWN');
  const [, subgraph, text] = /^(?:\[([\w-]+)\] )?([\s\S]*)$/.exec(error.message.replace(/\s+/g, ' ').trim())!;
  const named = [...sdls.keys()].filter((name) => text!.includes(`"${name}"`));
  const at = coordinateIn(text!) ?? enclosing(error.nodes, sdls.get(subgraph ?? ''));
  const said = [text!.replace(/\.?$/, '.'), TO_DO[code], `(${code})`].filter(Boolean).join(' ');
  return `${subgraph ?? (named.join(' and ') || 'hub')}: ${at ? `${at}: ` : ''}${said}`;
}

/** The first `Type.field` that the message itself names; where something cannot be reached, the field that cannot. */
function coordinateIn(text: string): string | undefined {
  return (/cannot find field "(\w+\.\w+)"/.exec(text) ?? /"(\w+\.\w+)(?:\(\w+:\))?"/.exec(text))?.[1];
}

/** The field, or else the type, in which the node stands that an error is about. */
function enclosing(nodes: readonly ASTNode[] | undefined, sdl: DocumentNode | undefined): string | undefined {
  const at = nodes?.[0]?.loc;
  if (!at || !sdl) return undefined;
  const holds = (node: ASTNode) => node.loc !== undefined && node.loc.start <= at.start && at.end <= node.loc.end;
  for (const definition of sdl.definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const field = 'fields' in definition ? definition.fields?.find(holds) : undefined;
    if (field) return `${definition.name.value}.${field.name.value}`;
    if (holds(definition)) return definition.name.value;
  }
  return undefined;
}
