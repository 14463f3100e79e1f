import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  CONSOLE_SETTINGS,
  hostName,
  RATE_LIMIT_SETTINGS,
  type RateLimitSettings,
  rateLimitsIn,
} from '../gateway/index.js';
import {
  JURISDICTION_CODES,
  type JurisdictionCode,
  LOG_LEVELS,
  milliseconds,
  OPERATIONS_SETTINGS,
  port,
  postgresUrl,
  readSettings,
} from '../subgraphs/kit/index.js';
import { SUBGRAPHS } from './subgraphs.js';

export { ConfigError } from '../subgraphs/kit/index.js';

/** What the subgraphs may be told, each with its default. */
const SUBGRAPH_SETTINGS: Record<string, z.ZodType> = Object.assign({}, ...SUBGRAPHS.map(({ settings }) => settings));

/** What the hub in one process, and what prepares its databases, is told. */
export const ConfigSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(4000),
  DATABASE_URL: postgresUrl.optional(),
  DATA_DIRECTORY: z.string().min(1).default('.data'),
  CLOSURE_LOG_DIRECTORY: z.string().min(1).optional(),
  LOG_WITNESS: z.string().min(1).optional(),
  RETENTION_JURISDICTION: z.enum(JURISDICTION_CODES).optional(),
  DEADLINE_MS: milliseconds(100, 60_000).default(2_000),
  TRUST_LIST_REFRESH_MS: milliseconds(1_000, 300_000).default(10_000),
  TRUST_LIST_MAXIMUM_AGE_MS: milliseconds(10_000, 86_400_000).default(900_000),
  ...RATE_LIMIT_SETTINGS,
  ...SUBGRAPH_SETTINGS,
  SUBJECT_HOST: hostName.optional(),
  PERMIT_HOST: hostName.optional(),
  CONSOLE_NAME: CONSOLE_SETTINGS.CONSOLE_NAME,
  CONSOLE_IDLE_MINUTES: CONSOLE_SETTINGS.CONSOLE_IDLE_MINUTES,
  ...OPERATIONS_SETTINGS,
  // a newcomer reads what else is printed
  LOG_LEVEL: z.enum(LOG_LEVELS).default('warn'),
  ...SUBGRAPH_SETTINGS,
});

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  /** Absolute path; keeps the embedded database and the keys */
  readonly dataDirectory: string;
  /** Absolute path; keeps what was closed, outside the database */
  readonly closureLogDirectory: string;
  /** Which subgraph countersigns the access log */
  readonly logWitness: string | undefined;
  /** Whose retention periods hold; nothing is deleted without */
  readonly jurisdiction: JurisdictionCode | undefined;
  readonly deadlineMs: number;
  readonly trustListRefreshMs: number;
  readonly trustListMaximumAgeMs: number;
  readonly rateLimits: RateLimitSettings;
  readonly trustedProxies?: string | undefined;
  /** Of the subgraphs, by name */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Where the pages for her are reached, when they have a host of their own */
  readonly subjectHost: string | undefined;
  /** Where permits are checked, when that has a host of its own */
  readonly permitHost: string | undefined;
  /** What the console is called, and after how many minutes without a touch it signs out */
  readonly consoleName: string | undefined;
  readonly consoleIdleMinutes: number;
  readonly operations: z.infer<z.ZodObject<typeof OPERATIONS_SETTINGS>>;
}

/** Read once, at the start. @throws ConfigError naming every setting that is wrong */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const env = readSettings(ConfigSchema, environment);
  /** Where a page of this very hub is, when nobody says otherwise */
  const here = (setting: string, path: string) =>
    environment[setting]?.trim() ? {} : { [setting]: `http://127.0.0.1:${env.PORT}/${path}` };
  return {
    production: env.NODE_ENV === 'production',
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    dataDirectory: resolve(env.DATA_DIRECTORY),
    closureLogDirectory: resolve(env.CLOSURE_LOG_DIRECTORY ?? join(env.DATA_DIRECTORY, 'closure-log')),
    logWitness: env.LOG_WITNESS,
    jurisdiction: env.RETENTION_JURISDICTION,
    deadlineMs: env.DEADLINE_MS,
    trustListRefreshMs: env.TRUST_LIST_REFRESH_MS,
    trustListMaximumAgeMs: env.TRUST_LIST_MAXIMUM_AGE_MS,
    ...rateLimitsIn(env),
    settings: {
      ...z.object(SUBGRAPH_SETTINGS).parse(env),
      ...here('PERMIT_ADDRESS', 'permit'),
      ...here('CALENDAR_ADDRESS', 'calendar'),
      ...here('DUTY_ADDRESS', 'answer'),
      ...(env.NODE_ENV === 'production' ? {} : catching(environment)),
    },
    subjectHost: env.SUBJECT_HOST,
    permitHost: env.PERMIT_HOST,
    consoleName: env.CONSOLE_NAME,
    consoleIdleMinutes: env.CONSOLE_IDLE_MINUTES,
    operations: {
      LOG_LEVEL: env.LOG_LEVEL,
      OPERATIONS_HOST: env.OPERATIONS_HOST,
      OPERATIONS_PORT: env.OPERATIONS_PORT,
      OTEL_EXPORTER_OTLP_ENDPOINT: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    },
  };
}

/** In development no message leaves for which nobody has set a way: it is caught, and people who are none are soon given up. */
const catching = (environment: NodeJS.ProcessEnv) => ({
  DUTY_CATCHER: true,
  ...(environment.DUTY_NEXT_AFTER_SECONDS?.trim() ? {} : { DUTY_NEXT_AFTER_SECONDS: 5 }),
});
