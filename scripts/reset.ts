import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../standalone/config.js';
import { asAdmin } from '../standalone/databases.js';
import { removeEmbeddedPostgres } from '../standalone/postgres.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';

/** `npm run reset`: throws away the data and the keys of the standalone hub, so that the next start is a first one. */
try {
  const config = readConfig(process.env);
  if (config.production) throw new Error('reset throws data away and refuses NODE_ENV=production.');
  if (config.databaseUrl) {
    await asAdmin(config.databaseUrl, async (client) => {
      for (const { name } of SUBGRAPHS)
        await client.query(`DROP DATABASE IF EXISTS dereu_${name.replaceAll('-', '_')}`);
    });
  } else {
    await removeEmbeddedPostgres({ dataDirectory: config.dataDirectory, log: console.log });
  }
  await rm(join(config.dataDirectory, 'secrets.json'), { force: true });
  await rm(config.closureLogDirectory, { recursive: true, force: true });
  console.log('Data and keys are gone. npm start begins anew.');
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
