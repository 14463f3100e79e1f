import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Caller, Subgraph } from '../../subgraphs/kit/index.js';
import { hubError } from '../../subgraphs/kit/index.js';

/** What the gateway keeps for the life of one request. */
export interface GatewayContext {
  readonly caller: Caller;
}

type GatewayGraphQLResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;

/**
 * Reaches a subgraph in this process: the requester is handed over as an object, and the parsed document is kept by the subgraph.
 * Nobody waits beyond the request's deadline; a subgraph that throws or hangs leaves its fields null and the rest answers.
 */
export class InProcessDataSource implements GraphQLDataSource<GatewayContext> {
  constructor(private readonly subgraph: () => Pick<Subgraph, 'execute'>) {}

  async process({
    request,
    context,
  }: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<GatewayGraphQLResponse> {
    const { caller } = context as GatewayContext;
    const answer = this.subgraph().execute({
      document: request.query ?? '',
      variables: request.variables ?? {},
      operationName: request.operationName ?? null,
      caller,
    });
    const { data, errors } = await before(caller.deadline, answer);
    return { data, errors: errors?.map((error) => error.toJSON()) } as GatewayGraphQLResponse;
  }
}

/** @throws DEADLINE_EXCEEDED at the instant `deadline` (ms since the epoch) */
export async function before<T>(deadline: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(hubError('DEADLINE_EXCEEDED')), Math.max(0, deadline - Date.now()));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
