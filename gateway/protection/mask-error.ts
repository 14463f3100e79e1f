import type { GraphQLFormattedError } from 'graphql';
import { ERROR_MESSAGES, type ErrorCode, withoutValue } from '../../subgraphs/kit/index.js';

/** Apollo's own codes for requests that are wrong in form, and what they are called here. */
const FORM_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** A path leads through names and numbers; what else a subgraph calls one says something. */
const isKey = (key: unknown): boolean =>
  typeof key === 'number' || (typeof key === 'string' && /^[A-Za-z_]\w{0,99}$/.test(key));

/**
 * What leaves the hub of an error: a code of the closed set and its fixed message, and the path in the answer. Errors of form keep
 * their explanation without the value that was sent; everything else a subgraph, a driver or the planner says stays inside.
 */
export function maskError(error: GraphQLFormattedError): GraphQLFormattedError {
  const code = String(error.extensions?.code ?? 'INTERNAL');
  const path = error.path?.every(isKey) ? { path: error.path } : {};
  if (Object.hasOwn(ERROR_MESSAGES, code) && code !== 'BAD_USER_INPUT') {
    return { message: ERROR_MESSAGES[code as ErrorCode], ...path, extensions: { code } };
  }
  if (FORM_ERRORS.has(code)) {
    const fromSubgraph = error.extensions?.serviceName !== undefined;
    return {
      message: fromSubgraph ? ERROR_MESSAGES.BAD_USER_INPUT : withoutValue(error.message),
      ...path,
      ...(error.locations ? { locations: error.locations } : {}),
      extensions: { code: code === 'BAD_REQUEST' ? 'BAD_USER_INPUT' : code },
    };
  }
  return { message: ERROR_MESSAGES.INTERNAL, ...path, extensions: { code: 'INTERNAL' } };
}
