/** Promise: whoever comes to a house's door at night, asked for by nobody, is here by a few taps, also while it is closed to all others. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { carriedOut } from '../../scripts/demo/door.js';
import { seedId } from '../../standalone/seed/ids.js';
import { chip, onward } from './case.js';
import {
  askForBed,
  type Desk,
  everybodyGoes,
  goTo,
  losing,
  openDesk,
  signInAs,
  summaryFocused,
  type Visit,
  visit,
} from './desk.js';
import { faultsInEach, faultsOf, telling } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());
afterEach(async () => {
  await everybodyGoes(desk);
  for (const { id } of await here()) await carriedOut(house(), 'bedDepart', { holdId: id });
  await opening('OPEN');
});

const SHELTER = seedId('shelter:crisis-almaty-1');
const DORMITORY = seedId('shelter-unit:crisis-almaty-1/4');
const FAMILY_ROOM = seedId('shelter-unit:crisis-almaty-1/1');
const ACCESSIBLE = 'shelter-unit:crisis-almaty-1/5';
const house = () => desk.as('intake-almaty', 'SHELTER');
const sql = (text: string, values: unknown[] = []) => desk.hub.db('shelter-capacity').query(text, values);
/** Who was let in, as far as the house's own desk has entered it. */
const entered = () =>
  sql('SELECT id, state, household, guest_reference AS reference FROM placement WHERE agency = sender_agency');
const here = async () => (await entered()).filter(({ state }: { state: string }) => state === 'ARRIVED');
const opening = (state: string) =>
  carriedOut(house(), 'shelterOpeningSet', {
    shelterId: SHELTER,
    state,
    reason: state === 'OPEN' ? null : 'REPAIR',
  });

async function atDoor(language: string, width: number): Promise<Visit> {
  const came = await visit(desk, { language, width });
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await goTo(came, 'guests');
  await came.page.locator('#door').click();
  await came.page.locator('.desk-opened:focus').waitFor();
  return came;
}
const room = ({ page }: Visit, id = DORMITORY) => page.locator(`input[name=room][value="${id}"]`);
const letIn = ({ page }: Visit) => page.locator('.desk-opened button[type=submit]').click();

const SAID = { kk: 'Келгені жазылды.', ru: 'Прибытие записано.', en: 'The arrival is recorded.' } as const;

test.each([
  ['kk', 360],
  ['ru', 1280],
  ['en', 360],
] as const)('in %s on %d px she and her son are here, though the house is closed', async (language, width) => {
  await opening('CLOSED');
  const before = (await entered()).length;
  const came = await atDoor(language, width);
  const { page } = came;
  const faults: string[] = [];
  const look = async () => void faults.push(...(await faultsOf(came)), ...(await telling(came)));
  await room(came).waitFor({ state: 'attached' });
  await look();
  await page.locator('.desk-narrow button').nth(1).click();
  await page.locator('.desk-child').waitFor();
  await letIn(came);
  await summaryFocused(came);
  await look();
  // what was wrong is not said of a form that is not there
  await page.locator('.desk-opened .desk-buttons button[type=button]').last().click();
  await page.locator('.govuk-error-summary').waitFor({ state: 'detached' });
  await page.locator('#door').click();
  await page.locator('.desk-narrow button').nth(1).click();
  await room(came).check();
  await page.locator('#guestReference').fill('Айгүл');
  await letIn(came);
  await page.locator('#guestReference-error').waitFor();
  // nothing is begun that cannot be ended
  expect(await entered()).toHaveLength(before);
  await page.locator('#guestReference').fill('g-77');
  await letIn(came);
  // the shared room is for those without children, as the hub says
  await page.locator('#room-error').waitFor();
  expect(await entered()).toHaveLength(before);
  await look();
  await room(came, FAMILY_ROOM).check();
  await letIn(came);
  await page.locator('#done:focus').getByText(SAID[language]).waitFor();
  await page.getByRole('heading', { name: /^G-77/ }).waitFor();
  await page.locator('#door').waitFor();
  await look();
  expect(await here()).toMatchObject([
    { reference: 'G-77', household: { adults: 1, children: [{ age: 5, sex: 'MALE' }] } },
  ]);
  expect(faults).toEqual([]);
  expect(came.said).toEqual([]);
});

test('by three taps, and once, whichever answers are lost on the way', async () => {
  const came = await atDoor('en', 360);
  const { page } = came;
  const before = (await entered()).length;
  await room(came).check();
  for (const name of ['BedHold', 'BedAccept', 'BedArrive']) {
    await losing(came, name);
    const lost = page.waitForEvent('requestfailed');
    await letIn(came);
    await lost;
    await page.locator('.govuk-error-summary').getByText('NOT KNOWN').waitFor();
  }
  await page.unroute('**/graphql');
  await letIn(came);
  await page.locator('#done:focus').waitFor();
  expect(await entered()).toHaveLength(before + 1);
  expect(await here()).toHaveLength(1);

  // the next one, who looks the same, is another one
  await page.locator('#door').click();
  await room(came).check();
  await letIn(came);
  await page.locator('#done:focus').waitFor();
  expect(await here()).toHaveLength(2);
});

test('what was sent stays as it is until it has its answer: nobody is let in twice, or with a reference that was not sent', async () => {
  const came = await atDoor('en', 360);
  const { page } = came;
  const before = (await entered()).length;
  await room(came).check();
  const loses = async (name: string) => {
    await losing(came, name);
    const lost = page.waitForEvent('requestfailed');
    await letIn(came);
    await lost;
    await page.locator('.govuk-error-summary:focus').getByText('NOT KNOWN').waitFor();
  };
  await loses('BedHold');
  // of whom nobody knows whether they have the room, neither they nor the room are changed
  await page.locator('.desk-opened').getByText('1 adult').waitFor();
  expect(await page.locator('.desk-opened').locator('input[name=room], .desk-narrow').count()).toBe(0);
  await page.locator('#guestReference').fill('G-79');
  await loses('BedArrive');
  await page.locator('.desk-opened').getByText('G-79').waitFor();
  expect(await page.locator('#guestReference').count()).toBe(0);
  const faults = await faultsInEach(came);
  await page.unroute('**/graphql');
  await letIn(came);
  await page.locator('#done:focus').waitFor();
  expect(await entered()).toHaveLength(before + 1);
  expect(await here()).toMatchObject([{ reference: 'G-79' }]);
  expect(faults).toEqual([]);
});

test('what was recorded wrongly at the door is taken back: the arrival, and the departure', async () => {
  const came = await atDoor('en', 360);
  const { page } = came;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const said = (words: string) => page.locator('#done').getByText(words).waitFor();
  const faults: string[] = [];
  await room(came).check();
  await page.locator('#guestReference').fill('G-78');
  await letIn(came);
  await page.getByRole('heading', { name: /^G-78/ }).waitFor();
  const [{ id }] = await here();
  const state = async () => (await sql('SELECT state FROM placement WHERE id = $1', [id]))[0].state;
  await press('Recorded wrongly');
  await page.getByText('they are expected again').waitFor();
  faults.push(...(await faultsInEach(came)));
  await press('Yes');
  await said('The arrival is taken back.');
  expect(await state()).toBe('ACCEPTED');
  await press('Arrived');
  await letIn(came);
  await said('The arrival is recorded.');
  await press('Left');
  await press('Yes');
  await said('The departure is recorded.');
  expect(await state()).toBe('DEPARTED');
  await page.getByRole('heading', { name: /^Left .*\d\d:\d\d: G-78/ }).waitFor();
  faults.push(...(await faultsInEach(came)));
  await press('Recorded wrongly');
  await said('The departure is taken back');
  await page.getByRole('heading', { name: /^G-78/ }).waitFor();
  expect(await state()).toBe('ARRIVED');
  expect(faults).toEqual([]);
  expect(came.said).toEqual([]);
});

test('where no room is free for all of them it is said', async () => {
  const came = await atDoor('en', 360);
  const { page } = came;
  await room(came).waitFor({ state: 'attached' });
  const more = page.getByRole('button', { name: 'More: Adults' });
  for (let adults = 1; adults < 10; adults++) await more.click();
  await page.getByText('No room is free for all of these nights').waitFor();
  expect(await page.locator('.desk-opened button[type=submit]').count()).toBe(0);
  expect(await faultsOf(came)).toEqual([]);
  const fewer = page.getByRole('button', { name: 'Fewer: Adults' });
  for (let adults = 10; adults > 1; adults--) await fewer.click();
  await room(came).waitFor({ state: 'attached' });
  expect(await here()).toEqual([]);
});

test('for whom the house has no room one is looked for elsewhere, and waited for', async () => {
  const stay = await askForBed(desk, ACCESSIBLE, { wheelchair: true });
  for (const step of ['bedAccept', 'bedArrive']) await carriedOut(house(), step, { holdId: stay });
  const came = await atDoor('ru', 360);
  const { page } = came;
  const faults: string[] = [];
  const elsewhere = async () => {
    await page.locator('.desk-opened > .desk-link').click();
    await page.getByRole('heading', { level: 1, name: 'Другие дома' }).waitFor();
    await page.locator('#regionCode').waitFor();
  };
  // nothing of whoever was there before goes on with the next one, also not where it is not seen
  await elsewhere();
  await page.locator('form details summary').click();
  await chip(came, 'languages', 'ug').check();
  await page.locator('[name=avoid]').first().check();
  await goTo(came, 'guests');
  await page.locator('#door').click();
  await chip(came, 'needs', 'wheelchair').check();
  await elsewhere();
  expect(await chip(came, 'needs', 'wheelchair').isChecked()).toBe(true);
  expect(await page.locator('[name=languages]:checked, [name=avoid]:checked').count()).toBe(0);
  await onward(came);
  await page.locator('#found .desk-empty').waitFor();
  faults.push(...(await faultsOf(came)), ...(await telling(came)));
  await page.locator('#found .desk-wide').last().click();
  const waits = page.locator('.desk-card:has([id^="wait-"])');
  await waits.waitFor();
  const [entry] = await sql('SELECT sender_agency FROM waiting_entry WHERE cancelled_at IS NULL');
  expect(entry.sender_agency).toBe(seedId('agency:crisis-almaty-1'));
  // what becomes free is offered there
  await carriedOut(house(), 'bedDepart', { holdId: stay });
  await waits.locator('.desk-countdown').waitFor();
  faults.push(...(await faultsOf(came)), ...(await telling(came)));
  await waits.locator('.govuk-button--secondary').last().click();
  await waits.locator('.govuk-button--warning').click();
  await waits.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});
