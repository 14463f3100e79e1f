/** Promise: at night a house says in a few taps whether it takes people in, and is told in every section that a request has come. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import {
  askForBed,
  type Desk,
  everybodyGoes,
  giveBack,
  goTo,
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
  await giveBack(desk);
});

const SHELTER = seedId('shelter:crisis-almaty-1');
const DORMITORY = 'shelter-unit:crisis-almaty-1/4';
const sql = (text: string, values: unknown[] = []) => desk.hub.db('shelter-capacity').query(text, values);
const opening = async () =>
  (
    await sql(
      'SELECT opening_state AS state, opening_reason AS reason, opening_until AS until FROM shelter WHERE id = $1',
      [SHELTER],
    )
  )[0];

async function atWork(language: string, width: number): Promise<Visit> {
  const came = await visit(desk, { language, width });
  await signInAs(came, 'intake-almaty', 'SHELTER');
  return came;
}

/** Of what is open; the counts are behind it. */
const submit = ({ page }: Visit) => page.locator('main .desk-opened button[type=submit]');

const SAID = {
  kk: ['Өзгерту: ', 'Орын жоқ', 'Бәрі бос емес', 'Өзгертілді.'],
  ru: ['Изменить: ', 'Мест нет', 'Всё занято', 'Изменено.'],
  en: ['Change: ', 'Full', 'Every place is taken', 'Changed.'],
} as const;

test.each([
  ['kk', 360],
  ['ru', 1280],
  ['en', 360],
] as const)('in %s on %d px a house is full, and open again: two taps, and confirmed', async (language, width) => {
  const [change, full, why, done] = SAID[language];
  const came = await atWork(language, width);
  const { page } = came;
  const faults: string[] = [];
  const look = async () => void faults.push(...(await faultsOf(came)), ...(await telling(came)));
  await page.locator('#opening').click();
  await submit(came).click();
  await summaryFocused(came);
  await look();
  await page.locator('input[value=FULL]').check();
  expect(await page.locator('input[value=NO_BEDS]').isChecked()).toBe(true);
  await look();
  await submit(came).click();
  await page.locator('#done:focus').getByText(done).waitFor();
  await page.getByText(full, { exact: true }).waitFor();
  await page.getByText(why).waitFor();
  await look();
  expect(await opening()).toEqual({ state: 'FULL', reason: 'NO_BEDS', until: null });

  // by keyboard alone, and for a time
  await page.getByRole('button', { name: `${change}${full}` }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.locator('input[value=OPEN]').isChecked()).toBe(true);
  await page.locator('input[name=days][value="3"]').check();
  await look();
  await submit(came).focus();
  await page.keyboard.press('Enter');
  await page.locator('#done:focus').waitFor();
  const { until, ...open } = await opening();
  expect(open).toEqual({ state: 'OPEN', reason: null });
  expect(Math.round((until.getTime() - Date.now()) / 3_600_000)).toBe(72);
  await look();
  await sql('UPDATE shelter SET opening_until = NULL WHERE id = $1', [SHELTER]);
  expect(faults).toEqual([]);
  expect(came.said).toEqual([]);
});

test('what somebody else has changed meanwhile is said, and shown', async () => {
  const came = await atWork('en', 1280);
  const { page } = came;
  await page.locator('#opening').click();
  await page.locator('input[value=CLOSED]').check();
  await page.locator('input[value=REPAIR]').check();
  const set = await desk.as('intake-almaty', 'SHELTER').query(operation('ShelterOpeningSet'), {
    input: { shelterId: SHELTER, state: 'QUARANTINE_STOP', reason: 'INFECTION' },
  });
  expect(set.data.shelterOpeningSet.userErrors).toEqual([]);
  await submit(came).click();
  await summaryFocused(came);
  expect((await opening()).state).toBe('QUARANTINE_STOP');
  await submit(came).click();
  await page.locator('#done:focus').waitFor();
  expect(await opening()).toMatchObject({ state: 'CLOSED', reason: 'REPAIR' });
  await sql("UPDATE shelter SET opening_state = 'OPEN', opening_reason = NULL WHERE id = $1", [SHELTER]);
});

test('what is counted and not yet published stays while the house is opened, and where it is is entered', async () => {
  const came = await atWork('en', 1280);
  const { page } = came;
  const changed = page.locator('.desk-count__free--changed strong');
  await page.locator('.desk-step[aria-disabled=false]').first().click();
  await changed.waitFor();
  const counted = await changed.textContent();
  for (const from of ['opening', 'where-is']) {
    await page.locator(`#${from}`).click();
    await page.locator('.desk-opened:focus').waitFor();
    expect(await changed.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.locator(`#${from}:focus`).waitFor();
    expect(await changed.textContent()).toBe(counted);
  }
});

test.each([
  ['kk', 360, 'Сұраулар'],
  ['ru', 360, 'Запросы'],
  ['en', 1280, 'Requests'],
] as const)(
  'in %s on %d px who counts places sees, and hears, that a request has come',
  async (language, width, title) => {
    const came = await atWork(language, width);
    const { page } = came;
    const link = page.locator('.desk-nav a[href="#requests"]');
    await page.locator('#opening').waitFor();
    expect(await link.textContent()).toBe(title);
    await askForBed(desk, DORMITORY);
    await link.locator('.desk-nav__count').getByText('1', { exact: true }).waitFor();
    await page.locator('.desk-nav [role=status]').getByText(`${title}: 1`).waitFor();
    expect([...(await faultsOf(came)), ...(await telling(came))]).toEqual([]);
    await goTo(came, 'requests');
    await page.locator('.desk-card .govuk-button').first().click();
    await link.locator('.desk-nav__count').waitFor({ state: 'detached' });
    expect(await page.locator('.desk-nav [role=status]').allTextContents()).not.toContain(`${title}: 1`);
    expect(came.said).toEqual([]);
  },
);

test('what waits already when somebody comes is shown, and not said to have come', async () => {
  await askForBed(desk, DORMITORY);
  const came = await visit(desk, { blank: true });
  const { page } = came;
  await page.addInitScript(`window.heard = [];
    new MutationObserver(() => {
      for (const each of document.querySelectorAll('.desk-nav [role=status]')) if (each.textContent) window.heard.push(each.textContent);
    }).observe(document, { subtree: true, childList: true, characterData: true })`);
  await page.goto(desk.address);
  await signInAs(came, 'intake-almaty', 'SHELTER');
  const count = page.locator('.desk-nav a[href="#requests"] .desk-nav__count');
  await count.getByText('1', { exact: true }).waitFor();
  const second = await askForBed(desk, DORMITORY);
  await page.locator('.desk-nav [role=status]').getByText('Requests: 2').waitFor();
  await desk.as('officer-almaty', 'POLICE_RESPONSE').query(operation('BedRelease'), { input: { holdId: second } });
  await count.getByText('1', { exact: true }).waitFor();
  await page.locator('.desk-nav [role=status]').getByText('Requests').waitFor({ state: 'detached' });
  expect([...new Set(await page.evaluate<string[]>('window.heard'))]).toEqual(['Requests: 2']);
});
