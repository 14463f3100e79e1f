import { eventHeadOperation, eventToDeliver, type HubOperation, PENDING_WALLS } from '../../kit/index.js';

/** The subgraphs that tell events. */
export const TELLERS = ['consent', 'referral', 'forensic-appointment', 'shelter-capacity'] as const;

/** How far the log of a subgraph is. */
export const eventLogHead = (subgraph: string): HubOperation<Record<string, never>, string> => ({
  subgraph,
  operation: eventHeadOperation(subgraph),
  document: `{ ${eventHeadOperation(subgraph)} }`,
});

/** What this subgraph asks of them; goes into its definition. */
export const WEBHOOK_CALLS: readonly string[] = [
  PENDING_WALLS,
  ...TELLERS.flatMap((subgraph) => [eventLogHead(subgraph), eventToDeliver(subgraph)]),
].map(({ subgraph, operation }) => `${subgraph}.${operation}`);
