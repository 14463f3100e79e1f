import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { GatewayContext } from './data-sources/subgraph.js';

/** It posts usage data to its maker unless this is set when it starts; a test holds this. */
process.env.APOLLO_TELEMETRY_DISABLED = '1';

/**
 * The one module that knows `@apollo/gateway` (Elastic License 2.0): plans over the committed supergraph, without introspection, so
 * that a dead subgraph never stops the others.
 */
export function planOver(
  supergraphSdl: string,
  dataSource: (subgraph: string) => GraphQLDataSource<GatewayContext>,
): ApolloGateway {
  return new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => dataSource(name) as GraphQLDataSource,
    // its log would carry subgraph errors
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
}

/** The names of the subgraphs that a supergraph was composed from. */
export function subgraphsIn(supergraphSdl: string): string[] {
  return [...supergraphSdl.matchAll(/@join__graph\(name: "([\w-]+)"/g)].map(([, name]) => name!);
}

/** The committed supergraph names no place; for a router that calls subgraphs by itself, each one's is put in. */
export const locatedAt = (supergraphSdl: string, origins: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(origins).reduce(
    (sdl, [name, [origin]]) => sdl.replace(`"http://${name}.invalid/`, `"${origin}/`),
    supergraphSdl,
  );
