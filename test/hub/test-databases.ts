import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { asAdmin, databaseUrls, ensureDatabase, servingUrls } from '../../standalone/databases.js';
import { createDataSource } from '../../subgraphs/kit/index.js';
import { testServer } from '../setup/test-server.js';

/** Freshly cloned and seeded databases, one for each subgraph. */
export interface TestDatabases {
  /** URL of each under its app login; of a vault, as `NAME/vault`, under that login */
  readonly urls: Readonly<Record<string, string>>;
  /** Under the owner login, to look into tables */
  owner(subgraph: string): DataSource;
  drop(): Promise<void>;
}

export async function cloneDatabases(subgraphs: readonly string[]): Promise<TestDatabases> {
  const { adminUrl, secrets } = testServer();
  const run = randomUUID().slice(0, 8);
  const names = new Map(subgraphs.map((name) => [name, `t_${run}_${name.replaceAll('-', '_')}`]));
  const urls = new Map([...names].map(([name, database]) => [name, databaseUrls(adminUrl, database, name, secrets)]));
  await asAdmin(adminUrl, async (client) => {
    // two files that clone the same template at once would each find the other connected to it
    await client.query("SELECT pg_advisory_lock(hashtext('clone templates'))");
    for (const [name, database] of names)
      await ensureDatabase(client, database, name, `dereu_template_${name.replaceAll('-', '_')}`);
  });
  const owners = new Map<string, DataSource>();
  for (const [name, { owner }] of urls) {
    owners.set(name, await createDataSource({ url: owner, entities: [], migrations: [], poolSize: 2 }).initialize());
  }
  return {
    urls: servingUrls(urls),
    owner(subgraph) {
      const db = owners.get(subgraph);
      if (!db) throw new Error(`There is no database of ${subgraph}.`);
      return db;
    },
    async drop() {
      await Promise.all([...owners.values()].map((db) => db.destroy()));
      await asAdmin(adminUrl, async (client) => {
        for (const database of names.values()) await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      });
    },
  };
}
