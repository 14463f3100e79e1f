import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { DataSource } from 'typeorm';
import { asAdmin, databaseUrls, ensureDatabase } from '../standalone/databases.js';
import { type Hub, startHub } from '../standalone/hub.js';
import { AUDIENCE } from '../standalone/seed/index.js';
import { SUBGRAPHS } from '../standalone/subgraphs.js';
import { createDataSource, type SubgraphDefinition } from '../subgraphs/kit/index.js';
import { TEST_ISSUER, testServer } from './setup/test-server.js';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
  readonly data: any;
  readonly errors?: readonly { message: string; path?: readonly (string | number)[]; extensions: { code: string } }[];
}

/** One member of staff at the public door. */
export interface Client {
  query(document: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

export interface TestHub extends Hub {
  readonly url: string;
  /** The seeded account of that name, stating a purpose (or none). */
  as(account: string, purpose?: string, language?: string): Client;
  token(account: string, claims?: Record<string, unknown>): Promise<string>;
  /** A subgraph's database under its owner login, to look into tables. */
  db(subgraph: string): DataSource;
  close(): Promise<void>;
}

export interface TestHubOptions {
  readonly subgraphs?: readonly SubgraphDefinition[];
  readonly deadlineMs?: number;
  readonly poolSize?: number;
}

/** The whole hub on freshly cloned databases behind a real HTTP port; the tokens are real and signed by a trusted issuer. */
export async function openTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const { adminUrl, secrets, issuerKey } = testServer();
  const subgraphs = options.subgraphs ?? SUBGRAPHS;
  const run = randomUUID().slice(0, 8);
  const names = new Map(subgraphs.map(({ name }) => [name, `t_${run}_${name.replaceAll('-', '_')}`]));
  const urls = new Map([...names].map(([name, database]) => [name, databaseUrls(adminUrl, database, name, secrets)]));
  await asAdmin(adminUrl, async (client) => {
    // two files that clone the same template at once would each find the other connected to it
    await client.query("SELECT pg_advisory_lock(hashtext('clone templates'))");
    for (const [name, database] of names)
      await ensureDatabase(client, database, name, `dereu_template_${name.replaceAll('-', '_')}`);
  });
  const hub = await startHub({
    config: {
      host: '127.0.0.1',
      port: 0,
      deadlineMs: options.deadlineMs ?? 15_000,
      trustListRefreshMs: 1_000,
      trustListMaximumAgeMs: 60_000,
      production: false,
    },
    subgraphs,
    databases: Object.fromEntries([...urls].map(([name, { app }]) => [name, app])),
    secrets,
    version: 'test',
    log: () => {},
    poolSize: options.poolSize ?? 6,
  });
  const owners = new Map<string, DataSource>();
  for (const [name, { owner }] of urls) {
    owners.set(name, await createDataSource({ url: owner, entities: [], migrations: [], poolSize: 2 }).initialize());
  }
  const key = await importJWK(issuerKey, 'EdDSA');
  const token = (account: string, claims: Record<string, unknown> = {}) =>
    new SignJWT({ aud: AUDIENCE, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
      .setIssuer(TEST_ISSUER)
      .setSubject(account)
      .setIssuedAt()
      .setExpirationTime((claims.exp as number | undefined) ?? '10m')
      .sign(key);

  return {
    ...hub,
    url: `${hub.gateway.url}/graphql`,
    token,
    as(account, purpose, language = 'en') {
      const bearer = token(account);
      return {
        async query(query, variables = {}, headers = {}) {
          const response = await fetch(`${hub.gateway.url}/graphql`, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              'accept-language': language,
              authorization: `Bearer ${await bearer}`,
              ...(purpose ? { 'purpose-of-use': purpose } : {}),
              ...headers,
            },
            body: JSON.stringify({ query, variables }),
          });
          return { status: response.status, ...((await response.json()) as object) } as Answer;
        },
      };
    },
    db(subgraph) {
      const db = owners.get(subgraph);
      if (!db) throw new Error(`There is no database of ${subgraph}.`);
      return db;
    },
    async close() {
      await hub.stop();
      await Promise.all([...owners.values()].map((db) => db.destroy()));
      await asAdmin(adminUrl, async (client) => {
        for (const database of names.values()) await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      });
    },
  };
}
