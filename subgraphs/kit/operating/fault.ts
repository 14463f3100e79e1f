import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getSystemErrorMap } from 'node:util';
import type { GraphQLError } from 'graphql';
import { ERROR_MESSAGES } from '../errors.js';
import type { Fields } from './fields.js';

const HERE = fileURLToPath(new URL('../../../', import.meta.url));
/** Where this code lies, `dist` when built; and, to a process that goes by source maps, what it was built from. */
const ROOTS = [HERE, HERE.replace(/[\\/]dist[\\/]$/, sep)];
const FRAME = /^((?:gateway|subgraphs|standalone|worker|scripts|bench|test)\/[\w./-]{1,150}\.[jt]s):(\d{1,6}):\d{1,6}$/;
/** SQLSTATE classes (PostgreSQL, appendix A), errno names of the system, Node's and undici's own codes */
const SQLSTATE = /^(?:[0-5][0-9A-Z]|72|F0|HV|P0|XX)[0-9A-Z]{3}$/;
const RUNTIME_CODE = /^(?:UND_)?ERR_[A-Z0-9_]{3,50}$/;
const ERRNO = new Set([...getSystemErrorMap().values()].map(([name]) => name));

export const isErrorState = (value: unknown): value is string =>
  typeof value === 'string' && (SQLSTATE.test(value) || ERRNO.has(value) || RUNTIME_CODE.test(value));

export const isErrorName = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z][A-Za-z]{2,59}$/.test(value);

export const isFrame = (value: unknown): value is string =>
  typeof value === 'string' &&
  FRAME.test(`${value}:0`) &&
  !value.includes('..') &&
  ROOTS.some((root) => existsSync(root + value.replace(/:\d+$/, '')));

/**
 * What may be said of an error: its class, its SQLSTATE or system code, and where in our own code it was thrown. Never its message, its
 * detail, its cause or the `name` that somebody gave it: those can be about a person. Never throws, whatever it is given.
 */
export function faultFields(error: unknown): Pick<Fields, 'errorName' | 'state' | 'frame'> {
  try {
    if (typeof error !== 'object' || error === null) return { errorName: 'NotAnError' };
    const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } | null };
    const state = driverError?.code ?? code;
    const frame = frameOf(error);
    // the class, not the property `name`: a class stands in the code
    const errorName = Object.getPrototypeOf(error)?.constructor?.name;
    return {
      ...(isErrorName(errorName) ? { errorName } : {}),
      ...(isErrorState(state) ? { state } : {}),
      ...(frame ? { frame } : {}),
    };
  } catch {
    return { errorName: 'Unreadable' };
  }
}

/** The first line of the stack in our own code, as `folder/file.js:line`; a line inside the message that looks like one names no file of ours. */
function frameOf(error: object): string | null {
  const { stack } = error as { stack?: unknown };
  if (typeof stack !== 'string') return null;
  for (const line of stack.slice(0, 20_000).split('\n')) {
    if (!/^\s+at /.test(line)) continue;
    for (const root of ROOTS) {
      const at = line.indexOf(root);
      const [, file, number] = (at >= 0 && FRAME.exec(line.slice(at + root.length).replace(/\)$/, ''))) || [];
      if (file && isFrame(`${file}:${number}`)) return `${file}:${number}`;
    }
  }
  return null;
}

/** An error of the closed set is an answer and no fault; so is one of form, which has no cause. */
export function foreseen(error: GraphQLError): boolean {
  return !error.originalError || Object.hasOwn(ERROR_MESSAGES, String(error.extensions.code));
}

/** The field of the schema that failed, by its name there and never by its alias. */
export function fieldOf(error: GraphQLError): string | undefined {
  const node = error.nodes?.[0];
  return node?.kind === 'Field' ? node.name.value : undefined;
}
