import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import { ERROR_MESSAGES, hubError } from '../../subgraphs/kit/index.js';
import type { GatewayContext } from '../data-sources/subgraph.js';

/** Everything but what says nothing of anybody: the schema itself. */
export const needsIdentity = (operation: OperationDefinitionNode): boolean =>
  !operation.selectionSet.selections.every(
    (selection) => selection.kind === 'Field' && selection.name.value.startsWith('__'),
  );

function notAnOperation(): GraphQLError {
  return new GraphQLError(ERROR_MESSAGES.BAD_USER_INPUT, {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}

/** Without a token nothing is planned but introspection (which production switches off). */
export const requireIdentity: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (!contextValue.caller.requester && (!operation || needsIdentity(operation)))
          throw hubError('UNAUTHENTICATED');
        // none, or not one, that can be answered: it is not left to the router, which would take it for a fault of its own
        if (!operation || operation.operation === 'subscription') throw notAnOperation();
      },
      async willSendResponse({ response, errors, contextValue }) {
        if (errors?.some((e) => e.extensions.code === 'UNAUTHENTICATED') && !contextValue.caller.requester)
          response.http.status = 401;
        response.http.headers.set('cache-control', 'no-store');
      },
    };
  },
};
