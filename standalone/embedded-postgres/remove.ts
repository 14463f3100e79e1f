import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryLocation } from './cluster-location.js';
import { lockForHub } from './hub-lock.js';
import { clearLeftoverServer } from './leftover-server.js';

/**
 * Removes the embedded server's data for good, wherever it was put, and its password. Refused while a hub runs on it.
 * A data directory that does not exist holds nothing to remove.
 */
export async function removeEmbeddedPostgres(options: {
  dataDirectory: string;
  log: (line: string) => void;
}): Promise<void> {
  const dataDirectory = await realpath(options.dataDirectory).catch(() => undefined);
  if (!dataDirectory) return;
  const lock = await lockForHub(join(dataDirectory, 'postgres.lock'));
  try {
    for (const location of [dataDirectory, temporaryLocation(dataDirectory)]) {
      await clearLeftoverServer(join(location, 'postgres'), options.log);
      await rm(join(location, 'postgres'), { recursive: true, force: true });
      await rm(join(location, 'postgres.initialising'), { recursive: true, force: true });
    }
    await rm(temporaryLocation(dataDirectory), { recursive: true, force: true });
    await rm(join(dataDirectory, 'postgres.password'), { force: true });
  } finally {
    await lock.release();
  }
}
