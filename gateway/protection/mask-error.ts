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

/**
 * graphql-js names the place and what was expected, but also repeats what was sent. A sent string stands there as JSON and is skipped as a whole,
 * whatever is in it; where the words after it repeat it once more, they end before it.
 */
function withoutValue(message: string): string {
  return message
    .replace(
      /^(Variable "\$\w+") got invalid value (?:"(?:[^"\\]|\\.)*"|[^"])*?( at "[\w.[\]]+")?; (?=[A-Z])/,
      '$1 got an invalid value$2; ',
    )
    .replace(/ got invalid value [\s\S]*$/, ' got an invalid value.')
    .replace(/ cannot represent [\s\S]*$/, ' cannot represent the value.')
    .replace(/(Expected type "[\w![\]]+")\. [\s\S]*$/, '$1.')
    .replace(/, found [\s\S]*$/, '.')
    .replace(/(Unexpected \w+) "[\s\S]*$/, '$1.')
    .replace(/Value "[\s\S]*" does not exist/, 'The value does not exist');
}
