import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { contacts, INTAKE, OFFICER, permitted, RULE, refusal, underWay, type Who } from '../test/contact.js';
import { key, Scene } from '../test/scene.js';

let hub: TestHub;
let desk: ReturnType<typeof contacts>;
beforeAll(async () => {
  hub = await openTestHub();
  desk = contacts(hub);
});
afterAll(() => hub.close());

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

async function read(scene: Scene) {
  const { data } = await scene.officer.query(
    `query ($id: ID!) { victim(id: $id) { safeContact { channel number windows { weekdays from to } zone codeName wording leaveNoTrace
       askedAt version } } }`,
    { id: scene.victimId },
  );
  return data.victim.safeContact;
}
