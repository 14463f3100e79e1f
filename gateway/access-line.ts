import { randomUUID } from 'node:crypto';
import { types } from 'node:util';
import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import { type Log, learnNames, type Note, type Operating, outcomeOf } from '../subgraphs/kit/index.js';
import type { GatewayContext } from './data-sources/subgraph.js';

/** What the line will say of a request that is under way. */
export interface Told {
  readonly requestId: string;
  operation: string;
  codes: readonly string[];
}

/**
 * One line for each request: which operation, how it ended, how long it took, and of what kind the agency was. Not which agency: a small centre
 * with one person on duty would be a name, and who looked at what is in the access log, under the same request id, where reading it is logged too.
 */
export function accessLine({ log, metrics, tracing }: Operating): RequestHandler {
  return (_req, res, next) => {
    const from = performance.now();
    const told: Told = { requestId: randomUUID(), operation: 'unregistered', codes: [] };
    res.locals.told = told;
    const end = (note: Note) => {
      const durationMs = performance.now() - from;
      const { statusCode: status } = res;
      // a request that Apollo refuses before it is one has no code of its own
      const codes = told.codes.length === 0 && status >= 400 ? ['BAD_USER_INPUT'] : [...new Set(told.codes)];
      const outcome = outcomeOf(res.writableFinished ? (codes[0] ?? 'ok') : 'aborted');
      const { operation, requestId } = told;
      const agencyKind = res.locals.caller?.requester?.agencyKind as string | undefined;
      metrics.request(operation, outcome, durationMs / 1_000);
      log.info('request', { requestId, operation, outcome, codes, status, durationMs, agencyKind });
      note({ operation, outcome, status });
    };
    // the rest of the way runs within the span, which ends with the connection's part in the request
    void tracing.span('request', { requestId: told.requestId }, (note) => {
      const ended = new Promise<void>((resolve) => res.once('close', () => resolve(end(note))));
      next();
      return ended;
    });
  };
}

/** Notes for the line what only Apollo knows; an error that nobody foresaw has an entry of its own. */
export function accessNotes(log: Log, firstParty: readonly string[]): ApolloServerPlugin<GatewayContext> {
  const names = new Map(firstParty.map((text) => [text, /^(?:query|mutation) (\w+)/m.exec(text)?.[1] ?? 'unnamed']));
  learnNames('operation', [...names.values()]);
  return {
    async requestDidStart({ request, contextValue: { told } }) {
      told.operation = names.get(request.query ?? '') ?? 'unregistered';
      return {
        async willSendResponse({ response, errors }) {
          const answer = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
          told.codes = (answer ?? []).map(({ extensions }) => String(extensions?.code));
          for (const error of errors ?? []) {
            // a data source that throws leaves a bare error here, whatever the type says
            const cause: unknown = error instanceof GraphQLError ? error.originalError : error;
            // what a subgraph has answered is no Error here, and has an entry there
            if (!types.isNativeError(cause) || cause instanceof GraphQLError) continue;
            log.error('gateway_failed', { requestId: told.requestId, error: cause });
          }
        },
      };
    },
  };
}
