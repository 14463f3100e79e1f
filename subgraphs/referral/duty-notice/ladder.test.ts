/** Promise: with nobody to tell for an hour, what is due is told once each when the worker is back, in order; and nothing of it is ever sent to her. */

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestHub } from '../../../test/hub.js';
import type { BackgroundWork } from '../../kit/index.js';
import { contacts, INTAKE, notNow, RULE } from '../test/contact.js';
import { desks } from '../test/desks.js';
import { becomes, firstHour, OTHERS, openQuietHub, Provider, phones, SECRET, sentAgo, workerOf } from '../test/duty.js';
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

function work(settings: object = {}): BackgroundWork {
  const one = workerOf(hub, { DUTY_PROVIDER_URL: provider.url, DUTY_PROVIDER_SECRET: SECRET, ...settings });
  working.push(one);
  one.start();
  return one;
}

const told = () => provider.received.map(({ to }) => to);
test('what has come due while every worker was dead is told once each and in order, by however many come back', async () => {
  const { id } = await desk.bedWanted({ urgency: 'STAT' });
  await sentAgo(hub, id, 61);
  const expected = await firstHour(hub);
  work();
  work();
  await becomes(() => provider.received.length >= expected.length, 'all is told');
  await sleep(2_000);
  expect(told()).toEqual(expected);
  expect(new Set(provider.received.map((message) => message.id)).size).toBe(expected.length);
});

test('a worker that ends in the middle leaves the rest to the next one', async () => {
  const { id } = await desk.bedWanted({ urgency: 'STAT' });
  await sentAgo(hub, id, 61);
  const expected = await firstHour(hub);
  let stopped: Promise<void> | undefined;
  provider.answer = async () => {
    if (provider.received.length === 2) stopped ??= first.stop();
    return 202;
  };
  const first = work();
  await becomes(() => stopped !== undefined, 'it is told to end');
  work();
  await becomes(() => provider.received.length >= expected.length, 'the rest is told');
  await sleep(1_500);
  expect(told()).toEqual(expected);
});

test('a step that is taken ends the ladder', async () => {
  const { id } = await desk.bedWanted({ urgency: 'STAT' });
  await sentAgo(hub, id, 16);
  work();
  await becomes(() => provider.received.length === 2, 'it was left');
  await desk.act('intake', 'referralDecline', id, { reason: 'NO_CAPACITY' });
  await sentAgo(hub, id, 60);
  await sleep(2_500);
  expect(provider.received).toHaveLength(2);
});

test('another agency learns that a request of a kind waits, and nothing else; the sender learns that it has answered', async () => {
  const { id, code } = await desk.bedWanted({ urgency: 'STAT', recipient: OTHERS[0] });
  await sentAgo(hub, id, 61);
  work({ DUTY_NEXT_AFTER_SECONDS: 1 });
  const mine = await phones(hub, CRISIS_CENTRE);
  await becomes(() => told().includes(mine[0]!), 'it is told');
  const { data } = await desk
    .intake()
    .query(
      '{ dutyNotices(first: 10) { edges { node { id to service step raisedAt acknowledgedAt acknowledgedBy } } } }',
    );
  const [notice] = data.dutyNotices.edges.map(({ node }: { node: object }) => node);
  expect(notice).toMatchObject({ to: 'ANOTHER_AGENCY', service: 'SHELTER', acknowledgedAt: null });
  expect(JSON.stringify(data)).not.toContain(id);
  const asked = await desk
    .intake()
    .query('query ($id: ID!, $code: String!) { referral(id: $id) { id } referralByCode(code: $code) { id } }', {
      id,
      code,
    });
  expect(asked.data).toEqual({ referral: null, referralByCode: null });
  const answer = await desk
    .intake()
    .query(
      'mutation ($input: DutyNoticeAcknowledgeInput!) { dutyNoticeAcknowledge(input: $input) { userErrors { code } } }',
      {
        input: { noticeId: notice.id },
      },
    );
  expect(answer.data.dutyNoticeAcknowledge.userErrors).toEqual([]);
  const seen = await desk
    .officer()
    .query('query ($id: ID!) { referral(id: $id) { dutyNotices { to acknowledgedBy } } }', { id });
  expect(seen.data.referral.dutyNotices).toContainEqual({ to: 'ANOTHER_AGENCY', acknowledgedBy: CRISIS_CENTRE });
});

test('a first contact that is late hurries the service, and nobody while she may not be contacted', async () => {
  const contact = contacts(hub);
  async function accepted(rule: object): Promise<string> {
    const scene = await Scene.open(hub);
    await scene.duty(['CONTACT']);
    await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
    await contact.rule(scene, rule);
    const { id } = await scene.sent({ urgency: 'STAT', categories: ['CONTACT'] });
    await desk.act('intake', 'referralAccept', id);
    await sentAgo(hub, id, 181);
    return id;
  }
  const hours = notNow();
  const waits = await accepted(hours);
  work();
  const next = async () =>
    (
      await hub
        .db('referral')
        .query("SELECT next_at, rung FROM response_timer WHERE referral = $1 AND step = 'FIRST_CONTACT'", [waits])
    )[0];
  await becomes(async () => (await next()).next_at > new Date(), 'it waits for her safe time');
  expect((await next()).next_at.toISOString().slice(11, 16)).toBe(hours.windows[0]!.from);
  expect([(await next()).rung, provider.received]).toEqual([0, []]);

  await accepted(RULE);
  await becomes(() => provider.received.length === 1, 'the service is told');
  expect(told()).toEqual([(await phones(hub, CRISIS_CENTRE))[0]]);
  const [{ attempts }] = await hub.db('referral').query('SELECT count(*)::int AS attempts FROM contact_attempt');
  expect(attempts).toBe(0);
  expect(provider.received.map(({ to }) => to)).not.toContain(RULE.number);
});

describe('a first contact that waited for her safe time', () => {
  /** Accepted so many minutes ago, by a rule that she told the centre itself. */
  async function accepted(rule: object, minutes: number) {
    const scene = await Scene.open(hub);
    await scene.duty(['CONTACT']);
    await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
    await contacts(hub).rule(scene, RULE);
    const { id } = await scene.sent({ urgency: 'STAT', categories: ['CONTACT'] });
    await desk.act('intake', 'referralAccept', id);
    const { data } = await desk.intake().query('query ($id: ID!) { referral(id: $id) { victim { id } } }', { id });
    let version = 1;
    const tells = async (hers: object) => {
      version = await contacts(hub).rule(scene, hers, version, INTAKE, data.referral.victim.id);
    };
    await tells(rule);
    await sentAgo(hub, id, minutes);
    return { id, tells };
  }
  const minutesUntil = async (table: string, id: string): Promise<number> =>
    (
      await hub
        .db('referral')
        .query(
          `SELECT ceil(extract(epoch FROM next_at - clock_timestamp()) / 60)::int AS minutes FROM ${table} WHERE referral = $1 AND step = 'FIRST_CONTACT'`,
          [id],
        )
    )[0]?.minutes;

  test('has its ladder from then on: the next rung is not due at once for the time of the wait', async () => {
    const { id, tells } = await accepted(notNow(), 400);
    work();
    await becomes(async () => (await minutesUntil('response_timer', id)) > 0, 'it is put off');
    await tells(RULE);
    await sentAgo(hub, id, (await minutesUntil('response_timer', id)) + 1);
    await becomes(() => provider.received.length > 0, 'the service is told');
    await sleep(2_500);
    expect(told()).toEqual([(await phones(hub, CRISIS_CENTRE))[0]]);
    expect(await minutesUntil('response_timer', id)).toBeGreaterThan(50);
  });

  test('is told to nobody else once its window has closed', async () => {
    const { id, tells } = await accepted(RULE, 181);
    provider.answer = async () => {
      await tells(notNow());
      return 202;
    };
    work({ DUTY_NEXT_AFTER_SECONDS: 1 });
    await becomes(() => provider.received.length > 0, 'the first is told');
    await becomes(async () => (await minutesUntil('duty_notice', id)) > 60, 'the next waits for her');
    expect(provider.received).toHaveLength(1);
  });
});

test('no number, no address and no word of a message is in this database or in the log', async () => {
  await desk.bedWanted({ urgency: 'STAT' });
  work();
  await becomes(() => provider.received.length === 1, 'somebody is told');
  const { to, text } = provider.received[0]!;
  const messages: object[] = await hub.db('referral').query('SELECT * FROM duty_message');
  const notices: object[] = await hub.db('referral').query('SELECT * FROM duty_notice');
  const kept = [...messages, ...notices].flatMap((row) => Object.values(row));
  expect(kept).not.toContain(to);
  expect(kept).not.toContain(text.replace(/\D/g, '').slice(-5));
  expect(hub.lines.join('\n')).not.toContain(to);
});
