import { types } from 'node:util';
import pino from 'pino';
import { EVENTS, type LogEvent } from './events.js';
import { faultFields } from './fault.js';
import { allowed, type Fields } from './fields.js';
import { learnNames } from './names.js';

export const LOG_LEVELS = ['error', 'warn', 'info', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Entry = (event: LogEvent, fields?: Fields & { readonly error?: unknown }) => void;

/** The operator's log: one JSON line for each entry. It cannot carry personal data, whatever it is given. */
export interface Log {
  readonly info: Entry;
  readonly warn: Entry;
  readonly error: Entry;
}

export interface LogOptions {
  /** Name of the process: `gateway`, `worker`, `hub`, or that of the subgraph */
  readonly process: string;
  readonly level: LogLevel;
  /** Where lines go; standard output by default */
  readonly destination?: { write(line: string): void };
}

/**
 * The allow-list of `fields.ts` is the guard: pino gets fresh objects of checked strings and numbers, and no message to format. `error` is reduced
 * to its class, state and place in our code. Lines are written at once, so that a crash loses none.
 */
export function createLog({ process, level, destination }: LogOptions): Log {
  learnNames('process', [process]);
  const logger = pino(
    {
      level,
      base: { process },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'words',
    },
    destination ?? standardOutput(),
  );
  const entry =
    (severity: 'info' | 'warn' | 'error'): Entry =>
    (event, given) => {
      if (!logger.isLevelEnabled(severity) || !Object.hasOwn(EVENTS, event)) return;
      const error = errorIn(given);
      logger[severity](
        { event, ...allowed(given), ...(error === undefined ? {} : allowed(faultFields(error))) },
        EVENTS[event],
      );
    };
  return { info: entry('info'), warn: entry('warn'), error: entry('error') };
}

/** An error that was passed by mistake in the place of the fields is one too. */
function errorIn(given: unknown): unknown {
  try {
    if (types.isNativeError(given)) return given;
    return typeof given === 'object' && given ? Object.getOwnPropertyDescriptor(given, 'error')?.value : undefined;
  } catch {
    return undefined;
  }
}

/** A reader that has gone away is no reason to stop helping: what cannot be written is lost, the process stays. */
function standardOutput(): pino.DestinationStream {
  const stream = pino.destination({ fd: 1, sync: true });
  stream.on('error', () => {});
  return stream;
}
