import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import type { RequestHandler } from 'express';
import { type HubTransport, MAXIMUM_TOKENS, type Operating } from '../subgraphs/kit/index.js';
import { accessNotes } from './access-line.js';
import { measured } from './data-sources/measured.js';
import { type GatewayContext, SubgraphDataSource } from './data-sources/subgraph.js';
import { limits } from './protection/limits.js';
import { maskError } from './protection/mask-error.js';
import { requireIdentity } from './protection/require-identity.js';
import { planOver } from './supergraph.js';
import type { PendingWalls } from './walls/pending-walls.js';

export interface RouterOptions {
  readonly supergraphSdl: string;
  readonly transport: HubTransport;
  readonly operating: Operating;
  /** Asked before each request to a subgraph: what it keeps out is not sent, and answered as if the subgraph were not there (UNAVAILABLE) */
  readonly walls: Pick<PendingWalls, 'keepOut'>;
  /** The hub's own documents, whose names may be told */
  readonly firstParty: readonly string[];
  readonly explorable: boolean;
  /** The server that what is under way is answered by */
  readonly http: Server;
}

/** What answers an operation: it plans over the supergraph and asks the subgraphs for the caller in `res.locals`. */
export interface Router {
  /** Its place is behind authentication and the parser of bodies. */
  start(): Promise<RequestHandler>;
  /** Lets nobody in any more, and ends when those under way are answered. */
  stop(): Promise<void>;
}

export type OpenRouter = (options: RouterOptions) => Router;

export const apolloRouter: OpenRouter = ({
  supergraphSdl,
  transport,
  operating,
  walls,
  firstParty,
  explorable,
  http,
}) => {
  const protection = limits();
  const apollo = new ApolloServer<GatewayContext>({
    gateway: planOver(supergraphSdl, (name) =>
      measured(name, new SubgraphDataSource(name, transport, operating.log, walls), operating),
    ),
    introspection: explorable,
    includeStacktraceInErrorResponses: false,
    formatError: maskError,
    parseOptions: { maxTokens: MAXIMUM_TOKENS },
    validationRules: protection.validationRules,
    validationOptions: { maxErrors: 1 },
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    plugins: [
      ...protection.plugins,
      requireIdentity,
      accessNotes(operating.log, firstParty),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: 5_000 }),
    ],
  });
  return {
    async start() {
      await apollo.start();
      return expressMiddleware(apollo, {
        context: async ({ res }) => ({ caller: res.locals.caller, told: res.locals.told }),
      });
    },
    stop: () => apollo.stop(),
  };
};
