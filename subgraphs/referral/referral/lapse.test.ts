import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestHub, type TestHub } from '../../../test/hub.js';
import { RESPONSE_POLICIES } from '../response-clock/policy.js';
import { COUNTERS, desks, INBOX, ONE, OUTBOX } from '../test/desks.js';
import { writeLapses } from './lapse.js';
import { lapsesAt } from './lapse-times.js';

let hub: TestHub;
let desk: ReturnType<typeof desks>;
beforeAll(async () => {
  hub = await openTestHub();
  desk = desks(hub);
});
afterAll(() => hub.close());

const one = async (id: string, who: 'officer' | 'intake' = 'officer') =>
  (await desk.byName[who]().query(ONE, { id })).data.referral;
const listed = async (who: 'officer' | 'intake', filter: object) => {
  const [document, name] = who === 'officer' ? [OUTBOX, 'referralOutbox'] : [INBOX, 'referralInbox'];
  const { data } = await desk.byName[who]().query(document, { first: 100, filter });
  return data[name].edges.map(({ node }: { node: { id: string } }) => node.id) as string[];
};
const counts = async (who: 'officer' | 'intake') => (await desk.byName[who]().query(COUNTERS)).data.referralCounters;
/** The database's clock goes on by itself; what was sent is put back instead. */
const turnBack = async (id: string, by: string) => {
  await hub
    .db('referral')
    .query('UPDATE referral SET sent_at = sent_at - $2::interval, lapses_at = lapses_at - $2::interval WHERE id = $1', [
      id,
      by,
    ]);
  await hub
    .db('referral')
    .query(
      'UPDATE response_timer SET started_at = started_at - $2::interval, due_at = due_at - $2::interval, next_at = NULL WHERE referral = $1',
      [id, by],
    );
};

/** All that anybody reads of it. */
const everything = async (id: string) => ({
  sender: await one(id),
  recipient: await one(id, 'intake'),
  listedFor: {
    sender: {
      needsAction: (await listed('officer', { needsAction: true })).includes(id),
      expired: (await listed('officer', { states: ['EXPIRED'] })).includes(id),
      sent: (await listed('officer', { states: ['SENT'] })).includes(id),
      both: (await listed('officer', { states: ['SENT', 'EXPIRED'] })).filter((each) => each === id).length,
      all: (await listed('officer', {})).filter((each) => each === id).length,
      open: (await listed('officer', { open: true })).includes(id),
      overdue: (await listed('officer', { overdue: true })).includes(id),
    },
    recipient: {
      needsAction: (await listed('intake', { needsAction: true })).includes(id),
      expired: (await listed('intake', { states: ['EXPIRED'] })).includes(id),
    },
  },
  counts: [await counts('officer'), await counts('intake')],
});

describe('an unanswered referral', () => {
  test('lapses by its urgency', async () => {
    for (const urgency of ['STAT', 'ROUTINE'] as const) {
      const { id } = await desk.bedWanted({ urgency });
      const { sentAt, lapsesAt, overdue } = await one(id);
      const minutes = Math.round((Date.parse(lapsesAt) - Date.parse(sentAt)) / 60_000);
      expect([minutes, overdue]).toEqual([RESPONSE_POLICIES.KZ[0]!.lapses[urgency], false]);
      await desk.act('officer', 'referralCancel', id);
    }
  });

  test('lapses by the version of the policy that is in force by the database’s clock', async () => {
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const versions = JSON.stringify([
      { from: inDays(1), minutes: 5 },
      { from: inDays(-1), minutes: 60 },
      { from: inDays(-2), minutes: 600 },
    ]);
    const [{ minutes }] = await hub
      .db('referral')
      .query(`SELECT round(extract(epoch FROM ${lapsesAt('$1')} - clock_timestamp()) / 60)::int AS minutes`, [
        versions,
      ]);
    expect(minutes).toBe(60);
  });

  test('is overdue before it lapses, for both, and in lists and counters', async () => {
    const before = [await counts('officer'), await counts('intake')];
    const { id } = await desk.bedWanted({ urgency: 'ASAP' });
    await turnBack(id, '3 hours');
    expect(await one(id)).toMatchObject({ state: 'SENT', overdue: true, needsAction: false });
    expect(await one(id, 'intake')).toMatchObject({ state: 'SENT', overdue: true, needsAction: true });
    expect(await listed('intake', { overdue: true })).toContain(id);
    expect(await listed('officer', { overdue: true })).toContain(id);
    expect(await listed('intake', { overdue: false })).not.toContain(id);
    expect((await counts('officer')).outboxOverdue).toBe(before[0].outboxOverdue + 1);
    const { counters } = await desk.act('intake', 'referralAccept', id);
    expect(counters.inboxOverdue).toBe(before[1].inboxOverdue);
    expect(await one(id)).toMatchObject({ overdue: false });
  });

  test('has lapsed when the database’s clock says so; writing that down changes nothing that anybody reads', async () => {
    const { id } = await desk.bedWanted();
    const { id: answered } = await desk.bedWanted();
    await desk.act('intake', 'referralAccept', answered);
    for (const each of [id, answered]) await turnBack(each, '2 days');
    const unwritten = await everything(id);
    expect(unwritten).toMatchObject({
      sender: {
        response: Array(3).fill(expect.objectContaining({ state: 'NOT_NEEDED' })),
        state: 'EXPIRED',
        expiredAt: unwritten.sender.lapsesAt,
        needsAction: true,
        overdue: false,
      },
      recipient: { state: 'EXPIRED', needsAction: false },
      listedFor: {
        sender: { needsAction: true, expired: true, sent: false, both: 1, all: 1, open: false, overdue: false },
        recipient: { needsAction: false, expired: true },
      },
    });
    const stored = async () =>
      (await hub.db('referral').query('SELECT state FROM referral WHERE id = $1', [id]))[0].state;
    // the hub may have written it down already by itself
    await writeLapses(hub.db('referral'));
    expect(await stored()).toBe('EXPIRED');
    // the clock of what is over tells nobody any more
    const [{ running }] = await hub
      .db('referral')
      .query('SELECT count(*)::int AS running FROM response_timer WHERE referral = $1 AND ended_at IS NULL', [id]);
    expect(running).toBe(0);
    expect(await everything(id)).toEqual(unwritten);
    expect((await one(answered)).state).toBe('ACCEPTED');
  });

  test.each([
    ['intake', 'referralAccept', {}],
    ['intake', 'referralDecline', { reason: 'NO_CAPACITY' }],
    ['intake', 'referralAsk', { question: 'CALL_US' }],
    ['officer', 'referralCancel', {}],
  ] as const)('that has lapsed: %s can no more %s', async (who, operation, fields) => {
    const { id } = await desk.bedWanted();
    await turnBack(id, '2 days');
    expect((await desk.act(who, operation, id, fields)).userErrors).toMatchObject([
      { code: 'WRONG_STATE', field: ['input', 'referralId'], message: expect.stringContaining('lapsed') },
    ]);
  });

  test('that lapses while somebody waits for its lock is not accepted', async () => {
    const { id: lapsing } = await desk.bedWanted();
    await hub
      .db('referral')
      .query("UPDATE referral SET lapses_at = clock_timestamp() + interval '500 milliseconds' WHERE id = $1", [
        lapsing,
      ]);
    const holder = hub.db('referral').createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM referral WHERE id = $1 FOR UPDATE', [lapsing]);
    const waiting = desk.act('intake', 'referralAccept', lapsing);
    await holder.query('SELECT pg_sleep(0.7)');
    await holder.rollbackTransaction();
    await holder.release();
    expect((await waiting).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  });

  test('the sender notes that it has lapsed or was declined, and it waits for nobody any more', async () => {
    const { id: lapsed } = await desk.bedWanted();
    await turnBack(lapsed, '2 days');
    const { id: declined } = await desk.bedWanted();
    await desk.act('intake', 'referralDecline', declined, { reason: 'NO_CAPACITY' });
    const before = (await counts('officer')).outboxNeedsAction;
    for (const id of [lapsed, declined]) {
      expect(await listed('officer', { needsAction: true })).toContain(id);
      expect((await desk.act('intake', 'referralNote', id)).userErrors).toMatchObject([{ code: 'NOT_PERMITTED' }]);
      const { referral, userErrors } = await desk.act('officer', 'referralNote', id);
      expect({ userErrors, needsAction: referral.needsAction }).toEqual({ userErrors: [], needsAction: false });
      expect(await listed('officer', { needsAction: true })).not.toContain(id);
    }
    expect((await counts('officer')).outboxNeedsAction).toBe(before - 2);
    expect((await one(lapsed)).state).toBe('EXPIRED');
    const { id } = await desk.bedWanted();
    expect((await desk.act('officer', 'referralNote', id)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  });
});
