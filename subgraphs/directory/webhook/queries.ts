import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  hubError,
  type SubgraphContext,
} from '../../kit/index.js';
import { OWN_ADMINISTRATOR } from './mutations.js';
import { CHANGES, DELIVERIES, ENDPOINTS } from './sql.js';
import {
  type WebhookChange,
  WebhookChangeConnection,
  type WebhookDelivery,
  WebhookDeliveryConnection,
  type WebhookEndpoint,
  WebhookEndpointConnection,
} from './types.js';

@Resolver()
export class WebhookQueries {
  @Query(() => WebhookEndpointConnection, { description: 'The endpoints of your agency, newest first.' })
  @Access(OWN_ADMINISTRATOR)
  async webhookEndpoints(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<WebhookEndpoint>> {
    const { limit, before } = page.newestFirst();
    const rows = await ENDPOINTS.rows(ctx.db, [ctx.requester.agency, ...before, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.createdAt, row.id],
      (row) => row,
    );
  }

  @Query(() => WebhookDeliveryConnection, {
    description: 'What was delivered to an endpoint of your agency, newest first; 30 days.',
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookDeliveries(
    @Arg('endpoint', () => ID, { description: 'Id of the endpoint.' }) endpoint: string,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<WebhookDelivery>> {
    const { limit, before } = page.newestFirst();
    if (!isUUID(endpoint)) throw hubError('BAD_USER_INPUT');
    const rows = await DELIVERIES.rows(ctx.db, [ctx.requester.agency, endpoint, ...before, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.createdAt, row.id],
      (row) => row,
    );
  }

  @Query(() => WebhookChangeConnection, {
    description:
      "Who did what to an agency's endpoints, those that are gone among them, newest first. For the hub's own administrator and the agency's; empty for others.",
  })
  @Access(OWN_ADMINISTRATOR)
  async webhookChanges(
    @Arg('agency', () => ID, { description: 'Id of the agency.' }) agency: string,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<WebhookChange>> {
    const { limit, before } = page.newestFirst();
    if (!isUUID(agency)) throw hubError('BAD_USER_INPUT');
    const rows = await CHANGES.rows(ctx.db, [ctx.requester.agency, agency, ...before, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.changedAt, row.id],
      (row) => row,
    );
  }
}
