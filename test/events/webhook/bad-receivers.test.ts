import { describe, expect, test } from '@jest/globals';
import { carriedOut } from '../../../scripts/demo/door.js';
import {
  add,
  deliveries,
  dueNow,
  endpoint,
  hub,
  intake,
  keyed,
  openWebhooks,
  police,
  receiver,
  refused,
  sent,
  until,
} from './scene.js';

openWebhooks();

describe('a webhook', () => {
  test('waits behind one that is not taken, and then comes in its order under the same id', async () => {
    const to = await receiver();
    to.answer = (_, res) => void res.writeHead(500).end('what a receiver says is kept nowhere');
    const { endpoint: made } = await add(to.url);
    const referral = await sent();
    await to.has(1);
    await carriedOut(intake(), 'referralAccept', { referralId: referral });
    await until(endpoint, (now) => now.failingSince !== null);
    expect(await deliveries(made.id)).toMatchObject([
      { type: 'referral.sent', state: 'WAITING', attempts: 1, status: 500, fault: 'STATUS' },
    ]);
    to.answer = (_, res) => void res.end();
    await dueNow();
    await to.has(3);
    expect(to.types).toEqual(['referral.sent', 'referral.sent', 'referral.accepted']);
    expect(to.ids[0]).toBe(to.ids[1]);
    expect((await until(endpoint, (now) => now.failingSince === null)).state).toBe('ACTIVE');
  });

  test('to a slow, redirecting, closing or refusing receiver harms no other', async () => {
    const [slow, away, closing, well, other] = await Promise.all([1, 2, 3, 4, 5].map(receiver));
    slow!.answer = () => {};
    away!.answer = (_, res) => void res.writeHead(307, { location: other!.url }).end();
    closing!.answer = (req) => void req.socket.destroy();
    for (const each of [slow, away, closing, well]) await add(each!.url);
    await add('http://127.0.0.1:1/nobody');
    const referrals = [await sent(), await sent()];
    await well!.has(2);
    expect(well!.received.map(({ body }) => JSON.parse(body).data.id)).toEqual(referrals);
    await Promise.all([slow!.has(1), away!.has(1), closing!.has(1)]);
    expect(other!.received).toEqual([]);
    for (const each of [slow, away, closing]) expect(new Set(each!.ids).size).toBe(1);
  });

  test('that answers 410 gets nothing more; one that takes nothing for three days is disabled, and goes on where it was', async () => {
    const to = await receiver();
    to.answer = (_, res) => void res.writeHead(410).end();
    const { endpoint: made } = await add(to.url);
    await sent();
    expect(await until(endpoint, ({ state }) => state === 'DISABLED')).toMatchObject({ disabledBecause: 'GONE' });
    await dueNow();
    to.answer = (_, res) => void res.writeHead(503).end();
    await carriedOut(police(), 'webhookEndpointResume', { endpointId: made.id });
    await until(endpoint, (now) => now.failingSince !== null);
    await hub
      .db('directory')
      .query(
        `UPDATE webhook_stream SET failing_since = clock_timestamp() - interval '73 hours', next_at = clock_timestamp() WHERE attempts > 0`,
      );
    expect(await until(endpoint, ({ state }) => state === 'DISABLED')).toMatchObject({ disabledBecause: 'FAILING' });
    to.answer = (_, res) => void res.end();
    to.received.length = 0;
    await sent();
    await carriedOut(police(), 'webhookEndpointResume', { endpointId: made.id });
    await to.has(2);
    expect(to.types).toEqual(['referral.sent', 'referral.sent']);
  });
});

describe('tests and redeliveries', () => {
  test("wait ten at an endpoint at most, and keep nobody else's waiting", async () => {
    const [slow, well] = await Promise.all([1, 2].map(receiver));
    const db = hub.db('directory');
    const { endpoint: made } = await add(slow!.url);
    await sent();
    const [delivery] = await until(
      () => deliveries(made.id),
      (rows) => rows[0]?.state === 'DELIVERED',
    );
    slow!.answer = () => {};
    for (let i = 0; i < 10; i++) await carriedOut(police(), 'webhookTestSend', { ...keyed(), endpointId: made.id });
    expect(await refused('webhookTestSend', { ...keyed(), endpointId: made.id })).toEqual([
      { code: 'WRONG_STATE', field: ['input', 'endpointId'] },
    ]);
    expect(await refused('webhookRedeliver', { ...keyed(), deliveryId: delivery.id })).toEqual([
      { code: 'WRONG_STATE', field: ['input', 'deliveryId'] },
    ]);
    // as many as ten endpoints of one agency could have
    await db.query(
      `INSERT INTO webhook_delivery (endpoint_id, cause, type) SELECT $1, 'TEST', 'webhook.test' FROM generate_series(1, 100)`,
      [made.id],
    );
    const { endpoint: other } = await add(well!.url);
    await carriedOut(police(), 'webhookTestSend', { ...keyed(), endpointId: other.id });
    await until(
      () => deliveries(other.id),
      (rows) => rows[0]?.state === 'DELIVERED',
    );
    const [{ n }] = await db.query(
      `SELECT count(*)::int AS n FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'WAITING'`,
      [made.id],
    );
    expect(n).toBe(110);
  });

  test('fail, and events wait for the next attempt, when the secret cannot be opened', async () => {
    const to = await receiver();
    const { endpoint: made } = await add(to.url);
    await hub.db('directory').query("UPDATE webhook_endpoint SET secret = decode('00', 'hex') || secret");
    await carriedOut(police(), 'webhookTestSend', { ...keyed(), endpointId: made.id });
    await until(
      () => deliveries(made.id),
      (rows) => rows[0]?.state === 'FAILED',
    );
    await sent();
    const log = await until(
      () => deliveries(made.id),
      (rows) => rows.length === 2,
    );
    expect(log).toMatchObject([
      { cause: 'EVENT', state: 'WAITING', attempts: 1, status: null, fault: 'SECRET' },
      { cause: 'TEST', state: 'FAILED', attempts: 1, status: null, fault: 'SECRET' },
    ]);
    expect(to.received).toEqual([]);
  });
});

describe('an address', () => {
  test.each([
    'http://10.0.0.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::a00:1]/',
    'http://1.1.1.1/',
    'ftp://1.1.1.1/',
    'https://user:secret@1.1.1.1/',
    'https://nobody.invalid/',
    'no address',
  ])('%s is refused by its field, and nothing is changed', async (url) => {
    expect(await refused('webhookEndpointAdd', { ...keyed(), url })).toEqual([
      { code: 'INVALID', field: ['input', 'url'] },
    ]);
    expect(await endpoint()).toBeUndefined();
  });
  test('that stands for a private one by the time of the delivery is not connected to', async () => {
    const to = await receiver();
    const { endpoint: made } = await add(to.url);
    // as a name would whose address has changed since it was added
    await hub.db('directory').query("UPDATE webhook_endpoint SET url = replace(url, '127.0.0.1', '10.0.0.1')");
    await sent();
    await until(
      () => deliveries(made.id),
      (rows) => rows[0]?.fault === 'ADDRESS_REFUSED',
    );
    expect(to.received).toEqual([]);
  });
});
