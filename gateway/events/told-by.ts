import { buildSchema, isObjectType } from 'graphql';
import { eventHeadOperation, eventsOperation } from '../../subgraphs/kit/index.js';

/** A subgraph that tells events, and what is asked of it. */
export interface Teller {
  readonly subgraph: string;
  readonly field: string;
  readonly head: string;
}

/** Of the supergraph, so that a subgraph that joins is asked as well. */
export function tellersOf(supergraphSdl: string): Teller[] {
  const graph = buildSchema(supergraphSdl, { assumeValid: true });
  const fields = Object.values(graph.getQueryType()!.getFields());
  return fields
    .filter(({ type }) => 'ofType' in type && isObjectType(type.ofType) && type.ofType.name === 'EventPage')
    .map(({ name }) => name.replace(/Events$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    .map((subgraph) => ({ subgraph, field: eventsOperation(subgraph), head: eventHeadOperation(subgraph) }));
}
