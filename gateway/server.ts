import { createHash, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import { ERROR_MESSAGES, type ErrorCode } from '../subgraphs/kit/index.js';
import type { GatewayContext } from './data-sources/in-process.js';
import { graphiql } from './graphiql.js';
import { health } from './health.js';
import { authenticate } from './identity/authenticate.js';
import { TrustListKeeper, type TrustListOptions } from './identity/trust-list.js';
import { limits } from './protection/limits.js';
import { maskError } from './protection/mask-error.js';
import { requireIdentity } from './protection/require-identity.js';
import { planOver } from './supergraph.js';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly version: string;
  readonly dataSource: (subgraph: string) => GraphQLDataSource<GatewayContext>;
  readonly trustList: TrustListOptions;
  /** How long a request may take, in ms */
  readonly deadlineMs: number;
  readonly host: string;
  readonly port: number;
  /** Introspection and GraphiQL: never in production */
  readonly explorable: boolean;
  /** State of each subgraph, for /ready */
  readonly subgraphsReady: () => Promise<Readonly<Record<string, boolean>>>;
  /** Further routes of the process, such as the demo identity provider */
  readonly mount?: (app: Express) => void;
}

export interface Gateway {
  readonly url: string;
  readonly refreshTrustList: () => Promise<boolean>;
  stop(): Promise<void>;
}

/** The one public door, in the order in which a request meets it. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  let draining = false;
  const app = express().disable('x-powered-by').disable('etag');
  const http = createServer(app);
  const trust = new TrustListKeeper(options.trustList);
  const protection = limits();
  const apollo = new ApolloServer<GatewayContext>({
    gateway: planOver(options.supergraphSdl, options.dataSource),
    introspection: options.explorable,
    includeStacktraceInErrorResponses: false,
    formatError: maskError,
    validationRules: protection.validationRules,
    validationOptions: { maxErrors: 1 },
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    plugins: [
      ...protection.plugins,
      requireIdentity,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: 5_000 }),
    ],
  });

  const context: RequestHandler = async (req, res, next) => {
    try {
      const requester = await authenticate(req.headers, trust.current);
      res.locals.caller = {
        requester,
        actor: null,
        requestId: randomUUID(),
        deadline: Date.now() + options.deadlineMs,
      };
      next();
    } catch (error) {
      next(error);
    }
  };

  app.use(
    health({
      version: options.version,
      schemaHash: createHash('sha256').update(options.supergraphSdl).digest('hex').slice(0, 16),
      parts: async () => ({ ...(await options.subgraphsReady()), 'trust list': trust.current !== null }),
      draining: () => draining,
    }),
  );
  options.mount?.(app);
  if (options.explorable) app.use('/graphiql', graphiql());

  await trust.start();
  await apollo.start();
  app.use(
    '/graphql',
    context,
    express.json({ limit: '256kb' }),
    expressMiddleware(apollo, { context: async ({ res }) => ({ caller: res.locals.caller }) }),
  );
  app.use(answerFault);
  await listen(http, options.port, options.host).catch(async (error) => {
    trust.stop();
    await apollo.stop();
    throw error;
  });

  return {
    url: `http://${options.host}:${(http.address() as AddressInfo).port}`,
    refreshTrustList: () => trust.refresh(),
    async stop() {
      draining = true;
      trust.stop();
      await apollo.stop();
    },
  };
}

const STATUS: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, PURPOSE_NOT_PERMITTED: 403, FORBIDDEN: 403 };

/** Errors before GraphQL: refused identity, a body that is too large or not JSON. The answer has the form of a GraphQL error. */
const answerFault: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  const form = typeof error?.status === 'number' && error.status >= 400 && error.status < 500;
  const code = (
    error instanceof GraphQLError ? error.extensions.code : form ? 'BAD_USER_INPUT' : 'INTERNAL'
  ) as ErrorCode;
  res
    .status(STATUS[code] ?? (form ? error.status : 500))
    .set('cache-control', 'no-store')
    .json({ errors: [{ message: ERROR_MESSAGES[code], extensions: { code } }] });
};

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another one.`)
          : error,
      ),
    );
    http.listen(port, host, resolve);
  });
}
