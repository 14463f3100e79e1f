import { EnvelopArmor } from '@escape.tech/graphql-armor';
import type { RequestHandler } from 'express';
import type { GraphQLFormattedError } from 'graphql';
import { locatedAt, maskError, type OpenRouter, type ProcessIdentity } from '../../../gateway/index.js';
import { OPERATION_LIMITS } from '../../../subgraphs/kit/index.js';
import { admission, dataOfNothing, requiredNulls } from './differences.js';
import { createGatewayRuntime, type Hive, unifiedGraphHandler } from './package.js';
import { signingPlugin } from './signing-plugin.js';

/** Hive Gateway (MIT) in the place of Apollo Server and @apollo/gateway: it plans, executes and calls the subgraphs by itself. */
export const hiveRouter =
  (identity: ProcessIdentity): OpenRouter =>
  ({ supergraphSdl, walls, explorable, http }) => {
    let hive: Hive;
    let close = async () => {};
    return {
      async start() {
        const signing = await signingPlugin(identity, walls);
        close = signing.close;
        hive = createGatewayRuntime({
          supergraph: locatedAt(supergraphSdl, identity.origins),
          // Hive's older planner, the default, stitches: it asks for fields before what they require, and for those that are skipped
          unifiedGraphHandler,
          plugins: () => [
            ...new EnvelopArmor(OPERATION_LIMITS).protect().plugins,
            admission,
            dataOfNothing,
            requiredNulls(supergraphSdl),
            signing,
          ],
          // Hive's own default answers two people who ask the same at the same time with what the first of them may see
          transportEntries: { '*': { options: { deduplicateInflightRequests: false } } },
          maskedErrors: false,
          logging: false,
          landingPage: false,
          graphiql: false,
          requestId: false,
          ...(explorable ? {} : { disableIntrospection: { disableIf: () => true } }),
        });
        return answerBy(hive);
      },
      async stop() {
        await new Promise<void>((resolve) => {
          http.close(() => resolve());
          http.closeIdleConnections();
        });
        await hive[Symbol.asyncDispose]();
        await close();
      },
    };
  };

const answerBy =
  (hive: Hive): RequestHandler =>
  async (req, res, next) => {
    try {
      const answer = await hive.fetch(
        'http://hub.invalid/graphql',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(req.body) },
        { caller: res.locals.caller, told: res.locals.told },
      );
      const { data, errors } = (await answer.json()) as { data?: unknown; errors?: GraphQLFormattedError[] };
      const masked = errors?.map(maskError);
      res.locals.told.codes = (masked ?? []).map(({ extensions }) => String(extensions?.code));
      const anonymous = masked?.some((e) => e.extensions?.code === 'UNAUTHENTICATED') && !res.locals.caller.requester;
      res
        .status(anonymous ? 401 : answer.status)
        .set('cache-control', 'no-store')
        .json({ ...(masked ? { errors: masked } : {}), ...(data === undefined ? {} : { data }) });
    } catch (error) {
      next(error);
    }
  };
