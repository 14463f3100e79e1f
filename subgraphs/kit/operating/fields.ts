import { ERROR_MESSAGES } from '../errors.js';
import { AgencyKind } from '../vocabulary.js';
import { isErrorName, isErrorState, isFrame } from './fault.js';
import { isKnownName, type NameKind } from './names.js';

/** Everything that a log line or a span may carry. */
export interface Fields {
  readonly requestId?: string;
  readonly process?: string;
  readonly subgraph?: string;
  readonly destination?: string;
  /** A registered operation, or `unregistered` */
  readonly operation?: string;
  readonly field?: string;
  readonly statement?: string;
  readonly outcome?: string;
  /** Codes of errors, of the closed set or of Apollo's own for wrong form */
  readonly codes?: readonly string[];
  readonly status?: number;
  readonly agencyKind?: string;
  /** Which limit somebody has met */
  readonly limit?: string;
  readonly durationMs?: number;
  readonly count?: number;
  readonly port?: number;
  readonly version?: string;
  readonly signal?: string;
  readonly errorName?: string;
  /** SQLSTATE or system code of an error */
  readonly state?: string;
  readonly frame?: string;
}

/** Limits on how much is asked, by what they count. */
export const LIMIT_KINDS = [
  'staff_rate',
  'staff_at_once',
  'agency_rate',
  'agency_at_once',
  'staff_streams',
  'agency_streams',
  'source_rate',
  'page_tries',
  'staff_victims',
  'agency_victims',
] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

export type Field = string | number | readonly string[];

const FORM_CODES = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
] as const;
const CODES = new Set<unknown>([...Object.keys(ERROR_MESSAGES), ...FORM_CODES]);
const OUTCOMES = new Set<unknown>(['ok', 'refused', 'aborted']);
export const isCode = (value: unknown): value is string => CODES.has(value);

type Check = (value: unknown) => boolean;
const text =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && value.length <= 100 && pattern.test(value);
const whole =
  (most: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
const name =
  (kind: NameKind): Check =>
  (value) =>
    isKnownName(kind, value);
const oneOf = (...values: readonly string[]): Check => {
  const set = new Set<unknown>(values);
  return (value) => set.has(value);
};

/** The form of each. Numbers are too small to be a telephone number or an IIN; a name must have been learnt from the code. */
const CHECKS: Readonly<Record<keyof Fields, Check>> = {
  requestId: text(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  process: name('process'),
  subgraph: name('subgraph'),
  destination: name('subgraph'),
  operation: (value) => value === 'unregistered' || isKnownName('operation', value),
  field: name('field'),
  statement: name('statement'),
  outcome: (value) => OUTCOMES.has(value) || isCode(value),
  codes: (value) => Array.isArray(value) && value.length <= 20 && value.every(isCode),
  status: whole(599),
  agencyKind: oneOf(...Object.values(AgencyKind)),
  limit: oneOf(...LIMIT_KINDS),
  durationMs: (value) => typeof value === 'number' && value >= 0 && value <= 3_600_000,
  count: whole(9_999_999),
  port: whole(65_535),
  version: text(/^(?:\d{1,3}\.\d{1,3}\.\d{1,3}(?:-[a-z]{1,6}\.\d{1,3})?|test|bench)$/),
  signal: oneOf('SIGINT', 'SIGTERM', 'SIGHUP'),
  errorName: isErrorName,
  state: isErrorState,
  frame: isFrame,
};

/**
 * What of `given` may be written down: a key that is not listed is dropped, a value that has not its form is `withheld`. The answer has nothing
 * of the object that was given but checked strings and numbers, so no getter, `toJSON` or prototype of it ever meets a serialiser. Never throws.
 */
export function allowed(given: unknown): Record<string, Field> {
  const fields: Record<string, Field> = Object.create(null);
  if (typeof given !== 'object' || given === null) return fields;
  for (const key of Object.keys(CHECKS) as (keyof Fields)[]) {
    try {
      const descriptor = Object.getOwnPropertyDescriptor(given, key);
      if (!descriptor || descriptor.value === undefined) {
        if (descriptor?.get) fields[key] = 'withheld';
        continue;
      }
      // a copy: what was checked is what is written
      const value = Array.isArray(descriptor.value) ? [...descriptor.value] : descriptor.value;
      fields[key] = CHECKS[key](value) ? written(value as Field) : 'withheld';
    } catch {
      fields[key] = 'withheld';
    }
  }
  return fields;
}

const written = (value: Field): Field => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);
