import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  at,
  atWork,
  type Booking,
  book,
  bookNamed,
  dateOf,
  done,
  NAMED,
  named,
  panel,
  printed,
  rows,
  scan,
  tell,
} from './clinic.js';
import {
  byKeyboard,
  cutOff,
  type Desk,
  everybodyGoes,
  goTo,
  hashOf,
  looksWhileNothingHappens,
  openDesk,
  summaryFocused,
  tabTo,
  type Visit,
} from './desk.js';
import { faultsInEach, faultsOf, telling } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());
afterEach(() => everybodyGoes(desk));

const comes = (options?: Parameters<typeof atWork>[1]) => atWork(desk, options);
const sql = (text: string, values?: unknown[]) => rows(desk, text, values);
const rowOf = async (id: string) => (await sql('SELECT * FROM appointment WHERE id = $1', [id]))[0];
const byReference = (reference: string) => named(desk, reference);

/** A day of its own for each test: what one books is not in the way of another. */
let days = 1;
const ownDay = () => ++days;
async function goToDay({ page }: Visit, day: number, view = 0): Promise<void> {
  await page.locator('.desk-tools input[type=date]').fill(dateOf(day));
  await page.locator('.desk-tools [aria-pressed]').nth(view).click();
}
const cell = ({ page }: Visit, booked: { startsAt: string; examiner: string }) =>
  page.locator(`[id="cell-${Date.parse(booked.startsAt)}-${booked.examiner}"]`);
const booked = (day: number, more: Omit<Booking, 'day'>) => book(desk, { day, ...more });

describe.each([
  ['en', 1280],
  ['kk', 360],
  ['ru', 1280],
] as const)('the calendar in %s on %d px', (language, width) => {
  test('a time is held, confirmed and moved, somebody arrives, is seen, and leaves', async () => {
    const day = ownDay();
    const [reference] = [`FX-${language.toUpperCase()}-1`];
    const first = await booked(day, { hour: 9, reference: 'FX-1' });
    const came = await comes({ language, width });
    const { page } = came;
    const press = (n: number) => panel(came).locator('.govuk-button').nth(n).click();
    await goToDay(came, day);
    await cell(came, first).waitFor();
    const free = page.locator('.desk-cell--free');
    await free.nth(3).waitFor();
    const faults: string[] = [];

    await free.nth(3).click();
    await panel(came).locator('#localReference').fill('имя');
    await press(0);
    await summaryFocused(came);
    faults.push(...(await faultsOf(came)));
    await page.locator('.govuk-error-summary a').click();
    await panel(came).locator('#localReference').fill(reference);
    await press(0);
    await page.locator('.desk-countdown').waitFor();
    const held = await byReference(reference);
    expect(held.state).toBe('HELD');
    faults.push(...(await faultsOf(came)));
    await press(0);
    await page.locator('.desk-countdown').waitFor({ state: 'detached' });
    expect((await rowOf(held.id)).state).toBe('CONFIRMED');

    // picked up, put down on a free time, confirmed
    await press(1);
    await page.locator('.desk-cell--moving').waitFor();
    await free.nth(5).click();
    await page.locator('.desk-panel .desk-terms').waitFor();
    faults.push(...(await faultsOf(came)));
    await press(0);
    await page.locator('.desk-cell--moving').waitFor({ state: 'detached' });
    await page.locator('.desk-warning').waitFor({ state: 'detached' });
    expect((await rowOf(held.id)).state).toBe('CANCELLED');
    const moved = await byReference(reference);
    expect(moved.state).toBe('CONFIRMED');
    expect(moved.starts_at).not.toEqual(held.starts_at);

    await page.locator('.desk-tools [aria-pressed]').nth(2).click();
    await page.locator('.desk-row', { hasText: reference }).last().click();
    for (const state of ['ARRIVED', 'IN_PROGRESS', 'COMPLETED']) {
      await press(0);
      await panel(came).locator(`.desk-state--${state.toLowerCase()}`).waitFor();
      expect((await rowOf(moved.id)).state).toBe(state);
    }
    faults.push(...(await faultsOf(came)));
    await page.locator('.desk-tools [aria-pressed]').nth(1).click();
    await page.locator('.desk-grid tbody tr').nth(6).waitFor();
    faults.push(...(await faultsOf(came)), ...(await telling(came)));
    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});

test('an open calendar is not looked at while nothing happens, and at once when something has', async () => {
  const day = ownDay();
  await booked(day, { hour: 9, reference: 'FX-3' });
  const came = await comes();
  const { page } = came;
  await goToDay(came, day, 2);
  const row = (reference: string) => page.locator('.desk-row', { hasText: reference });
  await row('FX-3').waitFor();
  expect(await looksWhileNothingHappens(came, 'CalendarDay')).toBe(0);
  await booked(day, { hour: 11, reference: 'FX-4' });
  await row('FX-4').waitFor();
});

test('a move whose confirmation was lost is not said to be done once its hold has run out', async () => {
  const day = ownDay();
  const first = await booked(day, { hour: 9, reference: 'FX-5' });
  const came = await comes();
  const { page } = came;
  await goToDay(came, day);
  await cell(came, first).click();
  const move = panel(came).getByRole('button', { name: 'Move', exact: true });
  await move.click();
  await page.locator('.desk-cell--free', { hasText: 'Move here' }).nth(3).click();
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes(hashOf('ExamConfirm')) ? route.abort() : route.continue(),
  );
  await move.click();
  await page.getByText('NOT KNOWN').waitFor();
  await page.unroute('**/graphql');
  await sql('UPDATE appointment SET held_until = clock_timestamp() WHERE replaces = $1', [first.id]);
  await move.click();
  await page.getByText('The hold has run out, and nothing has changed.').waitFor();
  expect(await page.getByText('Moved.').count()).toBe(0);
  expect((await rowOf(first.id)).state).toBe('CONFIRMED');
  await move.click();
  await page.getByText('Moved.').waitFor();
  expect((await rowOf(first.id)).state).toBe('CANCELLED');
  const taken = await sql('SELECT state FROM appointment WHERE replaces = $1 ORDER BY state', [first.id]);
  expect(taken).toEqual([{ state: 'CONFIRMED' }, { state: 'LAPSED' }]);
});

test('by keyboard alone an appointment is moved', async () => {
  const day = ownDay();
  const first = await booked(day, { hour: 9, reference: 'FX-7' });
  const came = await comes();
  const { page } = came;
  const key = (name: string) => page.keyboard.press(name);
  await goToDay(came, day);
  await page.locator('.desk-cell--free').first().waitFor();
  await page.locator('.desk-tools [aria-pressed]').first().focus();
  await tabTo(came, page.getByLabel(/^Free, 08:00/));
  // one of the table is reached by Tab, the others by arrows
  const column = Number(await cell(came, first).getAttribute('data-column'));
  for (let c = 0; c < column; c++) await key('ArrowRight');
  const wanted = await cell(came, first).getAttribute('id');
  for (let i = 0; i < 10 && (await page.evaluate('document.activeElement.id')) !== wanted; i++) await key('ArrowDown');
  await key('Enter');
  await panel(came).waitFor();
  await byKeyboard(came, panel(came).getByRole('button', { name: 'Move', exact: true }));
  await page.getByText('The old time stays').waitFor();
  await page.locator('.desk-cell--free', { hasText: 'Move here' }).first().waitFor();
  // the focus is where it was: on what is moved
  await key('ArrowDown');
  const target = await page.evaluate<string>(
    '(({ ariaLabel, textContent }) => ariaLabel ?? textContent)(document.activeElement)',
  );
  await key('Enter');
  await page.locator('.desk-terms').waitFor();
  await byKeyboard(came, panel(came).getByRole('button', { name: 'Move', exact: true }));
  await done(came).or(page.locator('.govuk-error-summary')).waitFor();
  expect(await page.locator('.govuk-error-summary').allTextContents()).toEqual([]);
  await page.getByText('Moved.').waitFor();
  expect(target).toMatch(/^Move here, /);
  const moved = await byReference('FX-7');
  expect([moved.state, moved.id === first.id]).toEqual(['CONFIRMED', false]);
});

test('an urgent one takes the time of another, which is said to move and moves', async () => {
  const day = ownDay();
  const gives = await booked(day, { hour: 9, reference: 'FX-31' });
  const came = await comes({ width: 360, language: 'en' });
  const { page } = came;
  await goToDay(came, day);
  await cell(came, gives).click();
  await panel(came).getByRole('button', { name: 'Urgent: give away this time' }).click();
  const submit = panel(came).getByRole('button', { name: 'Urgent: give away this time' });
  await panel(came)
    .getByText(/This one moves: FX-31/)
    .waitFor();
  await submit.click();
  await summaryFocused(came);
  expect(await page.locator('.govuk-error-summary a').allTextContents()).toEqual([
    'Choose how soon',
    'Choose a reason',
  ]);
  expect(await faultsOf(came)).toEqual([]);
  await page.locator('input[value=STAT]').check();
  await page.locator('input[value=MEDICAL_NEED]').check();
  await page.getByLabel('Reference of the urgent one').fill('FX-32');
  await submit.click();
  await done(came).getByText('The urgent one has this time').waitFor();
  const urgent = await byReference('FX-32');
  expect(urgent.starts_at).toEqual((await rowOf(gives.id)).starts_at);
  expect((await rowOf(gives.id)).state).toBe('CANCELLED');
  // where it went is there for whoever rings
  await panel(came).getByRole('button', { name: 'Show name and order' }).click();
  await panel(came).getByText('Moved to').waitFor();
  await panel(came).getByText('Not shown: not given, or not open to you').waitFor();
  expect(await faultsOf(came)).toEqual([]);
});

test('where the network is cut a hold is said not to be sent, and pressing again holds once', async () => {
  const day = ownDay();
  const came = await comes();
  const { page } = came;
  await goToDay(came, day);
  await page.locator('.desk-cell--free').first().click();
  await panel(came).locator('#localReference').fill('FX-41');
  await cutOff(came);
  await page.getByRole('button', { name: 'Hold', exact: true }).click();
  await page.getByText('NOT sent').waitFor();
  await summaryFocused(came);
  expect(await byReference('FX-41')).toBeUndefined();
  await cutOff(came, false);
  await page.getByLabel('Language', { exact: true }).selectOption('ru');
  // another language keeps what was filled in
  expect(await panel(came).locator('#localReference').inputValue()).toBe('FX-41');
  await panel(came).locator('[type=submit]').click();
  await page.locator('.desk-countdown').waitFor();
  const [{ n }] = await sql(`SELECT count(*)::int AS n FROM appointment WHERE local_reference = 'FX-41'`);
  expect(n).toBe(1);
});

test('what is opened has the focus in the moment in which it stands on the page: what is typed at once is not lost', async () => {
  const came = await comes();
  const { page } = came;
  await goToDay(came, ownDay());
  const free = page.locator('.desk-cell--free').first();
  await free.waitFor();
  /** Whether something has the focus as soon as it is there, before anything else can happen. */
  const focusedAtOnce = (what: string) =>
    page.evaluate<boolean>(`new Promise((tell) => {
      const watcher = new MutationObserver(() => {
        const opened = document.querySelector('${what}');
        if (!opened) return;
        watcher.disconnect();
        tell(document.activeElement === opened);
      });
      watcher.observe(document.body, { childList: true, subtree: true });
    })`);
  const form = focusedAtOnce('.desk-panel form');
  await free.click();
  expect(await form).toBe(true);
  await panel(came).locator('#localReference').fill('имя');
  const summary = focusedAtOnce('.govuk-error-summary');
  await panel(came).locator('[type=submit]').click();
  expect(await summary).toBe(true);
});

test('a time that somebody else takes meanwhile is said to be gone, and nothing is held', async () => {
  const day = ownDay();
  const came = await comes();
  const { page } = came;
  await goToDay(came, day);
  const free = page.locator('.desk-cell--free').first();
  const [, instant, examiner] = /^cell-(\d+)-(.*)$/.exec((await free.getAttribute('id'))!)!;
  await free.click();
  const hour = (Number(instant) - at(day, 0).getTime()) / 3_600_000;
  const other = await booked(day, { hour, reference: 'FX-51' });
  if (other.examiner !== examiner) await booked(day, { hour, reference: 'FX-52' });
  await page.getByRole('button', { name: 'Hold', exact: true }).click();
  await summaryFocused(came);
  expect(await page.locator('.govuk-error-summary').textContent()).toContain('This time cannot be had.');
  await tell(desk, 'ExamCancel', { appointmentId: other.id, reason: 'BOOKED_IN_ERROR' });
});

test('a day is printed as hours, rooms and references, and nothing around it', async () => {
  const day = ownDay();
  await booked(day, { hour: 9, reference: 'FX-71', kind: 'SEXUAL_ASSAULT' });
  const came = await comes({ language: 'ru', width: 360 });
  const { page } = came;
  await goTo(came, 'sheet');
  await page.locator('.desk-tools input').fill(dateOf(day));
  await page.locator('.desk-paper tbody tr').waitFor();
  const paper = await printed(came);
  expect(paper).toMatch(/09:00.*FX-71/s);
  expect(paper).not.toMatch(/Рабочий|Цель|Осмотр|Напечатать/);
  expect(await faultsInEach(came)).toEqual([]);
  await page.locator('.desk-tools input').fill('2045-01-01');
  await page.locator('.desk-empty').waitFor();
  expect(await faultsInEach(came)).toEqual([]);
});

test('by keyboard alone a pass is issued, printed in the words of the hub with its code, and taken back', async () => {
  const came = await comes({ language: 'en', width: 1280 });
  const { page } = came;
  await goTo(came, 'passes');
  await byKeyboard(came, page.getByRole('button', { name: 'Issue a pass' }));
  await summaryFocused(came);
  expect(await faultsInEach(came)).toEqual([]);
  // the native list of a browser, which is opened and read by keys
  await tabTo(came, page.getByLabel('Where does the way begin?'));
  await page.keyboard.type('Almaty');
  await tabTo(came, page.getByLabel('Last four digits'));
  await page.keyboard.type('7391');
  await byKeyboard(came, page.getByRole('button', { name: 'Issue a pass' }));
  await page.locator('.desk-qr').waitFor();
  const [permit] = await sql('SELECT * FROM movement_permit ORDER BY issued_at DESC LIMIT 1');
  expect(await scan(came)).toMatch(/\/permit/);
  const paper = await printed(came);
  expect(paper).toContain('Рұқсат · Пропуск · Permit');
  expect(paper.replace(/\s/g, '')).toContain(permit.number);
  expect(paper).not.toMatch(/7391|Another|Print/);
  expect(await faultsInEach(came)).toEqual([]);
  await byKeyboard(came, page.locator('.desk-cards').getByRole('button', { name: 'Take back' }).first());
  await byKeyboard(came, page.locator('.desk-cards [type=submit]'));
  await page.getByText('Taken back.').waitFor();
  expect((await sql('SELECT revoked_at FROM movement_permit WHERE id = $1', [permit.id]))[0].revoked_at).not.toBeNull();
  expect(await faultsOf(came)).toEqual([]);
  expect(came.said).toEqual([]);
});

describe.each([
  ['en', 360, 'Not shown: not given, or not open to you'],
  ['kk', 1280, 'Көрсетілмейді: аталмаған немесе сізге ашылмаған'],
  ['ru', 360, 'Не показано: не указано или не открыто вам'],
] as const)('in %s on %d px', (language, width, why) => {
  test('a name that she does not share is said not to be shown, and why; once she shares it, it is there', async () => {
    const day = ownDay();
    const { share } = await bookNamed(desk, { day, hour: 9 });
    const came = await comes({ language, width });
    const { page } = came;
    await goToDay(came, day, 2);
    const row = page.locator('.desk-row').first();
    /** Each look is a press, and what was looked at is gone with the panel. */
    const look = async () => {
      await row.click();
      await panel(came).locator('.desk-look button').click();
      await panel(came).locator('[role=status] .desk-terms').waitFor();
    };
    await look();
    await panel(came).locator('.desk-withheld', { hasText: why }).waitFor();
    expect(await page.textContent('body')).not.toContain(NAMED.familyName);
    const faults = [...(await faultsOf(came)), ...(await telling(came))];

    await share();
    await panel(came).locator('.desk-buttons .govuk-button').last().click();
    await look();
    await panel(came).getByText(`${NAMED.familyName} ${NAMED.givenName}`).waitFor();
    expect(await panel(came).locator('.desk-withheld').count()).toBe(0);
    faults.push(...(await faultsOf(came)));
    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});
