import type { GraphQLError } from 'graphql';
import { ERROR_MESSAGES } from './errors.js';

/**
 * A line for the operator about an error that nobody foresaw; null for an error of the closed set. It names the field, the kind of error, its
 * SQLSTATE and where in the code it was thrown; never a message, a value, an alias or a parameter: those can be about a person.
 */
export function faultLine(error: GraphQLError, requestId: string): string | null {
  const cause = error.originalError as (Error & { code?: unknown; driverError?: { code?: unknown } }) | undefined;
  if (!cause || Object.hasOwn(ERROR_MESSAGES, String(error.extensions.code))) return null;
  const field = error.nodes?.[0]?.kind === 'Field' ? error.nodes[0].name.value : 'a request';
  const code = String(cause.driverError?.code ?? cause.code ?? '');
  const sqlState = /^[0-9A-Z_]{3,40}$/.test(code) ? ` ${code}` : '';
  const frame =
    cause.stack
      ?.split('\n')
      .find((line) => /^\s+at /.test(line))
      ?.trim() ?? '';
  return `${field} failed: ${cause.name}${sqlState} ${frame} (request ${requestId})`;
}
