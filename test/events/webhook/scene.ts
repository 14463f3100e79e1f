import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { carriedOut } from '../../../scripts/demo/door.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { type Client, openTestHub, type TestHub } from '../../hub.js';
import { Receiver } from '../receiver.js';

const CRISIS_CENTRE = seedId('agency:crisis-almaty-1');
/** The unit of the officer who sends: the police's administrator has its events sent to its own system. */
export const POLICE = seedId('agency:police-almaty-auezov');
export const HUB = seedId('agency:hub-operator');
export const UNIT = seedId('unit:police-almaty-auezov/1');

export let hub: TestHub;
const receivers: Receiver[] = [];

/** One hub for the tests of a file; no endpoint is left to the next test. */
export function openWebhooks(): void {
  beforeAll(async () => {
    hub = await openTestHub({ settings: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
  });
  afterEach(async () => {
    await hub.db('directory').query('DELETE FROM webhook_endpoint');
    for (const receiver of receivers.splice(0)) await receiver.close();
  });
  afterAll(() => hub.close());
}

export const police = () => hub.as('administrator-police');
export const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
export const intake = () => hub.as('intake-almaty', 'SHELTER');
export const keyed = () => ({ idempotencyKey: randomUUID() });

export async function receiver(): Promise<Receiver> {
  const opened = await Receiver.open();
  receivers.push(opened);
  return opened;
}
export const add = (url: string, fields: object = {}) =>
  carriedOut(police(), 'webhookEndpointAdd', { ...keyed(), url, unit: UNIT, types: ['referral'], ...fields });
export const sent = async (): Promise<string> =>
  (
    await carriedOut(officer(), 'referralSend', {
      ...{ ...keyed(), recipient: CRISIS_CENTRE, service: 'SHELTER', urgency: 'ASAP', categories: [] },
    })
  ).referral.id;
export const refused = async (mutation: string, input: object) => {
  const N = mutation[0]!.toUpperCase() + mutation.slice(1);
  const type = /EndpointAdd|EndpointUpdate|Redeliver/.test(N)
    ? `${N}Input`
    : /Test/.test(N)
      ? 'WebhookEndpointKeyedInput'
      : 'WebhookEndpointInput';
  const { data } = await police().query(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field } } }`,
    { input },
  );
  return data[mutation].userErrors;
};
export const deliveries = async (endpoint: string) =>
  (
    await police().query(
      `query ($endpoint: ID!) { webhookDeliveries(endpoint: $endpoint, first: 50) { edges { node { id eventId type cause state attempts status fault } } } }`,
      { endpoint },
    )
  ).data.webhookDeliveries.edges.map(({ node }: { node: Record<string, unknown> }) => node);
export const endpoint = async () =>
  (await police().query('{ webhookEndpoints(first: 1) { edges { node { id state disabledBecause failingSince } } } }'))
    .data.webhookEndpoints.edges[0]?.node;
/** What was done to the agency's endpoints, newest first. */
export const changes = async (client: Client = police(), first = 50, after: string | null = null, agency = POLICE) =>
  (
    await client.query(
      `query ($agency: ID!, $first: Int!, $after: String) { webhookChanges(agency: $agency, first: $first, after: $after) {
         edges { node { endpoint step host staff changedAt } } pageInfo { hasNextPage endCursor } } }`,
      { agency, first, after },
    )
  ).data.webhookChanges;
/** Whatever was due when it was called would have been tried by then: each test is seen in a later round than the one before. */
export async function roundsPass(): Promise<void> {
  const to = await receiver();
  const operator = hub.as('administrator');
  const { endpoint: sentinel } = await carriedOut(operator, 'webhookEndpointAdd', { ...keyed(), url: to.url });
  for (let n = 1; n <= 3; n++) {
    await carriedOut(operator, 'webhookTestSend', { ...keyed(), endpointId: sentinel.id });
    expect((await to.has(n)).length).toBe(n);
  }
}
/** The pauses between attempts are over. */
export const dueNow = () => hub.db('directory').query('UPDATE webhook_stream SET next_at = clock_timestamp()');
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const value = await read();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It never came to that.');
}
