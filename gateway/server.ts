import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import {
  before,
  ConfigError,
  ERROR_MESSAGES,
  type ErrorCode,
  GATEWAY,
  Health,
  type HubTransport,
  hubError,
  type Log,
  listening,
  type Operating,
  type Requester,
} from '../subgraphs/kit/index.js';
import { accessLine, type Told } from './access-line.js';
import { calendars } from './calendar/routes.js';
import { CONSOLE_PATH, consolePages } from './console/routes.js';
import type { ConsoleOptions } from './console/settings.js';
import { dutyPage } from './duty-page/routes.js';
import { eventStreams } from './events/routes.js';
import { graphiql } from './graphiql.js';
import { healthRoutes } from './health.js';
import { authenticate } from './identity/authenticate.js';
import { TrustListKeeper, type TrustListOptions } from './identity/trust-list.js';
import { kitPage } from './kit-page/routes.js';
import { admitOperations, type OperationRules } from './operations/admission.js';
import { permitPage } from './permit-page/routes.js';
import { RATE_LIMITS, type RateLimitSettings, RateLimits } from './protection/rate-limits.js';
import { onItsHost } from './public-page/host.js';
import type { Ask } from './public-page/router.js';
import { apolloRouter, type OpenRouter } from './router.js';
import { subjectPage } from './subject-page/routes.js';
import { tokenEndpoint } from './tokens/endpoint.js';
import { hubAsIssuer, type TokenOptions } from './tokens/hub-tokens.js';
import { PendingWalls } from './walls/pending-walls.js';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  readonly version: string;
  readonly operating: Operating;
  /** How subgraphs are reached: in this process, or over HTTP */
  readonly transport: HubTransport;
  readonly trustList: Omit<TrustListOptions, 'fetch'>;
  /** How long ago a token may have been issued, in ms; five minutes when left out: so fast does a provider's deprovisioning reach the hub */
  readonly tokenMaximumAgeMs?: number;
  readonly operations: Omit<OperationRules, 'text'>;
  /** Tokens for machine clients; none are given when left out */
  readonly tokens?: TokenOptions;
  /** How much a person, an agency and an address may ask; `RATE_LIMITS` when left out */
  readonly rateLimits?: RateLimitSettings;
  /** Addresses of the reverse proxies before this gateway, whose `X-Forwarded-For` is believed: as express takes them; none when left out */
  readonly trustedProxies?: string;
  /** How long a request may take, in ms */
  readonly deadlineMs: number;
  readonly host: string;
  readonly port: number;
  /** Introspection and GraphiQL: never in production */
  readonly explorable: boolean;
  /** State of each subgraph, for /ready */
  readonly subgraphsReady: () => Promise<Readonly<Record<string, boolean>>>;
  /** Host name on which the pages for her are answered, and nothing else; on the gateway's own when left out */
  readonly subjectHost?: string | undefined;
  /** Another one, on which checkpoints check permits, and nothing else is answered; on the gateway's own when left out */
  readonly permitHost?: string | undefined;
  /** Where one signs in to the console, and what it is called; there is none when left out */
  readonly console?: ConsoleOptions | undefined;
  /** Another one than Apollo's */
  readonly router?: OpenRouter;
  /** Further routes of the process, such as the demo identity provider */
  readonly mount?: (app: Express) => void;
}

export interface Gateway {
  readonly url: string;
  /** State of every part that the main job needs, by name */
  readonly parts: () => Promise<Readonly<Record<string, boolean>>>;
  readonly refreshTrustList: () => Promise<boolean>;
  /** From now on `/ready` is 503 and every answer closes its connection: clients go elsewhere, none is cut off. */
  drain(): void;
  stop(): Promise<void>;
}

/** Longer than those who call keep an idle connection, proxies too (a minute as a rule): none is closed at the moment in which it is used again. */
const KEEP_ALIVE_MS = 65_000;

/** The one public door, in the order in which a request meets it. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  // whoever knows what one of the pages is for must not know it of the other one
  if (options.permitHost && options.permitHost.toLowerCase() === options.subjectHost?.toLowerCase())
    throw new ConfigError('PERMIT_HOST must be another name than SUBJECT_HOST.');
  let draining = false;
  const app = express().disable('x-powered-by').disable('etag');
  if (options.trustedProxies) app.set('trust proxy', options.trustedProxies);
  const http = createServer(app);
  http.keepAliveTimeout = KEEP_ALIVE_MS;
  const trust = new TrustListKeeper({ ...options.trustList, fetch: () => fetchTrustList(options) });
  const walls = new PendingWalls(options.transport);
  const parts = async () => ({
    ...(await options.subgraphsReady()),
    'trust list': trust.current !== null,
    'pending walls': walls.known,
  });
  const { operating } = options;
  const { log } = operating;
  const tokenRules = {
    maximumAgeMs: options.tokenMaximumAgeMs ?? 300_000,
    hub: options.tokens && hubAsIssuer(options.tokens),
  };
  const rateLimits = new RateLimits(options.rateLimits ?? RATE_LIMITS, operating);
  const url = () => `http://${options.host}:${(http.address() as AddressInfo).port}`;
  const router = (options.router ?? apolloRouter)({
    ...options,
    walls,
    firstParty: options.operations.firstParty,
    http,
  });

  const events = eventStreams({ ...options, walls, limits: rateLimits, identified: (req) => identified(req) });

  const context: RequestHandler = async (req, res, next) => {
    try {
      const requester = await identified(req).catch(async (error) => {
        await rateLimits.source(req.ip, res);
        throw error;
      });
      if (requester) await rateLimits.requester(requester, res);
      else {
        await rateLimits.source(req.ip, res);
        // nothing that is registered may be run by nobody: the body is not read
        if (options.operations.registeredOnly) throw hubError('UNAUTHENTICATED');
      }
      res.locals.caller = {
        requester,
        actor: null,
        requestId: res.locals.told.requestId,
        deadline: Date.now() + options.deadlineMs,
      };
      next();
    } catch (error) {
      next(error);
    }
  };

  async function identified(req: Request): Promise<Requester | null> {
    // of two, a proxy in front may have read the other one
    if ((req.headersDistinct.authorization?.length ?? 0) > 1) throw hubError('UNAUTHENTICATED');
    return authenticate(req.headers, trust.current, tokenRules);
  }

  app.use((_req, res, next) => {
    if (draining) res.set('connection', 'close');
    next();
  });
  const asks =
    (subgraph: string): Ask =>
    (document, variables) =>
      ask(options, subgraph, document, variables);
  app.use(
    onItsHost(options.subjectHost, [
      {
        ...{ atHost: '/item', atGateway: '/item' },
        open: (path) =>
          kitPage({ path, mayTry: (address) => rateLimits.mayTry(address), ask: asks('forensic-appointment') }),
      },
      {
        ...{ atHost: '/', atGateway: '/page' },
        open: (path) =>
          subjectPage({
            path,
            secure: options.tokens?.publicUrl?.startsWith('https:') ?? false,
            ask: asks('consent'),
          }),
      },
    ]),
  );
  app.use(
    onItsHost(options.permitHost, [
      {
        ...{ atHost: '/', atGateway: '/permit' },
        open: () => permitPage({ mayTry: (address) => rateLimits.mayTry(address), ask: asks('forensic-appointment') }),
      },
    ]),
  );
  app.use(
    '/answer',
    dutyPage({ path: '/answer', mayTry: (address) => rateLimits.mayTry(address), ask: asks('referral') }),
  );
  app.use(
    healthRoutes(new Health({ parts, draining: () => draining }), {
      version: options.version,
      schema: createHash('sha256').update(options.supergraphSdl).digest('hex').slice(0, 16),
      trustList: () => trust.current,
    }),
  );
  app.use(
    '/calendar',
    calendars({
      ask: asks('forensic-appointment'),
      mayAsk: (req) => rateLimits.mayAsk(req.ip),
      keepOut: (owner) => walls.keepOut('forensic-appointment', owner),
    }),
  );
  if (options.console)
    app.use(CONSOLE_PATH, consolePages({ ...options.console, tokenMaximumAgeMs: tokenRules.maximumAgeMs }));
  options.mount?.(app);
  if (options.tokens) {
    const { publicUrl } = options.tokens;
    app.use(
      tokenEndpoint(
        options.tokens,
        () => trust.current,
        () => publicUrl ?? url(),
        rateLimits,
      ),
    );
  }
  if (options.explorable) app.use('/graphiql', graphiql());

  await Promise.all([trust.start(), walls.start()]);
  const answer = await router.start();
  app.use(
    '/graphql',
    accessLine(operating),
    context,
    express.json({ limit: '256kb' }),
    admitOperations({ ...options.operations, text: registeredText(options) }, () => trust.current),
    answer,
  );
  app.use('/events', accessLine(operating), events.router);
  app.use(answerFault(log));
  await listening(http, options.port, options.host).catch(async (error) => {
    trust.stop();
    await walls.stop();
    await router.stop();
    throw error;
  });
  events.start();

  return {
    url: url(),
    parts,
    refreshTrustList: () => trust.refresh(),
    drain() {
      draining = true;
      events.end();
    },
    async stop() {
      draining = true;
      trust.stop();
      await events.stop();
      await router.stop();
      await walls.stop();
    },
  };
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  PURPOSE_NOT_PERMITTED: 403,
  FORBIDDEN: 403,
  OPERATION_NOT_REGISTERED: 403,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** Errors before GraphQL: refused identity, a body that is too large or not JSON. The answer has the form of a GraphQL error. */
const answerFault =
  (log: Log): ErrorRequestHandler =>
  (error, _req, res, _next) => {
    const form = typeof error?.status === 'number' && error.status >= 400 && error.status < 500;
    const code = (
      error instanceof GraphQLError ? error.extensions.code : form ? 'BAD_USER_INPUT' : 'INTERNAL'
    ) as ErrorCode;
    const told: Told | undefined = res.locals.told;
    if (code === 'INTERNAL') log.error('gateway_failed', { requestId: told?.requestId, error });
    // not handed on: express would print the error
    if (res.headersSent) {
      res.destroy();
      return;
    }
    if (told) told.codes = [code];
    res
      .status(form ? error.status : (STATUS[code] ?? 500))
      .set('cache-control', 'no-store')
      .json({ errors: [{ message: ERROR_MESSAGES[code], extensions: { code } }] });
  };

async function fetchTrustList(options: GatewayOptions): Promise<string> {
  return (await ask(options, 'directory', '{ trustList }')).trustList as string;
}

/** The document that an agency has registered under a hash. */
function registeredText(options: GatewayOptions): OperationRules['text'] {
  const document = 'query ($agency: ID!, $sha256: String!) { registeredOperation(agency: $agency, sha256: $sha256) }';
  return async (agency, sha256) =>
    (await ask(options, 'directory', document, { agency, sha256 })).registeredOperation as string | null;
}

/** What only the gateway may ask, in nobody's name. */
async function ask(
  { transport, deadlineMs }: GatewayOptions,
  subgraph: string,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const caller = { requester: null, actor: GATEWAY, requestId: randomUUID(), deadline: Date.now() + deadlineMs };
  const { data, errors } = await before(caller.deadline, transport.call(subgraph, { document, variables, caller }));
  if (!data || errors?.length) throw hubError('UNAVAILABLE');
  return data;
}
