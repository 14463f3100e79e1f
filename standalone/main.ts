import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONSOLE_PATH } from '../gateway/index.js';
import { Health, type OperationsServer, operatingOf, startOperationsServer } from '../subgraphs/kit/index.js';
import { caughtBy } from '../subgraphs/referral/index.js';
import { ConfigError, readConfig } from './config.js';
import { servingUrls } from './databases.js';
import { type Hub, publicPart, startHub } from './hub.js';
import { createIdentityProvider, DEMO_CONSOLE_CLIENT } from './identity-provider.js';
import { type OpenPostgres, openPostgres, PostgresUnavailable } from './postgres.js';
import { prepareDatabases, seedDatabases } from './prepare.js';
import { keepSecrets } from './secrets.js';
import { AUDIENCE, CONSOLE_ACCOUNTS, DEMO_ACCOUNTS, seedCases } from './seed/index.js';
import { SUBGRAPHS } from './subgraphs.js';

/** `npm start`: the whole hub in one process, with demo accounts. Ctrl-C stops everything; the data stays. */
async function main(): Promise<void> {
  try {
    process.loadEnvFile();
  } catch {
    // no .env: the defaults hold
  }
  const config = readConfig(process.env);
  if (config.production) {
    throw new ConfigError('The standalone hub has demo accounts and refuses NODE_ENV=production.');
  }
  const log = (line: string) => console.log(line);
  const operating = await operatingOf('hub', config.operations);
  let postgres: OpenPostgres | undefined;
  let hub: Hub | undefined;
  let operations: OperationsServer | undefined;
  let stopping: Promise<void> | undefined;
  const stop = (code: number) => {
    stopping ??= (async () => {
      await hub?.stop().catch(() => {});
      await operations?.stop();
      await operating.tracing.stop();
      await postgres?.stop();
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

  try {
    const secrets = await keepSecrets(
      config.dataDirectory,
      SUBGRAPHS.map(({ name }) => name),
    );
    postgres = await openPostgres({ databaseUrl: config.databaseUrl, dataDirectory: config.dataDirectory, log });
    const databases = await prepareDatabases(postgres.adminUrl, SUBGRAPHS, secrets, log);
    const origin = `http://${config.host}:${config.port}`;
    const issuer = `${origin}/oidc`;
    const desk = `${origin}${CONSOLE_PATH}/`;
    await seedDatabases(databases, secrets, {
      issuer,
      audience: AUDIENCE,
      jwks: { keys: [publicPart(secrets.identityProvider)] },
    });
    const provider = await createIdentityProvider({
      issuer,
      audience: AUDIENCE,
      accounts: DEMO_ACCOUNTS,
      signingKey: secrets.identityProvider,
      cookieKeys: [secrets.cookies],
      redirectUris: [],
      consoleRedirectUri: desk,
    });
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    hub = await startHub({
      // the demo provider's tokens live an hour
      config: {
        ...config,
        tokenMaximumAgeMs: 3_600_000,
        console: {
          signIn: [{ issuer, clientId: DEMO_CONSOLE_CLIENT }],
          name: config.consoleName,
          idleMinutes: config.consoleIdleMinutes,
          demoAccounts: CONSOLE_ACCOUNTS,
        },
      },
      subgraphs: SUBGRAPHS,
      databases: servingUrls(databases),
      secrets,
      version,
      operating,
      mount: (app) => {
        app.use('/oidc', provider.handler);
        app.get('/caught', (_req, res) => {
          const db = hub?.subgraphs.get('referral')?.db;
          res
            .set('cache-control', 'no-store')
            .type('text/plain')
            .send(db ? caughtBy(db).text : '');
        });
      },
    });
    await untilOpen(hub);
    await seedCases(hub.transport);
    const { OPERATIONS_HOST, OPERATIONS_PORT } = config.operations;
    if (OPERATIONS_PORT !== undefined) {
      const health = new Health({ parts: hub.gateway.parts });
      operations = await startOperationsServer({ operating, health, host: OPERATIONS_HOST, port: OPERATIONS_PORT });
    }
    log(`
Dereu ${version} is ready (${postgres.kind} PostgreSQL; fictional data; Ctrl-C stops it, the data stays).

  Console    ${desk}
  API        ${origin}/graphql
  GraphiQL   ${origin}/graphiql
  Her page   ${config.subjectHost ? `http://${config.subjectHost}:${config.port}` : `${origin}/page`}
  On duty    ${origin}/caught   (what would have been sent to people on duty; nothing is)
  State      ${origin}/ready${operations ? `\n  Metrics    ${operations.url}/metrics` : ''}

  The main job, step by step:   npm run demo
  A token for GraphiQL:         npm run -s token -- officer-almaty

  Demo accounts: ${DEMO_ACCOUNTS.map(({ sub }) => sub).join(', ')}
`);
  } catch (error) {
    if (!stopping) {
      const expected = error instanceof PostgresUnavailable || error instanceof ConfigError || error instanceof Error;
      console.error(expected ? (error as Error).message : error);
      await stop(1);
    }
  }
}

/** A database that was restored opens when its walls are up to date, which takes a moment after the start. */
async function untilOpen({ subgraphs }: Hub): Promise<void> {
  for (const subgraph of subgraphs.values()) while (!(await subgraph.ready())) await sleep(100);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
