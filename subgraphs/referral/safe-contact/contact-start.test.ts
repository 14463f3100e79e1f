import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { AgencyKind, HubClient, Purpose, Role, runRetention, SubgraphContext, transaction } from '../../kit/index.js';
import {
  attempts,
  contacts,
  INTAKE,
  lastVictim,
  notNow,
  OFFICER,
  permitted,
  RULE,
  refusal,
  underWay,
} from '../test/contact.js';
import { meeting } from '../test/meeting.js';
import { CRISIS_CENTRE, dump, key, POLICE, Scene } from '../test/scene.js';
import { type Open, reachHer } from './reach.js';
import { ContactPurpose, SafeContactChannel } from './vocabulary.js';

let hub: TestHub;
let desk: ReturnType<typeof contacts>;
beforeAll(async () => {
  hub = await openTestHub();
  desk = contacts(hub);
});
afterAll(() => hub.close());

describe('contactStart', () => {
  test('permits what her rule permits, gives its words and never the number, and is on her access log', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const answer = await desk.start(scene.victimId);
    expect(answer).toMatchObject({
      attempt: { channel: 'PHONE', purpose: 'APPOINTMENT', outcome: null },
      permission: {
        decision: 'PERMITTED',
        nextPermittedAt: null,
        wording: RULE.wording,
        codeName: RULE.codeName,
        leaveNoTrace: true,
      },
      userErrors: [],
    });
    expect(JSON.stringify(answer)).not.toContain('7000000000');
    const looks = await hub
      .db('referral')
      .query('SELECT category, agency FROM own_record_log WHERE record_id = $1', [answer.attempt.id]);
    expect(looks).toEqual([{ category: 'CONTACT', agency: POLICE }]);
    const rows = await dump(hub);
    for (const plain of [RULE.number, RULE.codeName, RULE.wording]) expect(rows).not.toContain(plain);
  });

  test('without a rule nothing is sent; hours in words only are asked again', async () => {
    const scene = await Scene.open(hub);
    expect(await desk.start(scene.victimId)).toMatchObject(refusal('NO_RULE', 'NOT_PERMITTED'));
    await desk.rule(scene, { windows: undefined, zone: undefined, safeHours: 'any time' });
    expect(await desk.start(scene.victimId)).toMatchObject(refusal('ASK_AGAIN', 'EXPIRED'));
    await desk.rule(scene, { channel: 'NONE', number: undefined, windows: undefined }, 1);
    expect(await desk.start(scene.victimId)).toMatchObject(refusal('CHANNEL_NOT_ALLOWED', 'NOT_PERMITTED'));
    expect(await attempts(hub)).toBe(0);
  });

  test('says which channel she has not allowed, and when it will next be safe', async () => {
    const scene = await Scene.open(hub);
    const hours = notNow();
    await desk.rule(scene, hours);
    expect(await desk.start(scene.victimId, { channel: 'SMS' })).toMatchObject({
      ...refusal('CHANNEL_NOT_ALLOWED', 'NOT_PERMITTED'),
      userErrors: [{ field: ['input', 'channel'] }],
    });
    const answer = await desk.start(scene.victimId);
    expect(answer).toMatchObject(refusal('NOT_NOW', 'NOT_PERMITTED'));
    expect(answer.permission.nextPermittedAt.slice(11, 16)).toBe(hours.windows[0]!.from);
    expect(answer.userErrors[0].message).toContain(`${hours.windows[0]!.from} (UTC)`);
  });

  test('refuses a rule that has to be asked again', async () => {
    const scene = await Scene.open(hub);
    const validUntil = Date.now() + 5_000;
    await desk.rule(scene, { validUntil: new Date(validUntil).toISOString() });
    await sleep(validUntil + 100 - Date.now());
    expect(await desk.start(scene.victimId)).toMatchObject(refusal('ASK_AGAIN', 'EXPIRED'));
  });

  test.each(['APPOINTMENT', 'PLACE_OF_SAFETY', 'REFERRAL', 'CONSENT', 'PROTECTION_ORDER', 'SAFETY_CHECK', 'SUPPORT'])(
    'neither %s, nor danger to life, nor the most urgent referral opens what she has closed',
    async (purpose) => {
      const scene = await Scene.open(hub);
      await desk.rule(scene, notNow());
      await scene.sent({ urgency: 'STAT' });
      const [usual, emergency] = await Promise.all(
        ['POLICE_RESPONSE', 'EMERGENCY'].map((use) => desk.start(scene.victimId, { purpose }, ['officer-almaty', use])),
      );
      expect(usual).toMatchObject(refusal('NOT_NOW', 'NOT_PERMITTED'));
      expect(emergency).toEqual(usual);
    },
  );

  test('takes nothing by which the gate could be passed over', async () => {
    const { data } = await hub.as(...OFFICER).query('{ __type(name: "ContactStartInput") { inputFields { name } } }');
    const fields = data.__type.inputFields.map(({ name }: { name: string }) => name);
    expect(fields.sort()).toEqual(['channel', 'idempotencyKey', 'purpose', 'victimId']);
  });

  test('one attempt at a time: two who start together cannot both', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const lock = {
      sql: `SELECT FROM data_key WHERE subject = (SELECT victim_key::text FROM person_details ORDER BY recorded_at DESC LIMIT 1) FOR UPDATE`,
    };
    const both = await meeting(hub, lock, [() => desk.start(scene.victimId), () => desk.start(scene.victimId)]);
    expect(both.map(({ permission }) => permission.decision).sort()).toEqual(['PERMITTED', 'UNDER_WAY']);
    const second = await desk.start(scene.victimId, {}, ['officer-almaty-2', 'POLICE_RESPONSE']);
    expect(second.attempt).toBeNull();
  });

  test('the same key is one attempt, and is answered only while she may still be contacted', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const input = { idempotencyKey: key(), victimId: scene.victimId, channel: 'PHONE', purpose: 'SUPPORT' };
    const [first, again] = [await desk.begin(input), await desk.begin(input)];
    expect(again).toEqual(first);
    const other = await desk.begin({ ...input, purpose: 'REFERRAL' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
    await desk.rule(scene, notNow(), 1);
    expect(await desk.begin(input)).toMatchObject(refusal('ASK_AGAIN', 'EXPIRED'));
    await desk.record(first.attempt.id, 'NOT_TRIED');
    expect(await desk.begin(input)).toMatchObject({ attempt: null, userErrors: [{ code: 'WRONG_STATE' }] });
    expect(await attempts(hub)).toBe(1);
  });

  test('speaks her helpers’ languages', async () => {
    const scene = await Scene.open(hub);
    const input = { idempotencyKey: key(), victimId: scene.victimId, channel: 'PHONE', purpose: 'SUPPORT' };
    const said = await Promise.all(['kk', 'ru', 'en'].map((language) => desk.begin(input, OFFICER, language)));
    const messages = said.map(({ userErrors }) => userErrors[0].message);
    expect(new Set(messages).size).toBe(3);
    expect(messages[0]).toMatch(/ереже/);
  });
});

describe('a rule that a referral brought', () => {
  /** The centre's id for her, after a referral that covers how to reach her. */
  async function brought(scene: Scene): Promise<string> {
    await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
    const { id } = await scene.sent({ categories: ['CONTACT'] });
    const { data } = await hub.as(...INTAKE).query('query ($id: ID!) { referral(id: $id) { victim { id } } }', { id });
    return data.referral.victim.id;
  }

  test('is used while she consents; then it is as if there were none, and her own word to the centre counts by itself', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const theirs = await brought(scene);
    const input = { idempotencyKey: key(), victimId: theirs, channel: 'PHONE', purpose: 'PLACE_OF_SAFETY' };
    const first = await desk.begin(input, INTAKE);
    expect(first).toMatchObject({ permission: { decision: 'PERMITTED', codeName: RULE.codeName } });
    await scene.withdraw(CRISIS_CENTRE);
    const nothing = refusal('NO_RULE', 'NOT_PERMITTED');
    expect(await desk.begin(input, INTAKE)).toMatchObject(nothing);
    await desk.record(first.attempt.id, 'NOT_REACHED', {}, INTAKE);
    const withdrawn = await desk.start(theirs, {}, INTAKE);
    expect(withdrawn).toMatchObject(nothing);
    const nobody = await Scene.open(hub);
    expect(await desk.start(nobody.victimId)).toEqual(withdrawn);
    await desk.rule(scene, {}, 1, INTAKE, theirs);
    expect(await desk.start(theirs, {}, INTAKE)).toMatchObject(permitted);
  });

  test('is used for the purposes that she agreed to, and for no other', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL'], ['SUPPORT']);
    const { id } = await scene.sent({ categories: ['CONTACT'] });
    const { data } = await hub
      .as('intake-almaty', 'SUPPORT')
      .query('query ($id: ID!) { referral(id: $id) { victim { id } } }', { id });
    const theirs = data.referral.victim.id;
    expect(await desk.start(theirs, {}, INTAKE)).toMatchObject(refusal('NO_RULE', 'NOT_PERMITTED'));
    expect(await desk.start(theirs, {}, ['intake-almaty', 'SUPPORT'])).toMatchObject(permitted);
  });

  test('is not her own word to the centre when the referral goes with its age', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const theirs = await brought(scene);
    const ofHers = `victim_key = (SELECT victim_key FROM referral ORDER BY sent_at DESC LIMIT 1)`;
    const db = hub.db('referral');
    await db.query(
      `UPDATE referral SET state = 'DECLINED_BY_SERVICE', received_at = now() - interval '6 years', declined_at = now() - interval '6 years',
         decline_reason = 'NO_CAPACITY' WHERE ${ofHers}`,
    );
    // something else of hers goes on
    await scene.sent();
    const { db: of, definition } = hub.subgraphs.get('referral')!;
    const client = new HubClient('referral', ['consent.retentionHeld'], hub.transport);
    await runRetention(of, client, definition.retains!, 'KZ');
    expect(await db.query(`SELECT FROM referral WHERE ${ofHers}`)).toHaveLength(1);
    await scene.withdraw(CRISIS_CENTRE);
    expect(await desk.start(theirs, {}, INTAKE)).toMatchObject(refusal('NO_RULE', 'NOT_PERMITTED'));
  });

  test('is suspended in every copy when a contact was not safe; one that she is asked for face to face is not', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const theirs = await brought(scene);
    await desk.ended(theirs, 'SOMEBODY_ELSE_ANSWERED', {}, INTAKE);
    expect(await desk.start(scene.victimId)).toMatchObject(refusal('ASK_AGAIN', 'EXPIRED'));
    await desk.rule(scene, { askedInPerson: true }, 1);
    expect(await desk.start(scene.victimId)).toMatchObject(permitted);
    expect(await desk.start(theirs, {}, INTAKE)).toMatchObject(refusal('ASK_AGAIN', 'EXPIRED'));
  });
});

test('fails closed: while consent does not answer nobody is contacted, and outcomes are still recorded', async () => {
  const scene = await Scene.open(hub);
  await desk.rule(scene);
  const { attempt } = await desk.start(scene.victimId);
  await hub.db('consent').query('ALTER TABLE victim RENAME TO victim_away');
  try {
    expect(await desk.record(attempt.id, 'NOT_REACHED')).toMatchObject({ attempt: { outcome: 'NOT_REACHED' } });
    expect(await desk.start(scene.victimId)).toMatchObject({
      attempt: null,
      permission: null,
      userErrors: [{ code: 'TEMPORARILY_UNAVAILABLE' }],
    });
  } finally {
    await hub.db('consent').query('ALTER TABLE victim_away RENAME TO victim');
  }
  expect(await desk.start(scene.victimId)).toMatchObject(permitted);
});

describe('reachHer', () => {
  const officer = {
    agency: POLICE,
    agencyKind: AgencyKind.POLICE,
    unit: seedId('unit:police-almaty-auezov/1'),
    staff: seedId('staff:officer-almaty'),
    role: Role.OFFICER,
    purpose: Purpose.POLICE_RESPONSE,
    language: 'kk' as const,
  };
  const nothing = undefined as never;

  /** As a sender of this subgraph will use it. */
  async function reach<T>(victim: string, channel: SafeContactChannel, use: (open: Open) => Promise<T>): Promise<T> {
    const { db } = hub.subgraphs.get('referral')!;
    const caller = { requester: officer, actor: null, requestId: 'test', deadline: Date.now() + 5_000 };
    const secrets = secretsOf(testServer().secrets, 'referral');
    const ctx = new SubgraphContext('referral', caller, db, nothing, nothing, secrets, {});
    const contact = { channel, purpose: ContactPurpose.APPOINTMENT };
    return transaction(db, (manager) => reachHer(ctx, manager, { victim, consented: true }, contact, use));
  }

  test('hands her number to what is to be sent, with the attempt, and to nothing that the gate refuses', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const victim = await lastVictim(hub);
    const sent: Open[] = [];
    const use = async (open: Open) => void sent.push(open);
    const failing = reach(victim, SafeContactChannel.PHONE, () => Promise.reject(new Error('The queue is full.')));
    await expect(failing).rejects.toThrow('The queue is full.');
    expect(await attempts(hub)).toBe(0);
    await expect(reach(victim, SafeContactChannel.SMS, use)).rejects.toMatchObject({ decision: 'CHANNEL_NOT_ALLOWED' });
    expect(sent).toEqual([]);
    await reach(victim, SafeContactChannel.PHONE, use);
    expect(sent).toMatchObject([{ number: RULE.number, codeName: RULE.codeName, leaveNoTrace: true }]);
    await expect(reach(victim, SafeContactChannel.PHONE, use)).rejects.toMatchObject({ decision: 'UNDER_WAY' });
    expect(await underWay(scene)).toBe(sent[0]!.attempt);
  });
});
