import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { carriedOut } from '../../../scripts/demo/door.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { ADVOCATE, Scene as Consents } from '../../../subgraphs/consent/test/scene.js';
import { PAUSE_EVERY_ENDPOINT } from '../../../subgraphs/directory/webhook/sql.js';
import { WEBHOOK_CALLS } from '../../../subgraphs/directory/webhook/tellers.js';
import { eventToDeliver, HubClient } from '../../../subgraphs/kit/index.js';
import { CRISIS_CENTRE, Scene } from '../../../subgraphs/referral/test/scene.js';
import {
  add,
  deliveries,
  dueNow,
  endpoint,
  hub,
  intake,
  keyed,
  openWebhooks,
  POLICE,
  police,
  receiver,
  roundsPass,
  sent,
  UNIT,
  until,
} from './scene.js';

openWebhooks();

describe('a webhook', () => {
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
