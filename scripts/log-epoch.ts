import { openOwned } from '../standalone/backup/databases.js';
import { newEpochIsDue } from '../subgraphs/consent/index.js';
import { createDataSource, transaction } from '../subgraphs/kit/index.js';

/**
 * npm run log-epoch: the access log goes on in a new tree that names the last checkpoint which the witness has countersigned. For a database of consent that was
 * restored by other means than npm run restore, which does this itself; under the owner login (OWNER_DATABASE_URL, or the standalone hub's).
 */
try {
  const owned = await openOwned(['consent'], process.env, console.log);
  try {
    const url = owned.ownerUrls.get('consent')!;
    const db = await createDataSource({ url, entities: [], migrations: [], poolSize: 1 }).initialize();
    await transaction(db, newEpochIsDue).finally(() => db.destroy());
    console.log('A new tree of the access log begins with the next look.');
  } finally {
    await owned.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
