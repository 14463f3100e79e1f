import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { PostgresUnavailable } from '../postgres-unavailable.js';
import { identify, isRunning, type ProcessIdentity } from './process-identity.js';

export interface HubLock {
  release(): Promise<void>;
}

/**
 * At most one living hub holds a data directory. The lock of a hub that was killed is taken over; of several hubs that
 * try this at once, one wins. PostgreSQL's own postmaster.pid stays behind it as the last guard of the data.
 */
export async function lockForHub(path: string): Promise<HubLock> {
  const mine = JSON.stringify({ ...identify(process.pid), lock: randomUUID() });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await create(path, mine)) return { release: () => remove(path, mine) };
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder && isRunning(holder)) throw inUse(path, holder.pid);
    await remove(path, found);
  }
  throw new PostgresUnavailable(`Other hubs are starting on the same data (${path}): start one of them.`);
}

/** By link(2), so that a lock appears with its content or not at all. */
async function create(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes the lock only while it is still the one that was read: another hub may have taken it over meanwhile. */
async function remove(path: string, content: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== content) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

function parse(content: string): ProcessIdentity | undefined {
  try {
    const { pid, startedAt } = JSON.parse(content) as ProcessIdentity;
    return Number.isInteger(pid) && pid > 0 ? { pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}

function inUse(path: string, pid: number): PostgresUnavailable {
  return new PostgresUnavailable(
    `Another hub (process ${pid}) is running on the same data: stop it (kill -INT ${pid}) or give this one another data directory. Lock: ${path}`,
  );
}
