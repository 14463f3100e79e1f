import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { carriedOut } from '../../scripts/demo/door.js';
import { seedId } from '../../standalone/seed/ids.js';
import { ADVOCATE, CENTRE, OFFICER, Scene } from '../../subgraphs/consent/test/scene.js';
import { openHub, type PublicHub } from '../hub.js';
import { Listener } from './sse.js';

let hub: PublicHub;
const open: Listener[] = [];
beforeAll(async () => {
  hub = await openHub();
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
afterAll(() => hub.close());

async function listen(
  account: string,
  purpose: string,
  { last, claims }: { last?: string | null; claims?: Record<string, unknown> } = {},
): Promise<Listener> {
  const listener = await Listener.open(`${hub.origin}/events`, {
    authorization: `Bearer ${await hub.token(account, claims)}`,
    ...(purpose ? { 'purpose-of-use': purpose } : {}),
    ...(last ? { 'last-event-id': last } : {}),
  });
  open.push(listener);
  return listener;
}

const officer = () => hub.as(...OFFICER);
const intake = () => hub.as('intake-almaty', 'SHELTER');
const bedWanted = async (fields: object = {}): Promise<string> =>
  (
    await carriedOut(officer(), 'referralSend', {
      ...{
        idempotencyKey: crypto.randomUUID(),
        recipient: CENTRE,
        service: 'SHELTER',
        urgency: 'ASAP',
        categories: [],
      },
      ...fields,
    })
  ).referral.id;

describe('a stream of events', () => {
  test('tells both parties what happens, as it happens and in its order, and nobody else', async () => {
    const [centre, police, other] = await Promise.all([
      listen('intake-almaty', 'SHELTER'),
      listen(...OFFICER),
      listen('officer-almaty-2', 'POLICE_RESPONSE'),
    ]);
    expect(centre.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const referral = await bedWanted();
    await carriedOut(intake(), 'referralAcknowledge', { referralId: referral });
    await carriedOut(intake(), 'referralAccept', { referralId: referral });
    const steps = ['referral.sent', 'referral.received', 'referral.accepted'];
    for (const listener of [centre, police]) {
      const told = await listener.first(3);
      expect(told.map(({ event, data }) => [event, data.object])).toEqual(steps.map((type) => [type, referral]));
      expect(Object.keys(told[0]!.data).sort()).toEqual(['at', 'id', 'object', 'type']);
    }
    expect(other.messages).toEqual([]);
  });

  test('goes on where the client was, with what happened meanwhile', async () => {
    const first = await listen('intake-almaty', 'SHELTER');
    const before = await bedWanted();
    await first.first(1);
    await first.close();
    const missed = await bedWanted();
    const second = await listen('intake-almaty', 'SHELTER', { last: first.lastEventId });
    const after = await bedWanted();
    expect((await second.first(2)).map(({ data }) => data.object)).toEqual([missed, after]);
    expect(first.messages.map(({ data }) => data.object)).toEqual([before]);
  });

  test('keeps back what a wall stands before, though it happened before the wall', async () => {
    const scene = await Scene.open(hub);
    await scene.done(OFFICER, 'consentGrant', {
      ...{
        idempotencyKey: crypto.randomUUID(),
        recipient: CENTRE,
        purposes: ['SHELTER', 'SUPPORT'],
        categories: ['REFERRAL'],
      },
      ...{ expiresAt: new Date(Date.now() + 3_600_000).toISOString(), provisional: true, form: 'ORAL_WITNESSED' },
      ...{ language: 'kk', interpreter: 'NONE', witnessed: true, consequencesExplained: true },
    });
    const marker = await listen('intake-almaty', 'SHELTER');
    await bedWanted();
    await marker.first(1);
    await marker.close();
    await bedWanted({ victimId: scene.idFor(OFFICER), categories: ['REFERRAL'] });
    await scene.done(ADVOCATE, 'conflictWallAdd', {
      ...{ idempotencyKey: crypto.randomUUID(), subjectKind: 'STAFF', subject: seedId('staff:intake-almaty') },
      reason: 'KNOWS_PERPETRATOR',
    });
    const later = await bedWanted();
    const walled = await listen('intake-almaty', 'SHELTER', { last: marker.lastEventId });
    expect((await walled.first(1)).map(({ data }) => data.object)).toEqual([later]);
    const colleague = await listen(...ADVOCATE, { last: marker.lastEventId });
    expect(await colleague.first(2)).toHaveLength(2);
  });

  test('ends with the token', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const listener = await listen('intake-almaty', 'SHELTER', { claims: { exp: now + 1 } });
    expect(listener.response.status).toBe(200);
    // the clocks of an issuer may differ by five seconds
    await listener.ended;
    expect(listener.response.status).toBe(200);
    await bedWanted();
    expect(listener.messages).toEqual([]);
  });

  test.each([
    ['without a token', undefined, 'SHELTER', 401, 'UNAUTHENTICATED'],
    ['without a purpose', 'intake-almaty', '', 200, 'PURPOSE_REQUIRED'],
    ['for whoever works on no case', 'steward', 'STEWARDSHIP', 403, 'FORBIDDEN'],
  ])('is refused %s', async (_, account, purpose, status, code) => {
    const headers: Record<string, string> = purpose ? { 'purpose-of-use': purpose } : {};
    if (account) headers.authorization = `Bearer ${await hub.token(account)}`;
    const response = await fetch(`${hub.origin}/events`, { headers });
    const body = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(body.errors[0]!.extensions.code).toBe(code);
    if (status !== 200) expect(response.status).toBe(status);
  });

  test('from a place that is none of this agency is refused', async () => {
    const mine = await listen('intake-almaty', 'SHELTER');
    await bedWanted();
    await mine.first(1);
    for (const last of [mine.lastEventId!, 'x', 'referral=x'])
      expect((await listen('scheduler-almaty', 'FORENSIC_EXAM', { last })).response.status).toBe(400);
  });

  test('is open four times at most for one person', async () => {
    for (let i = 0; i < 4; i++) expect((await listen('operator-150', 'SUPPORT')).response.status).toBe(200);
    expect((await listen('operator-150', 'SUPPORT')).response.status).toBe(429);
    await open.at(-2)!.close();
    await open.at(-3)!.close();
    expect((await listen('operator-150', 'SUPPORT')).response.status).toBe(200);
  });
});
