import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, type AccessRule, mutate, Role, type SubgraphContext } from '../../kit/index.js';
import { redeliver, sendTest } from './delivery.js';
import {
  addEndpoint,
  assertAddress,
  changeEndpoint,
  newSecret,
  removeEndpoint,
  rotateSecret,
  tryAgain,
  updateEndpoint,
} from './endpoint.js';
import { DELIVERY_OF, ENDPOINT_OF } from './sql.js';
import {
  type WebhookDelivery,
  WebhookDeliveryPayload,
  type WebhookEndpoint,
  WebhookEndpointAddInput,
  WebhookEndpointInput,
  WebhookEndpointKeyedInput,
  WebhookEndpointPayload,
  WebhookEndpointRemovePayload,
  WebhookEndpointUpdateInput,
  WebhookRedeliverInput,
  WebhookSecretPayload,
  WebhookStep,
} from './types.js';

/** An agency's own administrator, and no other's: whoever else chose where events go would read them. */
export const OWN_ADMINISTRATOR: AccessRule = { purposes: 'none', roles: [Role.ADMINISTRATOR] };

const ENDPOINT = { description: 'The endpoint.' };

@Resolver()
export class WebhookMutations {
  @Mutation(() => WebhookSecretPayload, {
    description: 'Has your agency told of events by Standard Webhooks, from now on.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookEndpointAdd(
    @Arg('input', () => WebhookEndpointAddInput, ENDPOINT) input: WebhookEndpointAddInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WebhookSecretPayload> {
    return mutate(ctx, 'webhookEndpointAdd', input, WebhookSecretPayload, async (commit) => {
      const url = await assertAddress(ctx, input.url);
      return withSecret(ctx, (secret) => commit((manager) => addEndpoint(manager, ctx, input, url, secret.made())));
    });
  }

  @Mutation(() => WebhookEndpointPayload, {
    description: 'Changes where an endpoint is or what it gets; what has failed is tried again at once.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookEndpointUpdate(
    @Arg('input', () => WebhookEndpointUpdateInput, ENDPOINT) input: WebhookEndpointUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WebhookEndpointPayload> {
    return mutate(ctx, 'webhookEndpointUpdate', input, WebhookEndpointPayload, async (commit) => {
      const url = input.url ? await assertAddress(ctx, input.url) : null;
      return { endpoint: await endpointOf(ctx, await commit((manager) => updateEndpoint(manager, ctx, input, url))) };
    });
  }

  @Mutation(() => WebhookEndpointPayload, {
    description: 'Sends nothing until it goes on; nothing is lost for 30 days.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookEndpointPause(
    @Arg('input', () => WebhookEndpointInput, ENDPOINT) input: WebhookEndpointInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WebhookEndpointPayload> {
    return mutate(ctx, 'webhookEndpointPause', input, WebhookEndpointPayload, async (commit) => {
      const sets = "state = 'PAUSED', disabled_because = NULL";
      const id = await commit((manager) => changeEndpoint(manager, ctx, input.endpointId, WebhookStep.PAUSED, sets));
      return { endpoint: await endpointOf(ctx, id) };
    });
  }

  @Mutation(() => WebhookEndpointPayload, {
    description: 'Goes on where a paused or disabled endpoint was, with all that has happened since.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookEndpointResume(
    @Arg('input', () => WebhookEndpointInput, ENDPOINT) input: WebhookEndpointInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WebhookEndpointPayload> {
    return mutate(ctx, 'webhookEndpointResume', input, WebhookEndpointPayload, async (commit) => {
      const sets = "state = 'ACTIVE', disabled_because = NULL";
      const id = await commit(async (manager) =>
        tryAgain(manager, await changeEndpoint(manager, ctx, input.endpointId, WebhookStep.RESUMED, sets)),
      );
      return { endpoint: await endpointOf(ctx, id) };
    });
  }

  @Mutation(() => WebhookSecretPayload, {
    description:
      'A new secret for an endpoint. For a day deliveries carry two signatures, by the new one and by the one before.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookEndpointRotateSecret(
    @Arg('input', () => WebhookEndpointKeyedInput, ENDPOINT) input: WebhookEndpointKeyedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WebhookSecretPayload> {
    return mutate(ctx, 'webhookEndpointRotateSecret', input, WebhookSecretPayload, (commit) =>
      withSecret(ctx, (secret) => commit((manager) => rotateSecret(manager, ctx, input.endpointId, secret.made()))),
    );
  }

  @Mutation(() => WebhookEndpointRemovePayload, {
    description: 'Removes an endpoint, its secret and its deliveries. What was done to it stays in `webhookChanges`.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookEndpointRemove(
    @Arg('input', () => WebhookEndpointInput, ENDPOINT) input: WebhookEndpointInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WebhookEndpointRemovePayload> {
    return mutate(ctx, 'webhookEndpointRemove', input, WebhookEndpointRemovePayload, async (commit) => ({
      endpointId: await commit((manager) => removeEndpoint(manager, ctx, input.endpointId)),
    }));
  }

  @Mutation(() => WebhookDeliveryPayload, {
    description: 'Sends a test, also to an endpoint that is paused; it is tried once. Ten may wait.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookTestSend(
    @Arg('input', () => WebhookEndpointKeyedInput, ENDPOINT) input: WebhookEndpointKeyedInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WebhookDeliveryPayload> {
    return mutate(ctx, 'webhookTestSend', input, WebhookDeliveryPayload, async (commit) => {
      const id = await commit((manager) => sendTest(manager, ctx, input.endpointId));
      return { delivery: await deliveryOf(ctx, id) };
    });
  }

  @Mutation(() => WebhookDeliveryPayload, {
    description: 'Delivers an event again, under the same id and the rules of this moment; it is tried once.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookRedeliver(
    @Arg('input', () => WebhookRedeliverInput, { description: 'The delivery.' }) input: WebhookRedeliverInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WebhookDeliveryPayload> {
    return mutate(ctx, 'webhookRedeliver', input, WebhookDeliveryPayload, async (commit) => {
      const id = await commit((manager) => redeliver(manager, ctx, input.deliveryId));
      return { delivery: await deliveryOf(ctx, id) };
    });
  }
}

/** The secret is told when it was made by this call, and not when the call repeats an earlier one. */
async function withSecret(
  ctx: SubgraphContext,
  work: (secret: { made: () => string }) => Promise<string>,
): Promise<{ endpoint: WebhookEndpoint | null; secret: string | null }> {
  let secret: string | null = null;
  const made = () => {
    secret = newSecret();
    return secret;
  };
  const id = await work({ made });
  return { endpoint: await endpointOf(ctx, id), secret };
}

async function endpointOf(ctx: SubgraphContext, id: string): Promise<WebhookEndpoint | null> {
  const [endpoint] = await ENDPOINT_OF.rows(ctx.db, [ctx.requester.agency, id]);
  return endpoint ?? null;
}

async function deliveryOf(ctx: SubgraphContext, id: string): Promise<WebhookDelivery | null> {
  const [delivery] = await DELIVERY_OF.rows(ctx.db, [ctx.requester.agency, id]);
  return delivery ?? null;
}
