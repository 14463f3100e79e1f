import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { carriedOut } from '../../../scripts/demo/door.js';
import { verified } from '../receiver.js';
import {
  add,
  deliveries,
  endpoint,
  hub,
  intake,
  keyed,
  openWebhooks,
  police,
  receiver,
  sent,
  UNIT,
  until,
} from './scene.js';

openWebhooks();

describe('a webhook', () => {
  test('is told each step in its order, thin, and signed so that the public library verifies it', async () => {
    const to = await receiver();
    const { secret } = await add(to.url);
    const referral = await sent();
    await carriedOut(intake(), 'referralAcknowledge', { referralId: referral });
    await carriedOut(intake(), 'referralAccept', { referralId: referral });
    const messages = (await to.has(3)).map((each) => verified(secret, each));
    expect(messages.map(({ type }) => type)).toEqual(['referral.sent', 'referral.received', 'referral.accepted']);
    for (const message of messages)
      expect(message).toEqual({ type: message.type, timestamp: expect.any(String), data: { id: referral } });
    const { id } = await endpoint();
    const log = await until(
      () => deliveries(id),
      (rows) => rows.length === 3,
    );
    expect(log.every((row: { state: string; status: number }) => row.state === 'DELIVERED' && row.status === 200)).toBe(
      true,
    );
  });

  test('that was altered, is replayed later, or is signed by another secret does not verify', async () => {
    const to = await receiver();
    const { secret } = await add(to.url);
    await sent();
    const [message] = await to.has(1);
    expect(() => verified(secret, message!)).not.toThrow();
    const { headers, body } = message!;
    expect(() => verified(secret, { headers, body: body.replace('sent', 'accepted') })).toThrow();
    expect(() => verified(secret, { headers: { ...headers, 'webhook-id': randomUUID() }, body })).toThrow();
    const older = String(Number(headers['webhook-timestamp']) - 600);
    expect(() => verified(secret, { headers: { ...headers, 'webhook-timestamp': older }, body })).toThrow();
    expect(() => verified(`whsec_${Buffer.alloc(24, 1).toString('base64')}`, message!)).toThrow();
  });

  test('carries two signatures while its secret is being replaced; a secret is shown once', async () => {
    const to = await receiver();
    const input = { ...keyed(), url: to.url, unit: UNIT };
    const first = await carriedOut(police(), 'webhookEndpointAdd', input);
    expect((await carriedOut(police(), 'webhookEndpointAdd', input)).secret).toBeNull();
    const second = await carriedOut(police(), 'webhookEndpointRotateSecret', {
      ...keyed(),
      endpointId: first.endpoint.id,
    });
    expect(second.endpoint.previousSecretUntil).not.toBeNull();
    await sent();
    const [message] = await to.has(1);
    for (const secret of [first.secret, second.secret]) expect(() => verified(secret, message!)).not.toThrow();
    await hub
      .db('directory')
      .query("UPDATE webhook_endpoint SET previous_until = clock_timestamp() - interval '1 second'");
    await sent();
    const [, later] = await to.has(2);
    expect(() => verified(first.secret, later!)).toThrow();
    expect(() => verified(second.secret, later!)).not.toThrow();
    const [row] = await hub.db('directory').query('SELECT w::text AS text FROM webhook_endpoint w');
    for (const secret of [first.secret, second.secret])
      for (const form of [secret, Buffer.from(secret).toString('hex')]) expect(row.text).not.toContain(form);
  });

  test('pauses, goes on with what happened meanwhile, is tested while it is paused, and is removed', async () => {
    const to = await receiver();
    const { endpoint: made } = await add(to.url);
    await carriedOut(police(), 'webhookEndpointPause', { endpointId: made.id });
    const referral = await sent();
    await carriedOut(police(), 'webhookTestSend', { ...keyed(), endpointId: made.id });
    await to.has(1);
    expect(to.types).toEqual(['webhook.test']);
    await carriedOut(police(), 'webhookEndpointResume', { endpointId: made.id });
    await to.has(2);
    expect(JSON.parse(to.received[1]!.body).data).toEqual({ id: referral });
    await carriedOut(police(), 'webhookEndpointRemove', { endpointId: made.id });
    expect(await endpoint()).toBeUndefined();
    expect(await hub.db('directory').query('SELECT FROM data_key WHERE subject = $1', [`webhook:${made.id}`])).toEqual(
      [],
    );
  });

  test('is made again under the same id, and gets only the types that it wants', async () => {
    const to = await receiver();
    const { endpoint: made } = await add(to.url, { types: ['referral.accepted'] });
    const referral = await sent();
    await carriedOut(intake(), 'referralAccept', { referralId: referral });
    await to.has(1);
    expect(to.types).toEqual(['referral.accepted']);
    const [delivery] = await until(
      () => deliveries(made.id),
      (rows) => rows[0]?.state === 'DELIVERED',
    );
    const input = { ...keyed(), deliveryId: delivery.id };
    await carriedOut(police(), 'webhookRedeliver', input);
    await carriedOut(police(), 'webhookRedeliver', input);
    await to.has(2);
    expect(to.ids[1]).toBe(to.ids[0]);
    await until(
      () => deliveries(made.id),
      (rows) => rows.length === 2 && rows.every(({ state }: { state: string }) => state === 'DELIVERED'),
    );
    expect(to.received).toHaveLength(2);
  });
});
