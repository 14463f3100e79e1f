/** Promise: whoever has come or gone in the middle of a stay is recorded on its card, and what the unit does not take is said there. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { carriedOut } from '../../scripts/demo/door.js';
import {
  askForBed,
  type Desk,
  everybodyGoes,
  giveBack,
  goTo,
  openDesk,
  signInAs,
  summaryFocused,
  visit,
} from './desk.js';
import { faultsOf, telling } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());
const here: string[] = [];
afterEach(async () => {
  await everybodyGoes(desk);
  for (const holdId of here.splice(0)) await carriedOut(house(), 'bedDepart', { holdId });
  await giveBack(desk);
});

const DORMITORY = 'shelter-unit:crisis-almaty-1/4';
const house = () => desk.as('intake-almaty', 'SHELTER');

test.each([
  ['kk', 360, 'Құрамы өзгерді', 'Құрамы жазылды.'],
  ['ru', 1280, 'Состав изменился', 'Состав записан.'],
  ['en', 360, 'Who stays has changed', 'Who stays is recorded.'],
] as const)('in %s on %d px', async (language, width, title, said) => {
  const stay = await askForBed(desk, DORMITORY);
  for (const step of ['bedAccept', 'bedArrive']) await carriedOut(house(), step, { holdId: stay });
  here.push(stay);
  const came = await visit(desk, { language, width });
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await goTo(came, 'guests');
  const { page } = came;
  const faults: string[] = [];
  const look = async () => void faults.push(...(await faultsOf(came)), ...(await telling(came)));
  const open = page.getByRole('button', { name: title, exact: true });
  const save = page.locator('.desk-opened button[type=submit]');
  const kept = async () =>
    (await desk.hub.db('shelter-capacity').query('SELECT came FROM placement WHERE id = $1', [stay]))[0].came;
  await open.click();
  await page.locator('.desk-opened:focus').waitFor();
  await look();
  // her son comes after her, and the shared room is for those without children
  await page.locator('.desk-narrow button').nth(1).click();
  await page.locator('.desk-child').waitFor();
  await save.click();
  await summaryFocused(came);
  await look();
  expect(await kept()).toBeNull();
  await page.locator('.desk-child .desk-link').click();
  await page.locator('.desk-opened .desk-step').nth(1).click();
  await save.click();
  await page.locator('#done').getByText(said).waitFor();
  await page.locator(`#stay-${stay}:focus`).waitFor();
  await look();
  expect(await kept()).toMatchObject({ adults: 2, children: [] });
  // what is shown, and filled in the next time, is who is there
  await open.click();
  await page.locator('.desk-opened:focus').waitFor();
  await page.locator('.desk-opened .desk-step').nth(0).click();
  await save.click();
  await page.locator(`#stay-${stay}:focus`).waitFor();
  expect(await kept()).toMatchObject({ adults: 1 });
  expect(faults).toEqual([]);
  expect(came.said).toEqual([]);
});
