import { resolve } from 'node:path';
import { z } from 'zod';

const ConfigSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  DATA_DIRECTORY: z.string().min(1).default('.data'),
  DEADLINE_MS: z.coerce.number().int().min(100).max(60_000).default(2_000),
  TRUST_LIST_REFRESH_MS: z.coerce.number().int().min(1_000).max(300_000).default(10_000),
  TRUST_LIST_MAXIMUM_AGE_MS: z.coerce.number().int().min(10_000).max(86_400_000).default(900_000),
});

export interface Config {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  /** Absolute path; keeps the embedded database and the keys */
  readonly dataDirectory: string;
  readonly deadlineMs: number;
  readonly trustListRefreshMs: number;
  readonly trustListMaximumAgeMs: number;
}

/** A setting that cannot be used; the message names each one and never repeats a value, which may hold a password. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Read once, at the start. A blank value counts as not set. @throws ConfigError naming every setting that is wrong */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const parsed = ConfigSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`These settings cannot be used (see .env.example):\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    production: env.NODE_ENV === 'production',
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    dataDirectory: resolve(env.DATA_DIRECTORY),
    deadlineMs: env.DEADLINE_MS,
    trustListRefreshMs: env.TRUST_LIST_REFRESH_MS,
    trustListMaximumAgeMs: env.TRUST_LIST_MAXIMUM_AGE_MS,
  };
}
