import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import {
  before,
  type Caller,
  type HubResponse,
  type HubTransport,
  hubError,
  type Log,
} from '../../subgraphs/kit/index.js';
import type { Told } from '../access-line.js';
import type { PendingWalls } from '../walls/pending-walls.js';
import { assertAnswers, failedAnswer } from './failed-answer.js';
import { withLeftOut } from './left-out.js';
import { spread, unique } from './representations.js';

/** What the gateway keeps for the life of one request. */
export interface GatewayContext {
  readonly caller: Caller;
  readonly told: Told;
}

type GatewayGraphQLResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;

/**
 * Reaches a subgraph, in this process or in another one. Nobody waits beyond the request's deadline; a subgraph that throws or hangs leaves its
 * fields null and the rest answers; so it is for whom a wall keeps out that the subgraph has not yet taken over. An entity that occurs many times in an answer is asked for once.
 */
export class SubgraphDataSource implements GraphQLDataSource<GatewayContext> {
  constructor(
    private readonly name: string,
    private readonly transport: HubTransport,
    private readonly log: Log,
    private readonly walls: Pick<PendingWalls, 'keepOut'>,
  ) {}

  async process({
    request,
    context,
  }: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<GatewayGraphQLResponse> {
    const { caller } = context as GatewayContext;
    const { query: document = '', variables = {}, operationName = null } = request;
    const asked = unique(variables);
    try {
      if (await this.walls.keepOut(this.name, caller.requester)) throw hubError('UNAVAILABLE');
      const answer = await before(
        caller.deadline,
        this.transport.call(this.name, { document, variables: asked.variables, operationName, caller }),
      );
      assertAnswers(document, asked.variables, answer);
      withLeftOut(document, answer.data);
      return plain(asked.places ? spread(answer, asked.places) : answer);
    } catch (error) {
      const { requestId } = caller;
      if (!(error instanceof GraphQLError)) this.log.error('gateway_failed', { requestId, subgraph: this.name, error });
      return plain(failedAnswer(document, variables, error));
    }
  }
}

/** Errors from this process are objects of graphql-js, those from another one are JSON already. */
function plain({ data, errors }: HubResponse): GatewayGraphQLResponse {
  return {
    data,
    errors: errors?.map((error) => {
      const e = error as { toJSON?: () => unknown };
      return e.toJSON ? e.toJSON() : e;
    }),
  } as GatewayGraphQLResponse;
}
