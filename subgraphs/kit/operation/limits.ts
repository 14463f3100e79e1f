import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';
import { namesAllowed } from './names.js';

/** How many tokens a document may have. */
export const MAXIMUM_TOKENS = 2_000;

/**
 * Limits on the form of an operation: depth, aliases, directives, tokens, cost, names; no schema suggestions. One definition for the gateway, which holds
 * every request to them, and for the registration of operations, so that nothing is registered that would not run.
 */
export const OPERATION_LIMITS = {
  blockFieldSuggestion: { enabled: true },
  costLimit: { enabled: true, maxCost: 20_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.3 },
  maxAliases: { enabled: true, n: 10, allowList: [] },
  maxDepth: { enabled: true, n: 12, flattenFragments: true },
  maxDirectives: { enabled: true, n: 5 },
  maxTokens: { enabled: true, n: MAXIMUM_TOKENS },
};

/** The limits in the form that Apollo Server takes. */
export function operationLimits(accepted: (cost: number) => void = () => {}) {
  const { validationRules, ...others } = new ApolloArmor({
    ...OPERATION_LIMITS,
    // graphql-js counts while it parses (`maxTokens`); armor's own parser ends a request as if the server were at fault
    maxTokens: { enabled: false },
    costLimit: { ...OPERATION_LIMITS.costLimit, onAccept: [(_, details) => accepted(details.n)] },
  }).protect();
  return { ...others, validationRules: [namesAllowed, ...((validationRules ?? []) as ValidationRule[])] };
}
