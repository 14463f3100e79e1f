import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { carriedOut } from '../../../scripts/demo/door.js';
import { seedId } from '../../../standalone/seed/ids.js';
import {
  add,
  changes,
  deliveries,
  HUB,
  hub,
  keyed,
  openWebhooks,
  POLICE,
  police,
  receiver,
  refused,
  sent,
  until,
} from './scene.js';

openWebhooks();

describe('what was done to an endpoint', () => {
  test('is kept with who did it, when it is gone too, for the administrators of the agency and of the hub', async () => {
    const to = await receiver();
    const first = `${to.url}?token=a-secret-of-the-agency`;
    const { endpoint: made } = await add(first);
    const step = (mutation: string, input: object = {}) =>
      carriedOut(police(), mutation, { endpointId: made.id, ...input });
    await sent();
    const [delivery] = await until(
      () => deliveries(made.id),
      (rows) => rows[0]?.state === 'DELIVERED',
    );
    const again = { ...keyed(), deliveryId: delivery.id };
    await carriedOut(police(), 'webhookRedeliver', again);
    // sent again: nothing more is done
    await carriedOut(police(), 'webhookRedeliver', again);
    await step('webhookTestSend', keyed());
    await step('webhookEndpointPause');
    const other = await receiver();
    await step('webhookEndpointUpdate', { url: other.url, expectedVersion: 2 });
    await step('webhookEndpointRotateSecret', keyed());
    await step('webhookEndpointResume');
    await step('webhookEndpointRemove');
    expect(await refused('webhookEndpointPause', { endpointId: made.id })).toMatchObject([{ code: 'NOT_FOUND' }]);

    const [a, b] = [new URL(to.url).host, new URL(other.url).host];
    const all = (await changes()).edges
      .map(({ node }: { node: { endpoint: string } }) => node)
      .filter((node: { endpoint: string }) => node.endpoint === made.id);
    expect(all.map(({ step, host }: { step: string; host: string }) => [step, host])).toEqual([
      ['REMOVED', b],
      ['RESUMED', b],
      ['SECRET_ROTATED', b],
      ['UPDATED', b],
      ['PAUSED', a],
      ['TESTED', a],
      ['REDELIVERED', a],
      ['ADDED', a],
    ]);
    for (const { staff, changedAt } of all) {
      expect(staff).toBe(seedId('staff:administrator-police'));
      expect(Date.now() - new Date(changedAt).getTime()).toBeLessThan(600_000);
    }
    const page = await changes(police(), 3);
    expect(page.edges.map(({ node }: { node: { step: string } }) => node.step)).toEqual([
      'REMOVED',
      'RESUMED',
      'SECRET_ROTATED',
    ]);
    const next = await changes(police(), 3, page.pageInfo.endCursor);
    expect(next.edges.map(({ node }: { node: { step: string } }) => node.step)).toEqual([
      'UPDATED',
      'PAUSED',
      'TESTED',
    ]);
    expect((await changes(hub.as('administrator'), 8)).edges).toEqual((await changes(police(), 8)).edges);
    // of the operator's own endpoint the police learn nothing
    const { endpoint: own } = await carriedOut(hub.as('administrator'), 'webhookEndpointAdd', {
      ...keyed(),
      url: to.url,
    });
    expect((await changes(hub.as('administrator'), 1, null, HUB)).edges).toMatchObject([
      { node: { endpoint: own.id, step: 'ADDED' } },
    ]);
    expect((await changes(police(), 8, null, HUB)).edges).toEqual([]);
    // nothing of an address but its host
    const [{ text }] = await hub
      .db('directory')
      .query('SELECT string_agg(c::text, chr(10)) AS text FROM webhook_change c');
    expect(text).toContain(a);
    expect(text).not.toMatch(/a-secret-of-the-agency|\/events/);
  });

  test('is kept or not done at all', async () => {
    const to = await receiver();
    const { endpoint: made } = await add(to.url);
    const db = hub.db('directory');
    await db.query(
      `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no change is kept'; END $$;
       CREATE TRIGGER cut_off BEFORE INSERT ON webhook_change FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
    );
    try {
      const before = await db.query('SELECT w::text, (SELECT count(*) FROM webhook_delivery) FROM webhook_endpoint w');
      for (const [mutation, input] of [
        ['webhookEndpointAdd', { ...keyed(), url: to.url }],
        ['webhookEndpointUpdate', { endpointId: made.id, expectedVersion: 1, types: ['bed'] }],
        ['webhookEndpointPause', { endpointId: made.id }],
        ['webhookEndpointRotateSecret', { ...keyed(), endpointId: made.id }],
        ['webhookEndpointRemove', { endpointId: made.id }],
        ['webhookTestSend', { ...keyed(), endpointId: made.id }],
      ] as const)
        await expect(carriedOut(police(), mutation, input)).rejects.toThrow();
      expect(await db.query('SELECT w::text, (SELECT count(*) FROM webhook_delivery) FROM webhook_endpoint w')).toEqual(
        before,
      );
    } finally {
      await db.query('DROP TRIGGER cut_off ON webhook_change');
    }
  });
});

test('an agency sees, changes and tests its own endpoints alone, ten at most', async () => {
  const to = await receiver();
  const { endpoint: made } = await add(to.url);
  const operator = hub.as('administrator');
  const foreign = await operator.query(
    'mutation ($input: WebhookEndpointInput!) { webhookEndpointPause(input: $input) { userErrors { code } } }',
    { input: { endpointId: made.id } },
  );
  expect(foreign.data.webhookEndpointPause.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
  expect(
    (await operator.query('{ webhookEndpoints(first: 5) { edges { cursor } } }')).data.webhookEndpoints.edges,
  ).toEqual([]);
  expect(await refused('webhookEndpointAdd', { ...keyed(), url: to.url, unit: randomUUID() })).toEqual([
    { code: 'NOT_FOUND', field: ['input', 'unit'] },
  ]);
  const update = { endpointId: made.id, expectedVersion: made.version, types: ['bed'] };
  const moved = await carriedOut(police(), 'webhookEndpointUpdate', update);
  expect(moved.endpoint).toMatchObject({ url: to.url, types: ['bed'], version: 2 });
  // who has not seen that overwrites nothing of it
  expect(await refused('webhookEndpointUpdate', { ...update, types: ['referral'] })).toEqual([
    { code: 'VERSION_CONFLICT', field: ['input', 'expectedVersion'] },
  ]);
  for (let i = 0; i < 9; i++) await add(to.url);
  expect(await refused('webhookEndpointAdd', { ...keyed(), url: to.url })).toEqual([
    { code: 'WRONG_STATE', field: ['input', 'url'] },
  ]);
});

test('of one agency there are ten at most, also when two are added at once', async () => {
  const to = await receiver();
  for (let i = 0; i < 9; i++) await add(to.url);
  const db = hub.db('directory');
  const before = db.createQueryRunner();
  await before.startTransaction();
  try {
    // whoever adds one comes after this, and all of them are on their way before it ends
    await before.query('SELECT FROM agency WHERE id = $1 FOR NO KEY UPDATE', [POLICE]);
    const atOnce = [1, 2, 3].map(() => refused('webhookEndpointAdd', { ...keyed(), url: to.url, types: [] }));
    await until(
      () =>
        db.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM agency%'",
        ),
      (rows) => rows.length === 3,
    );
    await before.commitTransaction();
    const codes = (await Promise.all(atOnce)).map(([error]) => error?.code ?? 'DONE');
    expect(codes.sort()).toEqual(['DONE', 'WRONG_STATE', 'WRONG_STATE']);
  } finally {
    if (before.isTransactionActive) await before.rollbackTransaction();
    await before.release();
  }
  const [{ n }] = await db.query('SELECT count(*)::int AS n FROM webhook_endpoint WHERE agency_id = $1', [POLICE]);
  expect(n).toBe(10);
});
