/** A calendar says when a clinic is busy and nothing else, to whoever has its address, as long as its owner works there. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { NO_RATE_LIMITS } from '../../../bench/harness/rate-limits.js';
import { seedId } from '../../../standalone/seed/ids.js';
import { gatewayBefore } from '../../../test/hub/gateway-before.js';
import { type Client, openTestHub, type TestHub } from '../../../test/hub.js';
import { addClinic, type TestClinic } from '../test/clinics.js';
import { freeSlots, hire, hold, keyOf, register, step } from '../test/desk.js';

const AGENCY = seedId('agency:clinic-almaty');
const SCHEDULER = seedId('staff:scheduler-almaty');
const FEED = 'id clinicId examinerId createdAt expiresAt revokedAt';

let hub: TestHub;
let scheduler: Client;
let examiner: Client;
let clinic: TestClinic;
beforeAll(async () => {
  hub = await openTestHub();
  scheduler = hub.as('scheduler-almaty', 'FORENSIC_EXAM');
  examiner = hub.as('examiner-almaty', 'FORENSIC_EXAM');
  clinic = await addClinic(hub.db('forensic-appointment'), { agency: AGENCY, examiners: [{}, {}] });
});
afterAll(() => hub.close());
const db = () => hub.db('forensic-appointment');

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails when it is not there
type Answer = any;

async function create(input: object = {}, client = scheduler): Promise<Answer> {
  const { data, errors } = await client.query(
    `mutation ($input: ExamFeedCreateInput!) { examFeedCreate(input: $input) { examFeed { ${FEED} } address userErrors { code field } } }`,
    { input: { idempotencyKey: randomUUID(), clinicId: clinic.id, ...input } },
  );
  expect(errors).toBeUndefined();
  return data.examFeedCreate;
}

async function revoke(feedId: string, client = scheduler): Promise<Answer> {
  const { data } = await client.query(
    `mutation ($input: ExamFeedRevokeInput!) { examFeedRevoke(input: $input) { examFeed { ${FEED} } userErrors { code field } } }`,
    { input: { feedId } },
  );
  return data.examFeedRevoke;
}

const fetched = (address: string, origin = hub.origin) => fetch(origin + new URL(address).pathname);

interface Event {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly sequence: number;
  readonly names: string[];
}

async function eventsAt(address: string): Promise<Event[]> {
  const answer = await fetched(address);
  expect(answer.status).toBe(200);
  return new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents('vevent').map((event) => {
    const value = (name: string) => event.getFirstPropertyValue(name);
    const at = (name: string) => (value(name) as ICAL.Time).toJSDate().toISOString();
    return {
      uid: value('uid') as string,
      start: at('dtstart'),
      end: at('dtend'),
      status: value('status') as string,
      sequence: value('sequence') as unknown as number,
      names: event.getAllProperties().map((property) => property.name),
    };
  });
}

const usedStarts = new Set<string>();

/** A slot of the clinic, held for her, at a time at which nothing was before: events are found by their times. */
async function held(victimId?: string): Promise<Answer> {
  const slot = (await freeSlots(scheduler, clinic.id)).find(({ startsAt }) => !usedStarts.has(startsAt));
  usedStarts.add(slot!.startsAt);
  const { appointment, userErrors } = await hold(scheduler, {
    slotId: slot!.id,
    localReference: 'CASE-7',
    priority: 'URGENT',
    ...(victimId ? { victimId } : {}),
  });
  expect(userErrors).toEqual([]);
  return appointment;
}

/** What a feed has of an appointment that is held now: by its UID there. */
async function heldAt(address: string, victimId?: string): Promise<{ appointment: Answer; uid: string }> {
  const before = (await eventsAt(address)).map(({ uid }) => uid);
  const appointment = await held(victimId);
  const [event, ...more] = (await eventsAt(address)).filter(({ uid }) => !before.includes(uid));
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    start: new Date(appointment.startsAt).toISOString(),
    end: new Date(appointment.endsAt).toISOString(),
  });
  return { appointment, uid: event!.uid };
}

const withUid = async (address: string, uid: string) => (await eventsAt(address)).filter((each) => each.uid === uid);

describe('a feed', () => {
  test('has times and neutral words, and nothing that tells of whom, what, where or how it went', async () => {
    const { address } = await create();
    const appointment = await held();
    const answer = await fetched(address);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await answer.text();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nPRODID:-\/\/Calendar\/\/EN\r\nVERSION:2\.0\r\nMETHOD:PUBLISH\r\n/);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const words = text.replace(/\r\n /g, '');
    expect(words).toContain('SUMMARY:Бос емес · Занято · Busy');
    expect(words).toMatch(/DTSTART:\d{8}T\d{6}Z/);
    expect(words).not.toMatch(/dereu|victim|forensic|clinic|exam|CASE-7|PHYSICAL|URGENT|HELD|клиник|Пробная/i);
    for (const id of [appointment.id, clinic.id, ...clinic.examiners, AGENCY, SCHEDULER])
      expect(words).not.toContain(id);
    const [event] = await eventsAt(address);
    expect(event!.names.sort()).toEqual(
      ['class', 'dtend', 'dtstamp', 'dtstart', 'sequence', 'status', 'summary', 'transp', 'uid'].sort(),
    );
  });

  test('looks the same at every step of an examination, and is taken away when it is cancelled', async () => {
    const { address } = await create();
    const { appointment, uid } = await heldAt(address);
    const seen = [await withUid(address, uid)];
    for (const each of ['examConfirm', 'examArrive', 'examStop']) {
      expect((await step(scheduler, each, appointment.id)).userErrors).toEqual([]);
      seen.push(await withUid(address, uid));
    }
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(seen[0]).toMatchObject([{ status: 'CONFIRMED', sequence: 0 }]);
    const other = await heldAt(address);
    const [before] = await withUid(address, other.uid);
    await step(scheduler, 'examCancel', other.appointment.id, { reason: 'SHE_ASKED' });
    expect(await withUid(address, other.uid)).toEqual([{ ...before, status: 'CANCELLED', sequence: 1 }]);
    // a calendar that has it not does not get it for ever
    await db().query("UPDATE appointment SET ended_at = ended_at - interval '15 days' WHERE id = $1", [
      other.appointment.id,
    ]);
    expect(await withUid(address, other.uid)).toEqual([]);
  });

  test('tells of a hold that ran out that the time is free again', async () => {
    const { address } = await create();
    const { appointment, uid } = await heldAt(address);
    await db().query("UPDATE appointment SET held_until = clock_timestamp() - interval '1 second' WHERE id = $1", [
      appointment.id,
    ]);
    expect(await withUid(address, uid)).toMatchObject([{ status: 'CANCELLED', sequence: 1 }]);
  });

  test('has two weeks back and three months ahead', async () => {
    const { address } = await create();
    const appointment = await held();
    const move = (by: string) =>
      db().query(
        `UPDATE appointment SET starts_at = clock_timestamp() + interval '${by}', ends_at = clock_timestamp() + interval '${by}' + interval '30 minutes'
        WHERE id = $1 RETURNING starts_at AS "startsAt", ends_at AS "endsAt"`,
        [appointment.id],
      );
    for (const [by, there] of [
      ['-15 days', 0],
      ['-13 days', 1],
      ['89 days', 1],
      ['91 days', 0],
    ] as const) {
      const before = await eventsAt(address);
      await move(by);
      const after = await eventsAt(address);
      const left = after.filter(({ start }) => !before.some((each) => each.start === start));
      expect([by, left.length]).toEqual([by, there]);
    }
  });

  test('of one examiner has those of nobody else; two feeds have not one UID in common', async () => {
    await held();
    await held();
    const whole = await eventsAt((await create()).address);
    const again = await eventsAt((await create()).address);
    expect(again.map(({ start }) => start)).toEqual(whole.map(({ start }) => start));
    expect(whole.map(({ uid }) => uid).filter((uid) => again.some((each) => each.uid === uid))).toEqual([]);
    const ofEach = await Promise.all(
      clinic.examiners.map(async (examinerId) => (await eventsAt((await create({ examinerId })).address)).length),
    );
    expect(ofEach[0]! + ofEach[1]!).toBe(whole.length);
    expect(Math.min(...ofEach)).toBeGreaterThan(0);
  });

  test('leaves out what a wall keeps from its owner, as who the owner is now', async () => {
    const victimId = await register(scheduler);
    const [mine, others] = [(await create()).address, (await create({}, examiner)).address];
    const { uid } = await heldAt(mine, victimId);
    const before = (await eventsAt(others)).length;
    await db().query(
      "INSERT INTO conflict_wall (id, victim_key, subject_kind, subject) VALUES (gen_random_uuid(), $1, 'STAFF', $2)",
      [keyOf(victimId, 'clinic-almaty'), SCHEDULER],
    );
    expect(await withUid(mine, uid)).toEqual([]);
    expect((await eventsAt(mine)).length).toBe(before - 1);
    expect((await eventsAt(others)).length).toBe(before);
  });

  test('is not answered while a wall that keeps its owner out is not everywhere yet', async () => {
    const { address } = await create();
    const gateway = await gatewayBefore(hub, {
      transport: {
        call: async (name, request) =>
          name === 'consent' && String(request.document).includes('pendingWalls')
            ? {
                data: {
                  pendingWalls: [{ subgraph: 'forensic-appointment', subjectKind: 'STAFF', subject: SCHEDULER }],
                },
              }
            : hub.transport.call(name, request),
      },
    });
    const statuses = [
      await fetched(address, gateway.url),
      await fetched((await create({}, examiner)).address, gateway.url),
    ];
    await gateway.stop();
    expect(statuses.map(({ status }) => status)).toEqual([503, 200]);
  });
});

describe('its address', () => {
  test('is shown once, is kept as a hash, and is in no list', async () => {
    const input = { idempotencyKey: randomUUID() };
    const first = await create(input);
    expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:4000\/calendar\/[\w-]{43}\.ics$/);
    const again = await create(input);
    expect(again).toMatchObject({ examFeed: { id: first.examFeed.id }, address: null, userErrors: [] });
    const secret = /([\w-]{43})\.ics/.exec(first.address)![1]!;
    const [{ text }] = await db().query('SELECT f::text AS text FROM exam_feed f WHERE id = $1', [first.examFeed.id]);
    for (const form of [secret, Buffer.from(secret, 'base64url').toString('hex'), Buffer.from(secret).toString('hex')])
      expect(text).not.toContain(form);
    const days = (Date.parse(first.examFeed.expiresAt) - Date.parse(first.examFeed.createdAt)) / 86_400_000;
    expect(Math.round(days)).toBe(365);
    const { data } = await scheduler.query(`{ examFeeds(first: 100) { edges { node { ${FEED} } } } }`);
    expect(data.examFeeds.edges).toContainEqual({ node: first.examFeed });
    const others = await examiner.query('{ examFeeds(first: 100) { edges { node { id } } } }');
    expect(others.data.examFeeds.edges).not.toContainEqual({ node: { id: first.examFeed.id } });
  });

  test('answers nothing when it is unknown, taken back, replaced, expired, or its owner has left or does another work: one answer', async () => {
    await hire(hub, 'scheduler-leaving', 'clinic-almaty', 'SCHEDULER');
    const leaving = hub.as('scheduler-leaving', 'FORENSIC_EXAM');
    const staff = (change: string) =>
      hub.db('directory').query(`UPDATE staff_member SET ${change} WHERE subject = 'scheduler-leaving'`);
    const [taken, replaced, expired, left] = await Promise.all([create(), create(), create(), create({}, leaving)]);
    expect((await fetched(left.address)).status).toBe(200);
    await revoke(taken.examFeed.id);
    const { address } = await create({ replaces: replaced.examFeed.id });
    expect((await fetched(address)).status).toBe(200);
    await db().query('UPDATE exam_feed SET expires_at = clock_timestamp() WHERE id = $1', [expired.examFeed.id]);
    const answers: string[] = [];
    const ask = async (at: string) => {
      const answer = await fetched(at);
      answers.push(
        JSON.stringify([answer.status, [...answer.headers].filter(([name]) => name !== 'date'), await answer.text()]),
      );
    };
    for (const each of [taken, replaced, expired]) await ask(each.address);
    for (const name of ['A'.repeat(43), 'x']) await ask(`http://x/calendar/${name}.ics`);
    for (const change of [
      'active = false, deactivated_at = clock_timestamp()',
      `active = true, deactivated_at = NULL, agency_id = '${seedId('agency:clinic-astana')}'`,
    ]) {
      await staff(change);
      await ask(left.address);
    }
    await staff(`agency_id = '${AGENCY}', role = 'ADMINISTRATOR'`);
    await ask(left.address);
    expect([...new Set(answers)]).toEqual([expect.stringMatching(/^\[404,/)]);
    await staff(`role = 'SCHEDULER'`);
    expect((await fetched(left.address)).status).toBe(200);
  });

  test('answers nothing when the directory cannot say who its owner is', async () => {
    const { address } = await create();
    await hub.db('directory').query('ALTER TABLE staff_member RENAME TO staff_gone');
    const answer = await fetched(address);
    await hub.db('directory').query('ALTER TABLE staff_gone RENAME TO staff_member');
    expect([answer.status, await answer.text()]).toEqual([503, '']);
  });

  test('is made by the clinic for itself, and taken back by whoever made it', async () => {
    const astana = await addClinic(db(), { agency: seedId('agency:clinic-astana') });
    for (const input of [{ clinicId: astana.id }, { clinicId: randomUUID() }, { examinerId: astana.examiners[0] }])
      expect(await create(input)).toMatchObject({
        ...{ examFeed: null, address: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'clinicId'] }] },
      });
    const { examFeed, address } = await create();
    expect((await create({ replaces: examFeed.id }, examiner)).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['input', 'replaces'] },
    ]);
    for (const id of [examFeed.id, randomUUID()])
      expect((await revoke(id, examiner)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await fetched(address)).status).toBe(200);
    const first = await revoke(examFeed.id);
    expect((await revoke(examFeed.id)).examFeed).toEqual(first.examFeed);
    expect((await fetched(address)).status).toBe(404);
  });

  test('leaves no line in any log, and is asked for no more often than anything without a token', async () => {
    const { address } = await create();
    const lines = hub.lines.length;
    await fetched(address);
    await fetched(address.replace('.ics', ''));
    expect(hub.lines.slice(lines)).toEqual([]);
    const gateway = await gatewayBefore(hub, { rateLimits: { ...NO_RATE_LIMITS, sourcePerMinute: 1 } });
    const statuses = [await fetched(address, gateway.url), await fetched(address, gateway.url)];
    await gateway.stop();
    expect(statuses.map(({ status }) => status)).toEqual([200, 429]);
    expect(hub.lines.filter((line) => line.includes(/([\w-]{43})\.ics/.exec(address)![1]!))).toEqual([]);
  });
});
