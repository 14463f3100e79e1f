import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import { hubError } from '../../subgraphs/kit/index.js';
import type { GatewayContext } from '../data-sources/subgraph.js';

/** Everything but what says nothing of anybody: the schema itself. */
export const needsIdentity = (operation: OperationDefinitionNode): boolean =>
  !operation.selectionSet.selections.every(
    (selection) => selection.kind === 'Field' && selection.name.value.startsWith('__'),
  );

/** Without a token nothing is planned but introspection (which production switches off). */
export const requireIdentity: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (contextValue.caller.requester) return;
        if (!operation || needsIdentity(operation)) throw hubError('UNAUTHENTICATED');
      },
      async willSendResponse({ response, errors, contextValue }) {
        if (errors?.some((e) => e.extensions.code === 'UNAUTHENTICATED') && !contextValue.caller.requester)
          response.http.status = 401;
        response.http.headers.set('cache-control', 'no-store');
      },
    };
  },
};
