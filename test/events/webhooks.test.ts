import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { carriedOut } from '../../scripts/demo/door.js';
import { seedId } from '../../standalone/seed/ids.js';
import { ADVOCATE, Scene as Consents } from '../../subgraphs/consent/test/scene.js';
import { pauseAfter } from '../../subgraphs/directory/webhook/backoff.js';
import { Networks } from '../../subgraphs/directory/webhook/networks.js';
import { PAUSE_EVERY_ENDPOINT } from '../../subgraphs/directory/webhook/sql.js';
import { WEBHOOK_CALLS } from '../../subgraphs/directory/webhook/tellers.js';
import { eventToDeliver, HubClient } from '../../subgraphs/kit/index.js';
import { CRISIS_CENTRE, Scene } from '../../subgraphs/referral/test/scene.js';
import { type Client, openTestHub, type TestHub } from '../hub.js';
import { Receiver, verified } from './receiver.js';

/** The unit of the officer who sends: the police's administrator has its events sent to its own system. */
const POLICE = seedId('agency:police-almaty-auezov');
const HUB = seedId('agency:hub-operator');
const UNIT = seedId('unit:police-almaty-auezov/1');

let hub: TestHub;
const receivers: Receiver[] = [];
beforeAll(async () => {
  hub = await openTestHub({ settings: { WEBHOOK_NETWORKS: '127.0.0.0/8' } });
});
afterEach(async () => {
  await hub.db('directory').query('DELETE FROM webhook_endpoint');
  for (const receiver of receivers.splice(0)) await receiver.close();
});
afterAll(() => hub.close());

const police = () => hub.as('administrator-police');
const officer = () => hub.as('officer-almaty', 'POLICE_RESPONSE');
const intake = () => hub.as('intake-almaty', 'SHELTER');
const keyed = () => ({ idempotencyKey: randomUUID() });

async function receiver(): Promise<Receiver> {
  const opened = await Receiver.open();
  receivers.push(opened);
  return opened;
}
const add = (url: string, fields: object = {}) =>
  carriedOut(police(), 'webhookEndpointAdd', { ...keyed(), url, unit: UNIT, types: ['referral'], ...fields });
const sent = async (): Promise<string> =>
  (
    await carriedOut(officer(), 'referralSend', {
      ...{ ...keyed(), recipient: CRISIS_CENTRE, service: 'SHELTER', urgency: 'ASAP', categories: [] },
    })
  ).referral.id;
const refused = async (mutation: string, input: object) => {
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
const deliveries = async (endpoint: string) =>
  (
    await police().query(
      `query ($endpoint: ID!) { webhookDeliveries(endpoint: $endpoint, first: 50) { edges { node { id eventId type cause state attempts status fault } } } }`,
      { endpoint },
    )
  ).data.webhookDeliveries.edges.map(({ node }: { node: Record<string, unknown> }) => node);
const endpoint = async () =>
  (await police().query('{ webhookEndpoints(first: 1) { edges { node { id state disabledBecause failingSince } } } }'))
    .data.webhookEndpoints.edges[0]?.node;
/** What was done to the agency's endpoints, newest first. */
const changes = async (client: Client = police(), first = 50, after: string | null = null, agency = POLICE) =>
  (
    await client.query(
      `query ($agency: ID!, $first: Int!, $after: String) { webhookChanges(agency: $agency, first: $first, after: $after) {
         edges { node { endpoint step host staff changedAt } } pageInfo { hasNextPage endCursor } } }`,
      { agency, first, after },
    )
  ).data.webhookChanges;
/** Whatever was due when it was called would have been tried by then: each test is seen in a later round than the one before. */
async function roundsPass(): Promise<void> {
  const to = await receiver();
  const operator = hub.as('administrator');
  const { endpoint: sentinel } = await carriedOut(operator, 'webhookEndpointAdd', { ...keyed(), url: to.url });
  for (let n = 1; n <= 3; n++) {
    await carriedOut(operator, 'webhookTestSend', { ...keyed(), endpointId: sentinel.id });
    expect((await to.has(n)).length).toBe(n);
  }
}
/** The pauses between attempts are over. */
const dueNow = () => hub.db('directory').query('UPDATE webhook_stream SET next_at = clock_timestamp()');
async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (let i = 0; i < 400; i++) {
    const value = await read();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It never came to that.');
}

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

  test('is kept back by a wall that was put up after its event, at delivery and when it is asked for again', async () => {
    const to = await receiver();
    const { endpoint: made } = await add(to.url);
    const scene = await Scene.open(hub);
    await scene.consent(CRISIS_CENTRE, ['REFERRAL']);
    const { id } = await scene.sent({ categories: ['REFERRAL'] });
    await to.has(1);
    const [first] = await until(
      () => deliveries(made.id),
      (rows) => rows[0]?.state === 'DELIVERED',
    );
    to.answer = (_, res) => void res.writeHead(500).end();
    await carriedOut(intake(), 'referralAcknowledge', { referralId: id });
    await to.has(2);
    await until(endpoint, (now) => now.failingSince !== null);
    const [{ victim_key }] = await hub.db('referral').query('SELECT victim_key FROM referral WHERE id = $1', [id]);
    await hub
      .db('referral')
      .query("INSERT INTO conflict_wall VALUES (gen_random_uuid(), $1, 'UNIT', $2)", [victim_key, UNIT]);
    to.answer = (_, res) => void res.end();
    await dueNow();
    const later = await sent();
    await carriedOut(police(), 'webhookRedeliver', { ...keyed(), deliveryId: first.id });
    await to.has(3);
    expect(JSON.parse(to.received[2]!.body).data).toEqual({ id: later });
    const log = await until(
      () => deliveries(made.id),
      (rows) => rows.every(({ state }: { state: string }) => state !== 'WAITING'),
    );
    expect(log.map(({ cause, type, state }: Record<string, string>) => [cause, type, state])).toEqual(
      expect.arrayContaining([
        ['EVENT', 'referral.received', 'STOPPED'],
        ['REDELIVERY', 'referral.sent', 'STOPPED'],
      ]),
    );
    expect(to.received).toHaveLength(3);
  });

  test('waits while a wall that keeps its unit out is not taken over everywhere, whoever it is about', async () => {
    const to = await receiver();
    const { endpoint: made } = await add(to.url, { types: [] });
    const db = hub.db('referral');
    await db.query(
      `CREATE FUNCTION refuse_wall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no wall is taken over'; END $$;
       CREATE TRIGGER cut_off BEFORE INSERT ON conflict_wall FOR EACH ROW EXECUTE FUNCTION refuse_wall()`,
    );
    try {
      const scene = await Consents.open(hub);
      const wall = { ...keyed(), subjectKind: 'UNIT', subject: UNIT, reason: 'KNOWS_PERPETRATOR' };
      const { notYetEnforcedBy } = await scene.done(ADVOCATE, 'conflictWallAdd', wall);
      expect(notYetEnforcedBy).toEqual(['referral']);
      // the officers of the unit reach nothing there themselves: written by the table
      const [{ id }] = await db.query(
        `INSERT INTO referral (code, from_agency, from_unit, from_staff, recipient, service, urgency, categories)
         VALUES ('6000000000', $1, $2, $3, $4, 'SHELTER', 'ASAP', '{}') RETURNING id`,
        [seedId('agency:police-almaty-auezov'), UNIT, randomUUID(), CRISIS_CENTRE],
      );
      await carriedOut(police(), 'webhookTestSend', { ...keyed(), endpointId: made.id });
      await to.has(1);
      await roundsPass();
      expect(to.types).toEqual(['webhook.test']);
      await db.query('DROP TRIGGER cut_off ON conflict_wall');
      await to.has(2);
      expect(JSON.parse(to.received[1]!.body).data).toEqual({ id });
    } finally {
      await db.query('DROP TRIGGER IF EXISTS cut_off ON conflict_wall');
    }
  });

  test('tells of her own referral after she withdrew, as staff are told, and opens nothing that she closed', async () => {
    const scene = await Scene.open(hub);
    await scene.consent(CRISIS_CENTRE, ['REFERRAL', 'INCIDENT']);
    const since = new Date().toISOString();
    const { id } = await scene.sent({ categories: ['REFERRAL'] });
    const opened = async () =>
      (
        await intake().query(
          'query ($id: ID!) { referral(id: $id) { id victim { id referrals(first: 1) { edges { cursor } } } } }',
          { id },
        )
      ).data.referral;
    expect((await opened()).victim).not.toBeNull();
    await scene.withdraw(CRISIS_CENTRE);
    // the crisis centre's own system is told of it now
    const { event } = await new HubClient('directory', WEBHOOK_CALLS, hub.transport).call(
      eventToDeliver('referral'),
      { input: { agency: CRISIS_CENTRE, unit: null, after: null, since, types: [], id: null } },
      { requester: null, actor: null, requestId: randomUUID(), deadline: Date.now() + 5_000 },
    );
    expect(event).toEqual({ id: expect.any(String), type: 'referral.sent', object: id, at: expect.any(String) });
    expect(await opened()).toEqual({ id, victim: null });
  });

  test('goes nowhere while its agency is suspended, its unit is closed, or the directory has just been restored', async () => {
    const to = await receiver();
    const { endpoint: made } = await add(to.url);
    await hub.db('directory').query('UPDATE agency_unit SET closed_at = clock_timestamp() WHERE id = $1', [UNIT]);
    const first = await sent();
    await roundsPass();
    expect(to.received).toEqual([]);
    const setAgency = (status: string) =>
      hub.db('directory').query('UPDATE agency SET status = $2 WHERE id = $1', [POLICE, status]);
    await setAgency('SUSPENDED');
    await hub.db('directory').query('UPDATE agency_unit SET closed_at = NULL WHERE id = $1', [UNIT]);
    await roundsPass();
    expect(to.received).toEqual([]);
    await hub.db('directory').query(PAUSE_EVERY_ENDPOINT);
    await setAgency('ACTIVE');
    await hub.refreshTrustList();
    await roundsPass();
    expect(to.received).toEqual([]);
    await carriedOut(police(), 'webhookEndpointResume', { endpointId: made.id });
    expect(JSON.parse((await to.has(1))[0]!.body).data).toEqual({ id: first });
  });
});

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
    await step('webhookEndpointUpdate', { url: other.url });
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
        ['webhookEndpointUpdate', { endpointId: made.id, types: ['bed'] }],
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

  test('of this machine is refused unless the operator allows its network, in whatever spelling', () => {
    const none = new Networks('');
    const allowed = new Networks('10.1.0.0/16, fd12::/16');
    for (const address of [
      '127.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '172.20.0.1',
      '192.168.1.1',
      '::',
      '::1',
      'fe80::1',
      '::ffff:1.1.1.1',
      '2002:a00:1::',
      '2001::1',
    ])
      expect([address, none.accepts(address, true)]).toEqual([address, false]);
    for (const address of ['1.1.1.1', '2606:4700:4700::1111']) {
      expect(none.accepts(address, true)).toBe(true);
      expect(none.accepts(address, false)).toBe(false);
    }
    expect(allowed.accepts('10.1.2.3', false)).toBe(true);
    expect(allowed.accepts('fd12::1', false)).toBe(true);
    expect(allowed.accepts('10.2.0.1', true)).toBe(false);
    expect(allowed.accepts('::ffff:10.1.2.3', true)).toBe(false);
    expect(() => new Networks('localhost')).toThrow();
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
  const moved = await carriedOut(police(), 'webhookEndpointUpdate', { endpointId: made.id, types: ['bed'] });
  expect(moved.endpoint).toMatchObject({ url: to.url, types: ['bed'] });
  for (let i = 0; i < 9; i++) await add(to.url);
  expect(await refused('webhookEndpointAdd', { ...keyed(), url: to.url })).toMatchObject([{ code: 'WRONG_STATE' }]);
});

test('attempts go on for more than three days, each after a pause that is as long or longer', () => {
  const pauses = Array.from({ length: 15 }, (_, i) => pauseAfter(i + 1, 0));
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
  expect(pauses.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(3 * 86_400);
  expect(pauseAfter(1, 1)).toBeCloseTo(pauseAfter(1, 0) * 1.2);
});
