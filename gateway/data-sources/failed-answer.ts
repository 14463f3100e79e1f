import type { GraphQLError } from 'graphql';
import { type HubResponse, hubError } from '../../subgraphs/kit/index.js';
import { askedFields } from './asked-fields.js';

/**
 * The answer of a subgraph that gave none: every field that was asked of it is null, and an error names each, so that a client can tell
 * a part that failed from one that is withheld.
 */
export function failedAnswer(document: string, variables: Record<string, unknown>, error: unknown): HubResponse {
  const { message, extensions } = masked(error);
  const { root, entity } = askedFields(document);
  const { representations } = variables;
  if (!Array.isArray(representations)) {
    return { data: null, errors: root.map((name) => ({ message, extensions, path: [name] })) };
  }
  return {
    data: { _entities: representations.map(() => null) },
    errors: representations.flatMap((_, at) =>
      entity.map((name) => ({ message, extensions, path: ['_entities', at, name] })),
    ),
  };
}

/** @throws UNAVAILABLE when what came is not an answer to what was asked, whatever it is */
export function assertAnswers(
  document: string,
  variables: Record<string, unknown>,
  { data, errors }: HubResponse,
): void {
  if (data == null) {
    if (!errors?.length) throw hubError('UNAVAILABLE');
    return;
  }
  if (!askedFields(document).root.every((name) => Object.hasOwn(data, name))) throw hubError('UNAVAILABLE');
  const { representations } = variables;
  if (!Array.isArray(representations)) return;
  const entities = data._entities;
  // null as a whole where an entity failed that may not be null
  if (entities === null && errors?.length) return;
  if (!Array.isArray(entities) || entities.length !== representations.length) throw hubError('UNAVAILABLE');
  if (!entities.every((entity) => entity === null || (typeof entity === 'object' && !Array.isArray(entity))))
    throw hubError('UNAVAILABLE');
}

const masked = (error: unknown): GraphQLError =>
  (error as GraphQLError).extensions?.code ? (error as GraphQLError) : hubError('INTERNAL');
