import type { CategoryOwners } from './category-owners.js';
import { ACCESS_LOG_APPEND } from './own-record-forwarding.js';
import { ERASED_SUBJECTS } from './restore-mark/erased-subjects.js';
import { keepsWalls, STANDING_WALLS } from './restore-mark/standing-walls.js';
import { RETENTION_HELD } from './retention/job.js';
import type { SubgraphDefinition } from './subgraph.js';

/** Every operation of another subgraph that one may call: those it names, its messages, and what kit does for an owner of categories. */
export function operationsCalledBy(definition: SubgraphDefinition, owners: CategoryOwners): string[] {
  const offered = [
    ...(definition.messages?.(owners) ?? []),
    ...(keepsWalls(definition) ? [ACCESS_LOG_APPEND, STANDING_WALLS, ERASED_SUBJECTS] : []),
    ...(definition.retains ? [RETENTION_HELD] : []),
  ];
  return [...definition.calls, ...offered.map((o) => `${o.subgraph}.${o.operation}`)];
}

/** The subgraphs that one calls. */
export const calledBy = (definition: SubgraphDefinition, owners: CategoryOwners): string[] => [
  ...new Set(operationsCalledBy(definition, owners).map((operation) => operation.split('.')[0]!)),
];
