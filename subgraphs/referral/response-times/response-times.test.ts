import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedId } from '../../../standalone/seed/ids.js';
import type { TestHub } from '../../../test/hub.js';
import { contacts, notNow } from '../test/contact.js';
import { desks } from '../test/desks.js';
import { becomes, openQuietHub, sentAgo, workerOf } from '../test/duty.js';
import { CRISIS_CENTRE, Scene } from '../test/scene.js';

let hub: TestHub;
let desk: ReturnType<typeof desks>;
beforeAll(async () => {
  hub = await openQuietHub();
  desk = desks(hub);
});
afterAll(() => hub.close());

const TIMES = `query ($input: ResponseTimesInput!) { responseTimes(input: $input) { month step medianMinutes p90Minutes } }`;
const times = async (account = 'intake-almaty', input: object = {}) => {
  const { data, errors } = await hub.as(account).query(TIMES, { input });
  return errors ? errors[0]!.extensions.code : data.responseTimes;
};
const late = async (account: string) => {
  const { data, errors } = await hub.as(account).query('{ responseLate { agency step late } }');
  if (errors) throw new Error(JSON.stringify(errors));
  return data.responseLate as { agency: string; step: string; late: number | null }[];
};

/** Acknowledged in the month before this one, so many minutes after it was sent. */
async function acknowledged(minutes: number): Promise<void> {
  const { id } = await desk.bedWanted();
  await desk.act('intake', 'referralAcknowledge', id);
  await hub.db('referral').query(
    `UPDATE response_timer SET started_at = m - make_interval(mins => $2), due_at = m, ended_at = CASE WHEN met THEN m END
     FROM (SELECT date_trunc('month', now(), 'UTC') - interval '10 days' AS m) month WHERE referral = $1`,
    [id, minutes],
  );
}

describe('how long an agency takes', () => {
  test('is told of months that are over and have ten people, as median and as what nine of ten took', async () => {
    for (let minutes = 1; minutes <= 9; minutes++) await acknowledged(minutes);
    expect(await times()).toEqual([]);
    await acknowledged(100);
    const month = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - 1, 1))
      .toISOString()
      .slice(0, 7);
    expect(await times()).toEqual([{ month, step: 'ACKNOWLEDGE', medianMinutes: 5, p90Minutes: 9 }]);
    // this month is not over: nothing is read out of what changes from day to day
    const { id } = await desk.bedWanted();
    await desk.act('intake', 'referralAcknowledge', id);
    expect(await times()).toHaveLength(1);
  });

  test('ten referrals of one woman are not ten people', async () => {
    const scene = await Scene.open(hub);
    const ids = [];
    for (let n = 0; n < 10; n++) ids.push((await scene.sent()).id);
    for (const id of ids) await desk.act('intake', 'referralAccept', id);
    await hub.db('referral').query(
      `UPDATE response_timer SET started_at = now() - interval '70 days', due_at = now() - interval '69 days', ended_at = now() - interval '65 days'
       WHERE referral = ANY($1::uuid[]) AND met`,
      [ids],
    );
    expect((await times()).map(({ step }: { step: string }) => step)).toEqual(['ACKNOWLEDGE']);
  });

  test("another agency's are for those who run the hub", async () => {
    expect(await times('officer-almaty', { agency: CRISIS_CENTRE })).toBe('FORBIDDEN');
    expect(await times('administrator', { agency: CRISIS_CENTRE })).toHaveLength(1);
    expect(await times('officer-almaty')).toEqual([]);
  });

  test.each([{ months: 0 }, { months: 37 }, { agency: 'nobody' }])('%o is refused', async (input) => {
    expect(await times('intake-almaty', input)).toBe('BAD_USER_INPUT');
  });
});

describe('a first contact that waits for her safe time', () => {
  const step = 'FIRST_CONTACT';

  test('is late for nobody until it could be made, and has the time that was given from then on', async () => {
    const scene = await Scene.open(hub);
    await scene.duty(['CONTACT']);
    await scene.consent(CRISIS_CENTRE, ['CONTACT', 'REFERRAL']);
    await contacts(hub).rule(scene, notNow());
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { id } = await scene.sent({ urgency: 'STAT', categories: ['CONTACT'] });
      await desk.act('intake', 'referralAccept', id);
      await sentAgo(hub, id, 181);
      ids.push(id);
    }
    const next = async (): Promise<number[]> =>
      (
        await hub.db('referral').query(
          `SELECT ceil(extract(epoch FROM next_at - clock_timestamp()) / 60)::int AS minutes FROM response_timer
           WHERE referral = ANY($1::uuid[]) AND step = $2 AND next_at > clock_timestamp()`,
          [ids, step],
        )
      ).map(({ minutes }: { minutes: number }) => minutes);
    const counted = async () => (await late('intake-almaty')).find((each) => each.step === step)?.late ?? 0;
    // those of the tests before, and these five
    const before = (await counted()) - 5;
    const work = workerOf(hub, {});
    work.start();
    await becomes(async () => (await next()).length === 5, 'they are put off');
    await work.stop();
    expect(await counted()).toBe(before);
    const wait = Math.max(...(await next())) + 1;
    for (const id of ids) await sentAgo(hub, id, wait);
    expect(await counted()).toBe(before);
    for (const id of ids) await sentAgo(hub, id, 180);
    expect(await counted()).toBe(before + 5);
  });

  test('took as long as it took from there', async () => {
    for (let n = 0; n < 10; n++) {
      const { id } = await desk.bedWanted();
      await desk.act('intake', 'referralAccept', id);
      await desk.act('intake', 'referralStart', id);
      await hub.db('referral').query(
        `UPDATE response_timer SET started_at = m - interval '600 minutes', due_at = m - interval '500 minutes', safe_from = m - interval '7 minutes', ended_at = m
         FROM (SELECT date_trunc('month', now(), 'UTC') - interval '10 days' AS m) month WHERE referral = $1 AND step = $2`,
        [id, step],
      );
    }
    expect((await times()).find((each: { step: string }) => each.step === step)).toMatchObject({
      medianMinutes: 7,
      p90Minutes: 7,
    });
  });
});

describe('what is late now', () => {
  test('is counted for the agency and for who coordinates its region, from five on; for nobody else', async () => {
    const ids = await Promise.all(
      Array.from({ length: 4 }, async () => (await desk.bedWanted({ urgency: 'STAT' })).id),
    );
    for (const id of ids) await sentAgo(hub, id, 20);
    const own = async (account: string) =>
      (await late(account)).find(({ agency, step }) => agency === CRISIS_CENTRE && step === 'ACKNOWLEDGE')?.late;
    expect(await own('intake-almaty')).toBeNull();
    const { id } = await desk.bedWanted({ urgency: 'STAT' });
    await sentAgo(hub, id, 20);
    expect(await own('intake-almaty')).toBe(5);
    expect(await own('social-worker-almaty')).toBe(5);
    expect(await own('officer-almaty')).toBeUndefined();
    const other = (await desk.bedWanted({ urgency: 'STAT', recipient: seedId('agency:crisis-karaganda-1') })).id;
    await sentAgo(hub, other, 20);
    expect((await late('social-worker-almaty')).map(({ agency }) => agency)).not.toContain(
      seedId('agency:crisis-karaganda-1'),
    );
  });
});
