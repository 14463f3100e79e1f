import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import type { TestHub } from '../../../test/hub.js';
import type { BackgroundWork } from '../../kit/index.js';
import { contacts, lastVictim, RULE } from '../test/contact.js';
import { desks } from '../test/desks.js';
import {
  becomes,
  codeIn,
  endTransactions,
  OTHERS,
  openQuietHub,
  Provider,
  SECRET,
  sentAgo,
  workerOf,
} from '../test/duty.js';
import { CRISIS_CENTRE, Scene } from '../test/scene.js';

let hub: TestHub;
let desk: ReturnType<typeof desks>;
let provider: Provider;
const working: BackgroundWork[] = [];
beforeAll(async () => {
  hub = await openQuietHub();
  desk = desks(hub);
});
afterAll(() => hub.close());
beforeEach(async () => {
  provider = await Provider.open();
});
afterEach(async () => {
  await Promise.all(working.splice(0).map((work) => work.stop()));
  await provider.close();
  await hub.db('referral').query('UPDATE response_timer SET next_at = NULL');
  await hub.db('referral').query('UPDATE duty_notice SET next_at = NULL');
});

/** Phones of the seeded crisis centre: two on duty and a supervisor. */
const phones = async (agency = CRISIS_CENTRE): Promise<string[]> =>
  (
    await hub
      .db('directory')
      .query('SELECT phone FROM duty_phone WHERE agency_id = $1 ORDER BY role, position', [agency])
  ).map(({ phone }: { phone: string }) => phone);

function work(settings: object = {}): BackgroundWork {
  const one = workerOf(hub, { DUTY_PROVIDER_URL: provider.url, DUTY_PROVIDER_SECRET: SECRET, ...settings });
  working.push(one);
  one.start();
  return one;
}

async function answerWith(code: string): Promise<string> {
  const response = await fetch(`${hub.origin}/answer`, {
    method: 'POST',
    body: new URLSearchParams({ c: code, l: 'en' }),
  });
  return response.text();
}
const told = () => provider.received.map(({ to }) => to);
const heard = async (id: string) => {
  const { data } = await desk
    .officer()
    .query('query ($id: ID!) { referral(id: $id) { dutyNotices { to step acknowledgedAt acknowledgedBy } } }', { id });
  return data.referral.dutyNotices;
};
const ACKNOWLEDGE = `mutation ($input: DutyNoticeAcknowledgeInput!) { dutyNoticeAcknowledge(input: $input) {
  dutyNotice { id service acknowledgedAt acknowledgedBy } userErrors { code field } } }`;
const NOTICES = '{ dutyNotices(first: 20) { edges { node { id to service step acknowledgedAt } } } }';
const noticesOf = async (account: string, purpose: string) =>
  (await hub.as(account, purpose).query(NOTICES)).data.dutyNotices.edges.map(({ node }: { node: object }) => node);

describe('whoever is on duty', () => {
  test('is told at once of what is urgent, in words that name nobody, no place and not this system', async () => {
    await desk.bedWanted({ urgency: 'STAT' });
    work();
    await becomes(() => provider.received.length === 1, 'the first is told');
    const [message] = provider.received;
    expect(Object.keys(message!).sort()).toEqual(['channel', 'id', 'language', 'text', 'to']);
    expect(message).toMatchObject({ channel: 'VOICE', to: (await phones())[0], language: 'kk' });
    expect(message!.text).toMatch(/^Өтініш күтіп тұр\. Код: (\d ){9}\d\.$/);
  });

  test('is not told of what is routine before it was left', async () => {
    const { id } = await desk.bedWanted({ urgency: 'ROUTINE' });
    work();
    await sleep(1_500);
    expect(provider.received).toEqual([]);
    await sentAgo(hub, id, 8 * 60);
    await becomes(() => provider.received.length === 1, 'somebody is told');
  });

  test('gives way to the next person when nothing is heard', async () => {
    const { id } = await desk.bedWanted({ urgency: 'STAT' });
    work({ DUTY_NEXT_AFTER_SECONDS: 4 });
    await becomes(() => provider.received.length === 2, 'the next is told');
    expect(told()).toEqual((await phones()).slice(0, 2));
    await becomes(() => noted(id, 2), 'both are noted');
    expect(provider.received[1]).toMatchObject({
      channel: 'SMS',
      text: expect.stringMatching(/^Өтініш күтіп тұр\. Растау: http:\/\/127\.0\.0\.1:4000\/answer Код: \d{5}-\d{5}$/),
    });
    expect(await answerWith(codeIn(provider.received[1]!))).toContain('Thank you');
    const after = provider.received.length;
    await sleep(5_500);
    expect(provider.received).toHaveLength(after);
    expect(await heard(id)).toMatchObject([{ to: 'DUTY_OFFICER', acknowledgedBy: CRISIS_CENTRE }]);
  });

  test('is given up when nobody is left, and the supervisor told without waiting; nobody else before it is late', async () => {
    await desk.bedWanted({ urgency: 'STAT' });
    work({ DUTY_NEXT_AFTER_SECONDS: 1 });
    const [first, second, supervisor] = await phones();
    await becomes(() => told().includes(supervisor!), 'the supervisor is told');
    expect(told()).toEqual([first, second, first, second, supervisor]);
    await sleep(2_500);
    expect(provider.received).toHaveLength(5);
  });

  test('is told once more, under the same id, when it is not known whether the message went out', async () => {
    await desk.bedWanted({ urgency: 'STAT' });
    // as if the worker's machine went dark after the provider had taken the message
    provider.answer = async () => {
      if (provider.received.length > 1) return 202;
      await endTransactions(hub);
      return 202;
    };
    work();
    await becomes(() => provider.received.length === 2, 'it is sent again');
    expect(new Set(provider.received.map(({ id }) => id)).size).toBe(1);
    await sleep(1_500);
    expect(provider.received).toHaveLength(2);
  });

  test('is passed over when the provider does not take it', async () => {
    await desk.bedWanted({ urgency: 'STAT' });
    const [first, second] = await phones();
    provider.answer = ({ to }) => (to === first ? 503 : 202);
    work();
    for (let tries = 1; tries <= 3; tries++) {
      await becomes(() => provider.received.length === tries, `attempt ${tries}`);
      await hub.db('referral').query('UPDATE duty_notice SET next_at = clock_timestamp() WHERE next_at IS NOT NULL');
    }
    await becomes(() => told().includes(second!), 'the next is told');
    expect(told()).toEqual([first, first, first, second]);
  });

  test('hears nothing any more when somebody has seen it', async () => {
    const { id } = await desk.bedWanted({ urgency: 'STAT' });
    await desk.act('intake', 'referralAcknowledge', id);
    work();
    await sleep(1_500);
    expect(provider.received).toEqual([]);
  });

  test('hears nothing of what has lapsed, also while nobody has written that down', async () => {
    const { id } = await desk.bedWanted({ urgency: 'STAT' });
    provider.answer = async () => {
      await hub.db('referral').query('UPDATE referral SET lapses_at = clock_timestamp() WHERE id = $1', [id]);
      return 503;
    };
    work();
    await becomes(() => provider.received.length === 1, 'the first is told');
    const next = async () =>
      (await hub.db('referral').query('SELECT next_at FROM duty_notice WHERE referral = $1', [id]))[0].next_at;
    await hub.db('referral').query('UPDATE duty_notice SET next_at = clock_timestamp() WHERE referral = $1', [id]);
    await becomes(async () => (await next()) === null, 'it is over');
    expect(provider.received).toHaveLength(1);
  });

  test('is told though what is due before cannot be raised: keys of one agency that are broken silence no other', async () => {
    const contact = contacts(hub);
    const scene = await Scene.open(hub);
    await scene.duty(['CONTACT']);
    await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
    await contact.rule(scene, RULE);
    for (let n = 0; n < 15; n++) {
      const { id } = await scene.sent({ urgency: 'STAT', categories: ['CONTACT'] });
      await desk.act('intake', 'referralAccept', id);
      await sentAgo(hub, id, 181);
    }
    const key = 'subject = $1 AND agency = $2';
    const hers = [await lastVictim(hub), CRISIS_CENTRE];
    await hub.db('referral').query(`UPDATE data_key SET wrapped = 'broken' WHERE ${key}`, hers);
    await desk.bedWanted({ urgency: 'STAT', recipient: OTHERS[0] });
    work();
    await becomes(() => provider.received.length > 0, 'the other agency is told');
    expect(told()).toEqual([(await phones(OTHERS[0]))[0]]);
    await hub.db('referral').query(`DELETE FROM data_key WHERE ${key}`, hers);
  });

  test('is left out when a wall keeps her from them', async () => {
    const scene = await Scene.open(hub);
    const { id } = await scene.sent({ urgency: 'STAT' });
    await hasPhone(1, 'intake-almaty');
    await hasPhone(2, 'advocate-almaty');
    await keepsOut(id, 'intake-almaty');
    work();
    await becomes(() => provider.received.length === 1, 'the other one is told');
    expect(told()).toEqual([(await phones())[1]]);
    expect(await noticesOf('intake-almaty', 'SHELTER')).not.toContainEqual(
      expect.objectContaining({ acknowledgedAt: null, step: 'ACKNOWLEDGE', id: await noticeOf(id) }),
    );
    expect(await noticesOf('advocate-almaty', 'SUPPORT')).toContainEqual(
      expect.objectContaining({ id: await noticeOf(id) }),
    );
    const refused = await desk.intake().query(ACKNOWLEDGE, { input: { noticeId: await noticeOf(id) } });
    expect(refused.data.dutyNoticeAcknowledge.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

const noticeOf = async (referral: string): Promise<string> =>
  (
    await hub
      .db('referral')
      .query('SELECT id FROM duty_notice WHERE referral = $1 ORDER BY raised_at LIMIT 1', [referral])
  )[0].id;

/** The provider has a message before the worker notes that it was sent; until then its code is nobody's. */
const noted = async (referral: string, messages = 1): Promise<boolean> =>
  (
    await hub
      .db('referral')
      .query(
        `SELECT FROM duty_message m JOIN duty_notice n ON n.id = m.notice WHERE n.referral = $1 AND m.sent_at IS NOT NULL`,
        [referral],
      )
  ).length >= messages;

/** The rota names who has the phone at a place of the duty officers; nobody when left out. */
const hasPhone = (position: number, who?: string) =>
  hub
    .db('directory')
    .query("UPDATE duty_phone SET staff_id = $3 WHERE agency_id = $1 AND position = $2 AND role = 'DUTY_OFFICER'", [
      ...[CRISIS_CENTRE, position],
      who ? seedId(`staff:${who}`) : null,
    ]);
const keepsOut = (referral: string, who: string) =>
  hub.db('referral').query(
    `INSERT INTO conflict_wall (id, victim_key, subject_kind, subject)
     SELECT gen_random_uuid(), victim_key, 'STAFF', $2 FROM referral WHERE id = $1`,
    [referral, seedId(`staff:${who}`)],
  );

describe('a phone that is in nobody’s name', () => {
  beforeEach(async () => {
    for (const position of [1, 2]) await hasPhone(position);
  });

  test('tells nothing where somebody works from whom a wall protects her: his may be the hand that takes it', async () => {
    const scene = await Scene.open(hub);
    const { id } = await scene.sent({ urgency: 'STAT' });
    await keepsOut(id, 'intake-almaty');
    await hasPhone(2, 'advocate-almaty');
    work({ DUTY_NEXT_AFTER_SECONDS: 1 });
    const unanswered = async () =>
      (await hub.db('referral').query('SELECT unanswered_at AS at FROM duty_notice WHERE referral = $1', [id]))[0]?.at;
    await becomes(async () => Boolean(await unanswered()), 'nobody is left');
    expect(new Set(told())).toEqual(new Set([(await phones())[1]]));
  });

  test('rings when who is walled off works elsewhere, or nowhere any more', async () => {
    const scene = await Scene.open(hub);
    const { id } = await scene.sent({ urgency: 'STAT' });
    await keepsOut(id, 'officer-almaty-2');
    await keepsOut(id, 'nobody any more');
    work();
    await becomes(() => provider.received.length === 1, 'the first is told');
    expect(told()).toEqual([(await phones())[0]]);
  });
});

describe('the answer', () => {
  async function waiting(): Promise<{ id: string; code: string }> {
    const { id } = await desk.bedWanted({ urgency: 'STAT' });
    const before = provider.received.length;
    if (working.length === 0) work();
    await becomes(() => provider.received.length > before, 'the first is told');
    await becomes(() => noted(id), 'it is noted');
    return { id, code: codeIn(provider.received.at(-1)!) };
  }

  test('by the code of the message is of use once, and only for its own notice', async () => {
    const one = await waiting();
    const other = await waiting();
    expect(await answerWith(one.code.slice(0, 5) + other.code.slice(5))).toContain('does not fit');
    expect(await answerWith(one.code)).toContain('Thank you');
    expect(await answerWith(one.code)).toContain('does not fit');
    expect((await heard(one.id))[0].acknowledgedAt).not.toBeNull();
    expect((await heard(other.id))[0].acknowledgedAt).toBeNull();
  });

  test('by a code that was guessed at five times is of no use any more', async () => {
    const { id, code } = await waiting();
    const wrong = code.slice(0, 5) + String((Number(code.slice(5)) + 1) % 100_000).padStart(5, '0');
    for (let guess = 1; guess <= 5; guess++) expect(await answerWith(wrong)).toContain('does not fit');
    expect(await answerWith(code)).toContain('does not fit');
    expect((await heard(id))[0].acknowledgedAt).toBeNull();
  });

  test.each(['', 'nonsense', '1234', '0'.repeat(10), "' OR 1=1"])('%j is no code', async (typed) => {
    expect(await answerWith(typed)).toContain('does not fit');
  });

  test('in the hub is for the desk that was told; the referral still waits', async () => {
    const { id } = await waiting();
    const input = { noticeId: await noticeOf(id) };
    const stranger = await hub.as('scheduler-almaty', 'FORENSIC_EXAM').query(ACKNOWLEDGE, { input });
    expect(stranger.data.dutyNoticeAcknowledge).toEqual({
      dutyNotice: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'noticeId'] }],
    });
    const first = (await desk.intake().query(ACKNOWLEDGE, { input })).data.dutyNoticeAcknowledge;
    expect(first).toMatchObject({ dutyNotice: { service: 'SHELTER', acknowledgedBy: CRISIS_CENTRE }, userErrors: [] });
    expect((await desk.intake().query(ACKNOWLEDGE, { input })).data.dutyNoticeAcknowledge).toEqual(first);
    const { data } = await desk
      .officer()
      .query('query ($id: ID!) { referral(id: $id) { state response { state } } }', { id });
    expect([data.referral.state, data.referral.response[0].state]).toEqual(['SENT', 'RUNNING']);
  });
});
