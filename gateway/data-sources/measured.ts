import type { GraphQLDataSource } from '@apollo/gateway';
import { learnNames, type Operating, outcomeOf } from '../../subgraphs/kit/index.js';
import type { GatewayContext } from './subgraph.js';

/** A data source whose fetches are counted and traced, by whatever way it reaches its subgraph. */
export function measured(
  subgraph: string,
  source: GraphQLDataSource<GatewayContext>,
  { metrics, tracing }: Operating,
): GraphQLDataSource<GatewayContext> {
  learnNames('subgraph', [subgraph]);
  return {
    process(options) {
      const from = performance.now();
      const { requestId } = (options.context as GatewayContext).caller;
      return tracing.span('fetch', { subgraph, requestId }, async (note) => {
        let outcome: unknown = 'INTERNAL';
        try {
          const answer = await source.process(options);
          const [error] = answer.errors ?? [];
          outcome = error ? error.extensions?.code : 'ok';
          return answer;
        } catch (error) {
          outcome = (error as { extensions?: { code?: unknown } } | null)?.extensions?.code;
          throw error;
        } finally {
          metrics.fetch(subgraph, outcome, (performance.now() - from) / 1_000);
          note({ outcome: outcomeOf(outcome) });
        }
      });
    },
  };
}
