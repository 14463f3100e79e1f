import { ConfigError } from '../subgraphs/kit/index.js';
import { loginKinds } from './databases.js';

export const passwordSetting = (subgraph: string, kind: string) =>
  `${subgraph.toUpperCase().replaceAll('-', '_')}_${kind.toUpperCase()}_PASSWORD`;

/**
 * The passwords of the database logins, where they come from the environment as in docker-compose.yml; null when none is there.
 * @throws ConfigError naming those that are missing beside others
 */
export function loginsIn(
  environment: NodeJS.ProcessEnv,
  subgraphs: readonly string[],
): Readonly<Record<string, string>> | null {
  const wanted = subgraphs.flatMap((name) =>
    loginKinds(name).map((kind) => [`${name}/${kind}`, passwordSetting(name, kind)] as const),
  );
  const missing = wanted.filter(([, setting]) => !environment[setting]);
  if (missing.length === wanted.length) return null;
  if (missing.length > 0)
    throw new ConfigError(`These passwords are missing: ${missing.map(([, setting]) => setting).join(', ')}.`);
  return Object.fromEntries(wanted.map(([login, setting]) => [login, environment[setting]!]));
}
