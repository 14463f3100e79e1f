/** Promise: where nothing is free an officer is not at an end. What was looked for waits, is offered what becomes free, and its end is told. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import { chip, onward } from './case.js';
import { tell } from './clinic.js';
import {
  askForBed,
  cutOff,
  type Desk,
  everybodyGoes,
  goTo,
  hashOf,
  losing,
  openDesk,
  signInAs,
  summaryFocused,
  type Visit,
  visit,
} from './desk.js';
import { faultsOf, telling } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());
afterEach(async () => {
  await everybodyGoes(desk);
  await beds('DELETE FROM waiting_entry');
  await beds(`UPDATE placement SET state = 'RELEASED' WHERE state IN ('HELD', 'ACCEPTED')`);
  await beds(`UPDATE placement SET state = 'DEPARTED', departed_at = clock_timestamp() WHERE state = 'ARRIVED'`);
  await exams('WITH freed AS (UPDATE appointment SET wait_id = NULL) DELETE FROM exam_wait');
  await exams(
    `UPDATE appointment SET state = 'CANCELLED', cancel_reason = 'BOOKED_IN_ERROR', held_until = NULL, ended_at = clock_timestamp()
     WHERE state IN ('HELD', 'CONFIRMED')`,
  );
});

const beds = (text: string, values: unknown[] = []) => desk.hub.db('shelter-capacity').query(text, values);
const exams = (text: string, values: unknown[] = []) => desk.hub.db('forensic-appointment').query(text, values);

async function comes(language = 'en', width = 360): Promise<Visit> {
  const came = await visit(desk, { language, width });
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  return came;
}

/** Looked at on a telephone and on a desk's screen. */
async function look(came: Visit): Promise<string[]> {
  const { page } = came;
  const { width, height } = page.viewportSize()!;
  const faults: string[] = [];
  for (const each of [360, 1280]) {
    await page.setViewportSize({ width: each, height });
    faults.push(...(await faultsOf(came)).map((fault) => `${each} px: ${fault}`));
  }
  await page.setViewportSize({ width, height });
  return faults;
}

const card = ({ page }: Visit, of = '') => page.locator(`.desk-card:has([id^="wait-${of}"])`);
const ended = ({ page }: Visit) => page.locator('main h3 + .desk-cards .desk-card');
const join = ({ page }: Visit) => page.locator('#found .desk-wide').last();
const taking = (came: Visit, of: string) => card(came, of).locator('.govuk-button:not(.govuk-button--secondary)');
/** The buttons of a card that give something up, the last of which leaves the queue. */
const giving = (came: Visit, of: string) => card(came, of).locator('.govuk-button--secondary');
const sure = ({ page }: Visit) => page.locator('.desk-card .govuk-button--warning');
const done = ({ page }: Visit) => page.locator('#done');

/** The one room of the region that a wheelchair can use. */
const ROOM = 'shelter-unit:crisis-almaty-1/5';

/** What the shelter does, at the API. */
async function shelter(name: string, holdId: string): Promise<void> {
  const { data, errors } = await desk.as('intake-almaty', 'SHELTER').query(operation(name), { input: { holdId } });
  const [payload] = Object.values<{ userErrors: unknown[] }>(data ?? {});
  expect([errors, payload?.userErrors]).toEqual([undefined, []]);
}

/** Somebody is in the room. */
async function occupied(): Promise<string> {
  const stay = await askForBed(desk, ROOM, { wheelchair: true });
  await shelter('BedAccept', stay);
  await shelter('BedArrive', stay);
  return stay;
}

/** What waits, the newest first. */
const queued = (): Promise<{ id: string; need: number; region_codes: string[] }[]> =>
  beds('SELECT * FROM waiting_entry WHERE cancelled_at IS NULL ORDER BY created_at DESC');

async function looksForRoom(came: Visit): Promise<void> {
  const { page } = came;
  await page.locator('#regionCode').waitFor();
  await chip(came, 'needs', 'wheelchair').check();
  await onward(came);
  await chip(came, 'need', 'CAN_WAIT').waitFor({ state: 'attached' });
}

describe.each([
  ['kk', 360, 'Кезектен шығарылды.', 'Орын алынды.', 'Кезек аяқталды. Қайта сұраңыз немесе қоңырау шалыңыз.'],
  ['ru', 1280, 'Убрано из очереди.', 'Место взято.', 'Ожидание закончилось. Запросите снова или позвоните.'],
  ['en', 360, 'Taken off the queue.', 'A place was taken.', 'The wait is over. Ask again, or call.'],
] as const)('in %s on %d px', (language, width, left, placed, over) => {
  test('where no place is free a household waits: offered, given back, taken, left, over', async () => {
    const stay = await occupied();
    const came = await comes(language, width);
    const { page } = came;
    const faults: string[] = [];
    const see = async () => void faults.push(...(await look(came)), ...(await telling(came)));
    await goTo(came, 'places');
    await looksForRoom(came);
    await page.locator('#found .desk-empty').waitFor();
    await see();
    const joins = async (need: string) => {
      await chip(came, 'need', need).check();
      await join(came).click();
      await done(came).waitFor();
      const id = (await queued())[0]!.id;
      await card(came, id).waitFor();
      return id;
    };
    const first = await joins('IN_DANGER_NOW');
    expect(await queued()).toMatchObject([{ need: 1, region_codes: ['KZ-75'] }]);
    await onward(came);
    const second = await joins('NOWHERE_TO_SLEEP');
    await see();

    // the room is free: the nearer need is offered it, and what is given back goes to the next
    await shelter('BedDepart', stay);
    await card(came, first).locator('.desk-countdown').waitFor();
    expect(await card(came, second).locator('.desk-countdown').count()).toBe(0);
    // an offer is shown once
    expect(await page.locator('[id^="held-"]').count()).toBe(0);
    await see();
    await giving(came, first).first().click();
    await page.locator('.desk-warning').waitFor();
    await see();
    await sure(came).click();
    await done(came).waitFor();
    await card(came, first).locator('.desk-countdown').waitFor({ state: 'detached' });
    await card(came, second).locator('.desk-countdown').waitFor();
    await taking(came, second).click();
    await card(came, second).waitFor({ state: 'detached' });
    await page.locator('.desk-card:has([id^="held-"]) .desk-countdown').waitFor();
    await ended(came).getByText(placed, { exact: true }).waitFor();

    // the first still waits; a slip of the finger does not take it off
    await giving(came, first).last().click();
    await page.locator('.desk-warning').waitFor();
    await see();
    await page.locator('.desk-card form .govuk-button--secondary').click();
    await page.locator(`[id="wait-${first}"]:focus`).waitFor();
    await giving(came, first).last().click();
    await sure(came).click();
    await card(came, first).waitFor({ state: 'detached' });
    await ended(came).getByText(left, { exact: true }).waitFor();

    // what ends by itself is told by an event
    await onward(came);
    const third = await joins('CAN_WAIT');
    await beds('UPDATE waiting_entry SET expires_at = clock_timestamp(), ended_at = clock_timestamp() WHERE id = $1', [
      third,
    ]);
    await ended(came).getByText(over, { exact: true }).waitFor();
    expect(await card(came).count()).toBe(0);
    await see();
    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });

  test('where no time is free a time is waited for: offered, given back, taken, left, over', async () => {
    const taken = await nothingFree();
    const came = await comes(language, width);
    const { page } = came;
    const faults: string[] = [];
    const see = async () => void faults.push(...(await look(came)));
    const looks = async () => {
      await page.locator('#regionCode').waitFor();
      await onward(came);
      await page.locator('#found').waitFor();
    };
    const joins = async () => {
      await join(came).click();
      await done(came).waitFor();
      const [{ id }] = await exams('SELECT id FROM exam_wait ORDER BY joined_at DESC LIMIT 1');
      await card(came, id).waitFor();
      return id as string;
    };
    await goTo(came, 'times');
    await looks();
    await page.locator('#found .desk-empty').waitFor();
    await see();
    const first = await joins();
    await see();

    // somebody does not come: the time is offered, with what can be done with it, and once
    await tell(desk, 'ExamCancel', { appointmentId: taken, reason: 'SHE_ASKED' });
    await taking(came, first).waitFor();
    expect(await page.locator('[id^="time-"]').count()).toBe(0);
    await see();
    await giving(came, first).first().click();
    await sure(came).click();
    await summaryFocused(came);
    await see();
    await page.locator('input[value=MOVED_TO_ANOTHER_TIME]').check();
    const offered = await page.locator('[id^="offered-"]').getAttribute('id');
    await sure(came).click();
    await page.locator(`[id="${offered}"]`).waitFor({ state: 'detached' });
    // another one comes
    await taking(came, first).click();
    await card(came, first).waitFor({ state: 'detached' });
    await page.locator('[id^="time-"]').waitFor();
    await ended(came).first().waitFor();
    expect(await exams('SELECT state FROM exam_wait WHERE id = $1', [first])).toEqual([{ state: 'BOOKED' }]);

    await nothingFree();
    await looks();
    const second = await joins();
    await giving(came, second).last().click();
    await page.locator('.desk-warning').waitFor();
    await see();
    await sure(came).click();
    await card(came, second).waitFor({ state: 'detached' });
    await ended(came).nth(1).waitFor();
    await looks();
    const third = await joins();
    await exams(
      `UPDATE exam_wait SET state = 'ENDED', ended_at = clock_timestamp(), earliest = clock_timestamp() - interval '2 hours',
         latest = clock_timestamp() - interval '1 hour' WHERE id = $1`,
      [third],
    );
    await card(came, third).waitFor({ state: 'detached' });
    await ended(came).nth(2).waitFor();
    await see();
    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});

/** Every examiner of the country is taken for nine days; the appointment of one in the officer's region. */
async function nothingFree(): Promise<string> {
  await exams(
    `INSERT INTO appointment (clinic_id, clinic_agency, examiner_id, kind, priority, starts_at, ends_at, holder_agency, holder_staff, state, confirmed_at)
     SELECT c.id, c.agency, e.id, 'PHYSICAL_INJURY', 'ROUTINE', t.at, t.until, c.agency, 'somebody', 'CONFIRMED', now()
     FROM examiner e JOIN clinic c ON c.id = e.clinic_id CROSS JOIN LATERAL (
       SELECT coalesce(max(a.ends_at), now() + interval '1 minute') AS at, now() + interval '9 days' AS until FROM appointment a
       WHERE a.examiner_id = e.id AND a.state IN ('HELD', 'CONFIRMED')) t WHERE t.at < t.until`,
  );
  const [{ id }] = await exams(`SELECT id FROM appointment WHERE examiner_id = $1 AND state = 'CONFIRMED'`, [
    seedId('examiner:almaty/1'),
  ]);
  return id;
}

test('an offer that nobody took is not said to be a house that did not answer', async () => {
  const stay = await occupied();
  const came = await comes();
  const { page } = came;
  await goTo(came, 'places');
  await looksForRoom(came);
  await join(came).click();
  await card(came).waitFor();
  await shelter('BedDepart', stay);
  await card(came).locator('.desk-countdown').waitFor();
  await beds(`UPDATE placement SET held_until = clock_timestamp() WHERE state = 'HELD'`);
  await goTo(came, 'answers');
  await page.locator('input[name=which]').first().waitFor({ state: 'attached' });
  await goTo(came, 'places');
  await page.locator('.desk-card:has([id^="held-"])').getByText('The offer has run out', { exact: true }).waitFor();
  expect(await page.locator('main').textContent()).not.toMatch(/No answer came|Call, or ask/);
  // it waits again
  await card(came).getByText('Waiting', { exact: true }).waitFor();
  expect(await card(came).locator('.desk-countdown').count()).toBe(0);
  expect(await faultsOf(came)).toEqual([]);
});

test('a household whose answer was lost waits once, and is not taken for another one that reads the same', async () => {
  await occupied();
  const came = await comes();
  const { page } = came;
  await goTo(came, 'places');
  await looksForRoom(came);
  await cutOff(came);
  await join(came).click();
  await page.getByText('NOT sent').waitFor();
  await cutOff(came, false);
  // nor does the list say that it waits
  await losing(came, 'BedWaitingListJoin');
  await page.route('**/*', (route) =>
    route.request().postData()?.includes(hashOf('BedsAsked')) ? route.abort() : route.fallback(),
  );
  await join(came).click();
  await page.getByText('NOT KNOWN').waitFor();
  await page.unroute('**/graphql');
  await join(came).click();
  await done(came).waitFor();
  await page.unroute('**/*');
  expect(await queued()).toHaveLength(1);

  // the list says so: whoever presses again may mean another one
  await onward(came);
  await losing(came, 'BedWaitingListJoin');
  await join(came).click();
  await page.getByText('NOT KNOWN').waitFor();
  await page.unroute('**/graphql');
  await card(came).nth(1).waitFor();
  await join(came).click();
  await page.getByText('This was asked for before').first().waitFor();
  expect(await queued()).toHaveLength(2);
  await join(came).click();
  await done(came).waitFor();
  expect(await queued()).toHaveLength(3);
});

test('a time that is offered is not shown as held, not even until the queue has answered; what is held is, also where it cannot', async () => {
  const taken = await nothingFree();
  const came = await comes();
  const { page } = came;
  const held = page.locator('[id^="time-"]');
  await goTo(came, 'times');
  await page.locator('#regionCode').waitFor();
  await onward(came);
  await join(came).click();
  await card(came).waitFor();
  await tell(desk, 'ExamCancel', { appointmentId: taken, reason: 'SHE_ASKED' });
  await taking(came, '').waitFor();
  await goTo(came, 'places');
  await page.locator('.desk-narrow').waitFor();

  await page.evaluate(`new MutationObserver(() => {
    if (document.querySelector('[id^="time-"]')) window.wasHeld = true;
  }).observe(document, { subtree: true, childList: true })`);
  const answered = page.waitForResponse((answer) => !!answer.request().postData()?.includes(hashOf('ExamsHeld')));
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(hashOf('ExamWaits'))) await (await answered).finished();
    await route.continue();
  });
  await goTo(came, 'times');
  await taking(came, '').waitFor();
  expect(await page.evaluate('window.wasHeld')).toBeUndefined();
  await page.unroute('**/graphql');

  await goTo(came, 'places');
  await page.locator('.desk-narrow').waitFor();
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes(hashOf('ExamWaits')) ? route.abort() : route.continue(),
  );
  await goTo(came, 'times');
  await held.waitFor();
});

test('a time whose answer was lost is waited for once, also when another section was looked at meanwhile', async () => {
  await nothingFree();
  const came = await comes();
  const { page } = came;
  const waits = async () => (await exams('SELECT count(*)::int AS n FROM exam_wait WHERE ended_at IS NULL'))[0].n;
  await goTo(came, 'times');
  await page.locator('#regionCode').waitFor();
  await onward(came);
  await cutOff(came);
  await join(came).click();
  await page.getByText('NOT sent').waitFor();
  await cutOff(came, false);
  await losing(came, 'ExamWaitJoin');
  // nor does the list say that it waits
  await page.route('**/*', (route) =>
    route.request().postData()?.includes(hashOf('ExamWaits')) ? route.abort() : route.fallback(),
  );
  await join(came).click();
  await page.getByText('NOT KNOWN').waitFor();
  await page.unroute('**/graphql');
  await goTo(came, 'places');
  await page.locator('.desk-narrow').waitFor();
  await goTo(came, 'times');
  await page.locator('#regionCode').waitFor();
  await onward(came);
  await join(came).click();
  await done(came).waitFor();
  expect(await waits()).toBe(1);
});
