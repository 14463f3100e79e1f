import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PostgresUnavailable } from '../postgres-unavailable.js';
import { isCluster } from './cluster-location.js';

/** The superuser's password, generated once per data directory and readable by the hub's user alone. */
export async function superuserPassword(dataDirectory: string, location: string): Promise<string> {
  const path = join(dataDirectory, 'postgres.password');
  const known = (await readFile(path, 'utf8').catch(missing))?.trim();
  if (known) return known;
  const cluster = join(location, 'postgres');
  if (await isCluster(cluster)) {
    throw new PostgresUnavailable(
      `The password file ${path} is missing, so the data in ${cluster} cannot be opened: put the file back, or run npm run reset to start empty.`,
    );
  }
  // Of letters that need no escaping in an address. Never replaced once a cluster was created with it.
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, `${password}\n`, { mode: 0o600 });
  return password;
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
