import { UserErrorCode } from '../user-error.js';
import { isCode } from './fields.js';

const USER_ERRORS = new Set<unknown>(Object.values(UserErrorCode));

/**
 * How something ended, as logs, metrics and spans say it: `ok`, `refused` (a rule of the field said no: a `userError`), `aborted` (the caller went away), or
 * the code of an error. What is none of them is INTERNAL, so that the set stays closed.
 */
export function outcomeOf(code: unknown): string {
  return code === 'ok' || code === 'refused' || code === 'aborted' || isCode(code) ? (code as string) : 'INTERNAL';
}

/** With the reason of a refusal in the place of `refused`. */
export function reasonOf(code: unknown): string {
  return USER_ERRORS.has(code) ? (code as string) : outcomeOf(code);
}
