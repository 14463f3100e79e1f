import type { GraphQLFormattedError } from 'graphql';
import { ERROR_MESSAGES, type ErrorCode } from '../../subgraphs/kit/index.js';

/** Apollo's own codes for requests that are wrong in form, and what they are called here. */
const FORM_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * What leaves the hub of an error: a code of the closed set and its fixed message, and the path in the answer. Errors of form keep
 * their explanation without the value that was sent; everything else a subgraph, a driver or the planner says stays inside.
 */
export function maskError(error: GraphQLFormattedError): GraphQLFormattedError {
  const code = String(error.extensions?.code ?? 'INTERNAL');
  const path = error.path ? { path: error.path } : {};
  if (code in ERROR_MESSAGES && code !== 'BAD_USER_INPUT') {
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

/** `Variable "$input" got invalid value "…" at "input.x"; Expected …` names the place, but also repeats what was sent. */
function withoutValue(message: string): string {
  return message
    .replace(/got invalid value [\s\S]*?(?=( at "[\w.[\]]*")?; )/, 'got an invalid value')
    .replace(/cannot represent ([\w\s-]*)value: [\s\S]*$/, 'cannot represent $1value.')
    .replace(/; [A-Z]\w* "[^"]*" |(?<=Value )"[^"]*" /g, (found) => (found.startsWith(';') ? '; the value ' : ''));
}
