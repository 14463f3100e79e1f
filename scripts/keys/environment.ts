import { readFile } from 'node:fs/promises';
import { loginKinds } from '../../standalone/databases.js';
import { passwordSetting } from '../../standalone/logins.js';
import { random } from '../../subgraphs/kit/index.js';
import { replace } from './folders.js';

/** What `docker-compose.yml` takes from `.env`: passwords that nobody has to remember, and who the containers' processes run as. */
export function environmentNames(subgraphs: readonly string[]): string[] {
  return [
    'POSTGRES_PASSWORD',
    ...subgraphs.flatMap((name) => loginKinds(name).map((kind) => passwordSetting(name, kind))),
    'KEYCLOAK_ADMIN_PASSWORD',
    'KEYCLOAK_DATABASE_PASSWORD',
    'DEREU_USER',
  ];
}

/** Who owns the keys runs the containers; root's are those of `node`, the user of the image. */
export function containerUser(): string {
  const uid = process.getuid?.() || 1000;
  return `${uid}:${uid === process.getuid?.() ? process.getgid?.() : 1000}`;
}

/** Adds to `file` what it lacks of these; what is there stays as it is. Returns the names that were added. */
export async function completeEnvironment(file: string, names: readonly string[]): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const there = new Set([...text.matchAll(/^\s*(?:export\s+)?([A-Z_]+)\s*=/gm)].map(([, name]) => name));
  const missing = names.filter((name) => !there.has(name));
  if (missing.length === 0) return [];
  const value = (name: string) => (name === 'DEREU_USER' ? containerUser() : random(24));
  const lines = missing.map((name) => `${name}=${value(name)}\n`).join('');
  await replace(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${lines}`);
  return missing;
}
