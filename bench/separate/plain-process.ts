import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ApolloGateway, type GraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { locatedAt } from '../../gateway/index.js';
import { type Caller, GATEWAY, type Requester, signAssertion } from '../../subgraphs/kit/index.js';
import { serveParent } from '../harness/child.js';
import { cpuMicroseconds } from '../harness/contender.js';
import { startProfile, stopProfile } from '../record/profile.js';
import { type DoorOptions, gatewayIdentity } from './identity.js';

export interface PlainOptions extends DoorOptions {
  /** Who asks, without a look at the token: it has less to do than our gateway, which verifies one */
  readonly requester: Requester;
}

process.env.APOLLO_TELEMETRY_DISABLED = '1';

interface Context {
  readonly caller: Caller;
}

/**
 * Apollo Server and @apollo/gateway as their guides begin: the standalone server, the default data source. Added is only what the subgraphs insist
 * on, the assertion and the client certificate. No deadline, limits, masking or token.
 */
serveParent(async (options: PlainOptions) => {
  const { supergraphSdl, keys, tls } = await gatewayIdentity(options);
  // the data source's own fetcher with its own defaults, and a certificate
  const fetcher = createRequire(createRequire(import.meta.url).resolve('@apollo/gateway'))(
    'make-fetch-happen',
  ).defaults({
    maxSockets: Number.POSITIVE_INFINITY,
    retry: false,
    cert: await readFile(tls.certificate),
    key: await readFile(tls.key),
    ca: await readFile(tls.authority),
  });
  const gateway = new ApolloGateway({
    supergraphSdl: locatedAt(supergraphSdl, options.origins),
    buildService: ({ name, url }) =>
      new RemoteGraphQLDataSource<Context>({
        url: url!,
        fetcher,
        willSendRequest({ request, context }) {
          const { http, query, ...rest } = request;
          const body = JSON.stringify({ query, ...rest });
          const assertion = signAssertion(keys.signing, GATEWAY, name, (context as Context).caller, body);
          http?.headers.set('authorization', `Bearer ${assertion}`);
        },
      }) as GraphQLDataSource,
  });
  const server = new ApolloServer<Context>({ gateway });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async () => ({
      caller: {
        requester: options.requester,
        actor: null,
        requestId: randomUUID(),
        deadline: Date.now() + options.deadlineMs,
      },
    }),
  });
  return {
    // it answers at any path
    ready: { origin: url.replace(/\/$/, '') },
    methods: { cpu: cpuMicroseconds, startProfile, stopProfile },
    stop: () => server.stop(),
  };
});
