import type { ApolloServerPlugin } from '@apollo/server';
import { hubError } from '../../subgraphs/kit/index.js';
import type { GatewayContext } from '../data-sources/in-process.js';

/** Without a token nothing is planned but introspection (which production switches off). */
export const requireIdentity: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (contextValue.caller.requester) return;
        const introspection = operation?.selectionSet.selections.every(
          (selection) => selection.kind === 'Field' && selection.name.value.startsWith('__'),
        );
        if (!introspection) throw hubError('UNAUTHENTICATED');
      },
      async willSendResponse({ response, errors, contextValue }) {
        if (errors?.some((e) => e.extensions.code === 'UNAUTHENTICATED') && !contextValue.caller.requester)
          response.http.status = 401;
        response.http.headers.set('cache-control', 'no-store');
      },
    };
  },
};
