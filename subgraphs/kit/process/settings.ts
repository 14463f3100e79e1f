import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type CategoryOwners, parseCategoryOwners } from '../category-owners.js';
import { isLoopback } from '../http/tls.js';
import { OPERATIONS_SETTINGS } from './operations.js';

/** A setting that cannot be used; the message names each one and never repeats a value, which may hold a password. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads settings once, at the start. A blank value counts as not set. @throws ConfigError naming every setting that is wrong */
export function readSettings<S extends z.ZodObject>(schema: S, environment: NodeJS.ProcessEnv): z.infer<S> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These settings cannot be used (see .env.example):\n${lines.join('\n')}`);
}

export const port = z.coerce.number().int().min(0).max(65_535);
export const milliseconds = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
export const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://');

/** `https://a:4002,https://b:4002`: every process that runs a subgraph. Plain http does not leave this machine. */
export const origins = z.string().transform((text, context) => {
  const given = text.split(',').map((origin) => origin.trim());
  for (const origin of given) {
    const url = URL.canParse(origin) ? new URL(origin) : null;
    const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
    if (!safe) context.addIssue('must be https addresses, separated by commas; http only on this machine (127.0.0.1)');
  }
  return given;
});

/** `CONSENT_URL`, `SHELTER_CAPACITY_URL`: where a subgraph is reached. */
export const settingOf = (subgraph: string, what: 'URL' | 'DATABASE_URL') =>
  `${subgraph.toUpperCase().replaceAll('-', '_')}_${what}`;

export const urlSettings = (subgraphs: readonly string[]) =>
  Object.fromEntries(subgraphs.map((name) => [settingOf(name, 'URL'), origins]));

/** What every process of the hub is told. */
export const PROCESS_SETTINGS = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  /** The folder with this process's own.json and trusted.json, and its TLS certificate */
  KEYS_DIRECTORY: z.string().min(1),
  /** Which subgraph owns which category: the same list in every process */
  CATEGORIES_FILE: z.string().min(1).default('schema/categories.json'),
  /** How long a process that is told to end goes on answering, so that callers find another one */
  DRAIN_MS: milliseconds(0, 60_000).default(5_000),
  ...OPERATIONS_SETTINGS,
};

/** The list that every process of a hub is given. @throws ConfigError when it cannot be read */
export async function readCategoryOwners(environment: NodeJS.ProcessEnv): Promise<CategoryOwners> {
  const file = environment.CATEGORIES_FILE || 'schema/categories.json';
  try {
    return parseCategoryOwners(await readFile(file, 'utf8'));
  } catch {
    throw new ConfigError(`CATEGORIES_FILE: ${file} cannot be read as the list of who owns which category.`);
  }
}

/** @throws ConfigError when others could listen on the wire */
export function assertPrivate(host: string, encrypted: boolean): void {
  if (!encrypted && !isLoopback(host))
    throw new ConfigError('HOST: other machines are served only with a certificate (tls-cert.pem in KEYS_DIRECTORY).');
}
