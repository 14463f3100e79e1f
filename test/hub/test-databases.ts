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

const templateOf = (subgraph: string) => `dereu_template_${subgraph.replaceAll('-', '_')}`;

export async function cloneDatabases(subgraphs: readonly string[]): Promise<TestDatabases> {
  const { adminUrl, secrets } = testServer();
  const run = randomUUID().slice(0, 8);
  const names = new Map(subgraphs.map((name) => [name, `t_${run}_${name.replaceAll('-', '_')}`]));
  const urls = new Map([...names].map(([name, database]) => [name, databaseUrls(adminUrl, database, name, secrets)]));
  await asAdmin(adminUrl, async (client) => {
    // two files that clone the same template at once would each find the other connected to it
    await client.query("SELECT pg_advisory_lock(hashtext('clone templates'))");
    // each has a template of its own: they are copied side by side
    await Promise.all(
      [...names].map(([name, database]) =>
        asAdmin(adminUrl, (each) => ensureDatabase(each, database, name, templateOf(name))),
      ),
    );
  });
  const owners = new Map(
    await Promise.all(
      [...urls].map(async ([name, { owner: url }]) => {
        const owner = createDataSource({ url, entities: [], migrations: [], poolSize: 2 });
        return [name, await owner.initialize()] as const;
      }),
    ),
  );
  return {
    urls: servingUrls(urls),
    owner(subgraph) {
      const db = owners.get(subgraph);
      if (!db) throw new Error(`There is no database of ${subgraph}.`);
      return db;
    },
    async drop() {
      await Promise.all([...owners.values()].map((db) => db.destroy()));
      await Promise.all(
        [...names.values()].map((database) =>
          asAdmin(adminUrl, (each) => each.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)),
        ),
      );
    },
  };
}
