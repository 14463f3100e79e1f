/** Promise: each of the three does a shift's work without a pointer. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { atStep, CENTRE, chip, loadQuestions } from './case.js';
import { at, atWork, done, named, panel } from './clinic.js';
import {
  askForBed,
  buttonOf,
  byKeyboard,
  type Desk,
  type DeskAccount,
  everybodyGoes,
  giveBack,
  openDesk,
  tabTo,
  type Visit,
  visit,
} from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await loadQuestions(desk);
});
afterAll(() => desk?.close());
afterEach(async () => {
  await everybodyGoes(desk);
  await giveBack(desk);
  // what an officer of this file asked for at its console is not what the house of the next test answers
  await desk.hub.db('shelter-capacity').query("UPDATE placement SET state = 'RELEASED' WHERE state = 'HELD'");
});

const DORMITORY = 'shelter-unit:crisis-almaty-1/4';

async function comes(account: DeskAccount): Promise<Visit> {
  const came = await visit(desk, { width: 1280 });
  await byKeyboard(came, buttonOf(came, account));
  return came;
}
const turnsTo = (came: Visit, section: string) =>
  byKeyboard(came, came.page.locator(`.desk-nav a[href="#${section}"]`));
const onward = (came: Visit) => byKeyboard(came, came.page.locator('main button[type=submit]'));
const beds = async (id: string) =>
  (await desk.hub.db('shelter-capacity').query('SELECT state FROM placement WHERE id = $1', [id]))[0].state;

test('an officer reports, asks, reads out, refers, and keeps a place and a time', async () => {
  const came = await comes('officer-almaty');
  const { page } = came;
  await page.locator('#regionCode').waitFor();
  await byKeyboard(came, chip(came, 'violence', 'STRANGULATION'));
  await onward(came);
  await atStep(came, 2);
  await page.locator('.desk-questions').waitFor();
  await byKeyboard(came, chip(came, 'item-1', 'NO'));
  await byKeyboard(came, chip(came, 'item-5', 'YES'));
  await onward(came);
  await atStep(came, 3);
  await byKeyboard(came, chip(came, 'service', 'SHELTER'));
  await byKeyboard(came, page.locator(`input[value="${CENTRE}"]`));
  await onward(came);
  await atStep(came, 4);
  await page.locator('.desk-read strong').first().filter({ hasText: /./ }).waitFor();
  await byKeyboard(came, chip(came, 'consequencesExplained', 'yes'));
  await byKeyboard(came, chip(came, 'witness', 'STAFF_MEMBER'));
  await onward(came);
  await atStep(came, 5);
  await page.locator('.desk-code').waitFor();

  await turnsTo(came, 'places');
  await byKeyboard(came, page.getByRole('button', { name: '+ girl' }));
  await page.locator('.desk-child').waitFor();
  await onward(came);
  await byKeyboard(came, page.locator('#found .desk-card button').first());
  await page.locator('.desk-card .desk-countdown').first().waitFor();
  await turnsTo(came, 'times');
  await page.locator('#regionCode').waitFor();
  await onward(came);
  await page.locator('.desk-card').first().waitFor();
  // the first one could pass before it is held
  await byKeyboard(came, page.locator('h4 ~ .desk-buttons button').nth(3));
  await byKeyboard(came, page.locator('h3 ~ .desk-buttons button').first());
  await page.locator('h3 ~ .desk-countdown').waitFor({ state: 'detached' });
  const [kept] = await desk.hub
    .db('forensic-appointment')
    .query('SELECT state FROM appointment ORDER BY held_at DESC LIMIT 1');
  expect(kept.state).toBe('CONFIRMED');
  expect(came.said).toEqual([]);
});

test('a clinic holds a time, confirms it, and somebody comes', async () => {
  const came = await atWork(desk);
  const { page } = came;
  for (let day = 0; day < 2; day++) await byKeyboard(came, page.locator('.desk-tools__group button').nth(1));
  const free = page.locator(`[id^="cell-${at(2, 9).getTime()}-"].desk-cell--free`);
  await free.first().waitFor();
  // one of the table is reached by Tab, the others by arrows
  await tabTo(came, page.locator('.desk-grid .desk-cell'));
  for (let i = 0; i < 10 && (await free.and(page.locator(':focus')).count()) === 0; i++)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(came, panel(came).locator('#localReference'));
  await page.keyboard.type('FX-91');
  await byKeyboard(came, panel(came).locator('.govuk-button').first());
  await page.locator('.desk-countdown').waitFor();
  await byKeyboard(came, panel(came).locator('.govuk-button').first());
  await page.locator('.desk-countdown').waitFor({ state: 'detached' });
  await byKeyboard(came, panel(came).locator('.govuk-button').first());
  await panel(came).locator('.desk-state--arrived').waitFor();
  await done(came).waitFor();
  expect((await named(desk, 'FX-91')).state).toBe('ARRIVED');
  expect(came.said).toEqual([]);
});

test('a house publishes its numbers, accepts, says where to come, and guests come and go', async () => {
  const id = await askForBed(desk, DORMITORY);
  const came = await comes('intake-almaty');
  const { page } = came;
  const press = (name: string) => byKeyboard(came, page.getByRole('button', { name, exact: true }).first());
  await byKeyboard(came, page.getByLabel('Giving a place', { exact: true }));
  await press('Continue');
  await byKeyboard(came, page.locator('.desk-step').first());
  await byKeyboard(came, page.locator('.desk-step').nth(1));
  await press('Numbers are right: publish');
  await page.getByText('Published.').waitFor();
  await turnsTo(came, 'requests');
  // an officer may have asked for another one
  const request = page.locator('.desk-card').filter({ has: page.locator(`[id="request-${id}"]`) });
  await byKeyboard(came, request.getByRole('button', { name: 'Accept', exact: true }));
  await page.getByText('It is now under Guests').waitFor();
  expect(await beds(id)).toBe('ACCEPTED');

  await turnsTo(came, 'guests');
  await press('Where to come');
  await byKeyboard(came, page.locator('input[value=INTAKE_PHONE]'));
  await byKeyboard(came, page.getByLabel('Herself, by telephone'));
  await press('I have said it: record');
  await page.getByText('Said to her').waitFor();
  await byKeyboard(came, page.locator('form .govuk-button--secondary').last());
  await press('Arrived');
  await tabTo(came, page.getByRole('textbox'));
  await page.keyboard.type('G-71');
  await press('Arrived');
  await page.getByText(/^G-71 ·/).waitFor();
  await press('Left');
  await press('Yes');
  await page.getByText(/^G-71 ·/).waitFor({ state: 'detached' });
  expect(await beds(id)).toBe('DEPARTED');
  expect(came.said).toEqual([]);
});
