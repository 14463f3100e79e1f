import type { ApolloServerPlugin } from '@apollo/server';
import type { ValidationRule } from 'graphql';
import { operationLimits } from '../../subgraphs/kit/index.js';
import type { GatewayContext } from '../data-sources/subgraph.js';

export interface Limits {
  readonly plugins: ApolloServerPlugin<GatewayContext>[];
  readonly validationRules: ValidationRule[];
}

/** The limits of the hub in the form that Apollo Server takes. */
export function limits(): Limits {
  const { plugins, validationRules } = operationLimits();
  return {
    plugins: (plugins ?? []) as ApolloServerPlugin<GatewayContext>[],
    validationRules: validationRules as ValidationRule[],
  };
}
