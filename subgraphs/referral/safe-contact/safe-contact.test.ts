import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { secretsOf } from '../../../standalone/secrets.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { testServer } from '../../../test/setup/test-server.js';
import { AgencyKind, Purpose, Role, SubgraphContext, transaction } from '../../kit/index.js';
import { contacts, INTAKE, OFFICER, RULE, type Who } from '../test/contact.js';
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

/** On every day, from three hours on for an hour: never now, always within a day. */
const notNow = () => {
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { windows: [{ ...RULE.windows[0], from: clock(3), to: clock(4) }], zone: 'UTC' };
};
const permitted = { permission: { decision: 'PERMITTED' }, userErrors: [] };
const refusal = (decision: string, code: string) => ({
  attempt: null,
  permission: { decision, wording: null, codeName: null, leaveNoTrace: null },
  userErrors: [{ code }],
});

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
    expect(await attempts()).toBe(0);
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
    await desk.rule(scene, { validUntil: new Date(Date.now() + 700).toISOString() });
    await sleep(800);
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
    expect(await attempts()).toBe(1);
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

describe('contactRecord', () => {
  test('whoever reached her has asked again: unchanged keeps the rule fresh, a new one replaces it', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['CONTACT']);
    await desk.rule(scene);
    const before = await read(scene);
    const missing = await desk.ended(scene.victimId, 'REACHED_HER_SAFELY');
    expect(missing).toMatchObject({
      attempt: null,
      userErrors: [{ code: 'INVALID', field: ['input', 'ruleUnchanged'] }],
    });
    const id = await underWay(scene);
    expect(await desk.record(id, 'REACHED_HER_SAFELY', { ruleUnchanged: true })).toMatchObject({
      attempt: { outcome: 'REACHED_HER_SAFELY', ruleChanged: false },
    });
    const fresh = await read(scene);
    expect(fresh).toMatchObject({ ...RULE, version: 2 });
    expect(Date.parse(fresh.askedAt)).toBeGreaterThan(Date.parse(before.askedAt));
    const newRule = { ...RULE, number: '+77000000002' };
    expect(await desk.ended(scene.victimId, 'REACHED_HER_SAFELY', { newRule })).toMatchObject({
      attempt: { ruleChanged: true },
    });
    expect(await read(scene)).toMatchObject({ number: '+77000000002', version: 3 });
    expect(await desk.start(scene.victimId)).toMatchObject(permitted);
  });

  test.each([
    ['NOT_REACHED', { ruleUnchanged: true }, ['input', 'ruleUnchanged']],
    ['UNSAFE', { newRule: RULE }, ['input', 'newRule']],
    ['REACHED_HER_SAFELY', { ruleUnchanged: true, newRule: RULE }, ['input', 'newRule']],
    ['REACHED_HER_SAFELY', { newRule: { ...RULE, number: undefined } }, ['input', 'newRule', 'number']],
    ['REACHED_HER_SAFELY', { newRule: { ...RULE, zone: 'Nowhere' } }, ['input', 'newRule', 'zone']],
  ])('%s with %j is refused, the field named, and nothing is recorded', async (outcome, change, field) => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const { attempt } = await desk.start(scene.victimId);
    expect(await desk.record(attempt.id, outcome, change)).toMatchObject({
      attempt: null,
      userErrors: [{ code: 'INVALID', field }],
    });
    expect((await desk.record(attempt.id, 'NOT_REACHED')).attempt).toMatchObject({ outcome: 'NOT_REACHED' });
    expect(await desk.record(attempt.id, 'UNSAFE')).toMatchObject({
      attempt: null,
      userErrors: [{ code: 'WRONG_STATE' }],
    });
    expect(await desk.start(scene.victimId)).toMatchObject(permitted);
  });

  test.each(['UNSAFE', 'SOMEBODY_ELSE_ANSWERED'])(
    '%s suspends the rule until somebody who meets her has asked her again',
    async (outcome) => {
      const scene = await Scene.open(hub);
      await desk.rule(scene);
      await desk.ended(scene.victimId, outcome);
      const suspended = refusal('ASK_AGAIN', 'EXPIRED');
      expect(await desk.start(scene.victimId)).toMatchObject(suspended);
      await desk.rule(scene, { number: '+77000000005' }, 1);
      expect(await desk.start(scene.victimId)).toMatchObject(suspended);
      await desk.rule(scene, { askedInPerson: true }, 2);
      expect(await desk.start(scene.victimId)).toMatchObject(permitted);
    },
  );

  test('a rule that somebody took down meanwhile is not overwritten', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['CONTACT']);
    await desk.rule(scene);
    const { attempt } = await desk.start(scene.victimId);
    await desk.rule(scene, { number: '+77000000007', validUntil: new Date(Date.now() + 86_400_000).toISOString() }, 1);
    const newRule = { ...RULE, number: '+77000000008' };
    expect(await desk.record(attempt.id, 'REACHED_HER_SAFELY', { newRule })).toMatchObject({
      userErrors: [{ code: 'VERSION_CONFLICT' }],
    });
    expect(await desk.start(scene.victimId)).toMatchObject(refusal('UNDER_WAY', 'WRONG_STATE'));
    await desk.record(attempt.id, 'REACHED_HER_SAFELY', { ruleUnchanged: true });
    expect(await read(scene)).toMatchObject({ number: '+77000000007', version: 2 });
    expect(await desk.start(scene.victimId)).toMatchObject(permitted);
  });

  test('a helpline meets nobody: it cannot say to have asked her face to face', async () => {
    const helpline = ['operator-150', 'SUPPORT'] as const;
    const { data } = await hub
      .as(...helpline)
      .query('mutation ($input: VictimRegisterInput!) { victimRegister(input: $input) { victimId } }', {
        input: { idempotencyKey: key() },
      });
    const { victimId } = data.victimRegister;
    const scene = { victimId } as Scene;
    await expect(desk.rule(scene, { askedInPerson: true }, undefined, helpline)).rejects.toThrow('NOT_PERMITTED');
    await desk.rule(scene, {}, undefined, helpline);
    expect(await desk.start(victimId, {}, helpline)).toMatchObject(permitted);
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

describe('attempts', () => {
  const LIST = '{ contactAttempts(first: 100) { edges { node { id outcome } } } }';
  const ONE = 'query ($id: ID!) { contactAttempt(id: $id) { id channel outcome victim { id } } }';

  test('belong to the desk that made them: nobody else finds or records them', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const { attempt } = await desk.start(scene.victimId);
    const listed = async (account: string, purpose: string) =>
      JSON.stringify(await hub.as(account, purpose).query(LIST)).includes(attempt.id);
    expect(await listed(...OFFICER)).toBe(true);
    const others: Who[] = [['officer-almaty-2', 'POLICE_RESPONSE'], ['officer-bostandyk', 'POLICE_RESPONSE'], INTAKE];
    for (const who of others) {
      expect(await listed(...who)).toBe(false);
      expect((await hub.as(...who).query(ONE, { id: attempt.id })).data.contactAttempt).toBeNull();
      const foreign = await desk.record(attempt.id, 'UNSAFE', {}, who);
      expect(foreign).toEqual(await desk.record('no uuid', 'UNSAFE', {}, who));
      expect(foreign.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
    const colleague = hub.as('duty-officer-almaty', 'POLICE_RESPONSE');
    expect((await colleague.query(ONE, { id: attempt.id })).data.contactAttempt).toMatchObject({ channel: 'PHONE' });
  });

  test('a wall hides them, and no attempt is made behind it', async () => {
    const scene = await Scene.open(hub);
    await desk.rule(scene);
    const input = { idempotencyKey: key(), victimId: scene.victimId, channel: 'PHONE', purpose: 'SUPPORT' };
    const { attempt } = await desk.begin(input);
    await hub.db('referral').query(
      `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
       SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM contact_attempt WHERE id = $1`,
      [attempt.id, seedId('staff:officer-almaty')],
    );
    const officer = hub.as(...OFFICER);
    expect((await officer.query(ONE, { id: attempt.id })).data.contactAttempt).toBeNull();
    expect(JSON.stringify(await officer.query(LIST))).not.toContain(attempt.id);
    const stranger = await desk.start(scene.victimId, {}, ['officer-bostandyk', 'POLICE_RESPONSE']);
    expect(await desk.begin(input)).toEqual(stranger);
    expect((await desk.record(attempt.id, 'NOT_TRIED')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await hub
      .db('referral')
      .query(
        "UPDATE contact_attempt SET outcome = 'NOT_TRIED', recorded_at = now(), recorded_by = staff WHERE id = $1",
        [attempt.id],
      );
    expect(await desk.start(scene.victimId)).toEqual(stranger);
    expect(stranger.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
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
    const victim = await lastVictim();
    const sent: Open[] = [];
    const use = async (open: Open) => void sent.push(open);
    const failing = reach(victim, SafeContactChannel.PHONE, () => Promise.reject(new Error('The queue is full.')));
    await expect(failing).rejects.toThrow('The queue is full.');
    expect(await attempts()).toBe(0);
    await expect(reach(victim, SafeContactChannel.SMS, use)).rejects.toMatchObject({ decision: 'CHANNEL_NOT_ALLOWED' });
    expect(sent).toEqual([]);
    await reach(victim, SafeContactChannel.PHONE, use);
    expect(sent).toMatchObject([{ number: RULE.number, codeName: RULE.codeName, leaveNoTrace: true }]);
    await expect(reach(victim, SafeContactChannel.PHONE, use)).rejects.toMatchObject({ decision: 'UNDER_WAY' });
    expect(await underWay(scene)).toBe(sent[0]!.attempt);
  });
});

async function read(scene: Scene) {
  const { data } = await scene.officer.query(
    `query ($id: ID!) { victim(id: $id) { safeContact { channel number windows { weekdays from to } zone codeName wording leaveNoTrace
       askedAt version } } }`,
    { id: scene.victimId },
  );
  return data.victim.safeContact;
}

/** The internal key of the woman whose details were recorded last. */
async function lastVictim(): Promise<string> {
  const [row] = await hub
    .db('referral')
    .query('SELECT victim_key FROM person_details ORDER BY recorded_at DESC LIMIT 1');
  return row.victim_key;
}

/** How many attempts there are about her. */
async function attempts(): Promise<number> {
  const rows = await hub
    .db('referral')
    .query('SELECT FROM contact_attempt WHERE victim_key = $1', [await lastVictim()]);
  return rows.length;
}

/** The attempt of the officer's desk that is under way. */
async function underWay(scene: Scene): Promise<string> {
  const { data } = await scene.officer.query('{ contactAttempts(first: 1) { edges { node { id outcome } } } }');
  const [{ node }] = data.contactAttempts.edges;
  expect(node.outcome).toBeNull();
  return node.id;
}
