import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { ValidationRule } from 'graphql';
import type { GatewayContext } from '../data-sources/in-process.js';

export interface Limits {
  readonly plugins: ApolloServerPlugin<GatewayContext>[];
  readonly validationRules: ValidationRule[];
}

/** Limits on the form of an operation: depth, aliases, directives, tokens, cost; no schema suggestions. */
export function limits(): Limits {
  const armor = new ApolloArmor({
    blockFieldSuggestion: { enabled: true },
    costLimit: { enabled: true, maxCost: 20_000, objectCost: 2, scalarCost: 1, depthCostFactor: 1.3 },
    maxAliases: { enabled: true, n: 10, allowList: [] },
    maxDepth: { enabled: true, n: 12, flattenFragments: true },
    maxDirectives: { enabled: true, n: 5 },
    maxTokens: { enabled: true, n: 2_000 },
  }).protect();
  return {
    plugins: (armor.plugins ?? []) as ApolloServerPlugin<GatewayContext>[],
    validationRules: armor.validationRules as ValidationRule[],
  };
}
