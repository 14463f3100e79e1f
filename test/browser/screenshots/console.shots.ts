import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operation } from '../../../scripts/operations.js';
import { askForBed, type Desk, goTo, openDesk, signInAs, visit } from '../desk.js';

const FOLDER = 'docs/images';
const ROOM = (n: number) => `shelter-unit:crisis-almaty-1/${n}`;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await mkdir(FOLDER, { recursive: true });
  await askForBed(desk, ROOM(1), {
    children: [
      { age: 4, sex: 'FEMALE' },
      { age: 7, sex: 'MALE' },
    ],
  });
  await askForBed(desk, ROOM(4), { nights: 3 });
  await askForBed(desk, ROOM(5), { wheelchair: true, nights: 14 });
  const expected = await askForBed(desk, ROOM(4), { nights: 5 });
  const intake = desk.as('intake-almaty', 'SHELTER');
  await intake.query(operation('BedAccept'), { input: { holdId: expected } });
  const made = await desk
    .as('officer-almaty', 'POLICE_RESPONSE')
    .query(operation('ShelterEscortCodeMake'), { input: { holdId: expected } });
  const escort = made.data.shelterEscortCodeMake.escortCode.code;
  const input = { idempotencyKey: 'shot-where', holdId: expected, what: 'INTAKE_PHONE', to: 'ESCORT', escort };
  await intake.query(operation('ShelterAddressRelease'), { input });
});
afterAll(() => desk?.close());

test.each([
  ['kk', 360],
  ['ru', 360],
  ['en', 1280],
] as const)('the places, the requests, the guests and the door in %s on %d px', async (language, width) => {
  const came = await visit(desk, { language, width });
  const { page, context } = came;
  const shot = (name: string) =>
    page.screenshot({ path: `${FOLDER}/console-${name}-${language}-${width}.png`, animations: 'disabled' });
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await page.locator('.desk-count').first().waitFor();
  await shot('places');
  await page.locator('#opening').click();
  await page.locator('input[value=FULL]').check();
  await shot('opening');
  await goTo(came, 'requests');
  await page.locator('.desk-card').nth(2).waitFor();
  await shot('requests');
  expect(await page.locator('.desk-card').count()).toBe(3);
  await goTo(came, 'guests');
  await page.locator('.desk-card .govuk-button').nth(1).click();
  await page.locator('.desk-told').waitFor();
  await page.evaluate('scrollTo(0, 0)');
  const whole = (name: string) =>
    page.screenshot({
      path: `${FOLDER}/console-${name}-${language}-${width}.png`,
      animations: 'disabled',
      fullPage: true,
    });
  await whole('guests');
  // what was open on a card is closed
  await goTo(came, 'requests');
  await goTo(came, 'guests');
  await page.locator('.desk-card').first().waitFor();
  await page.locator('#door').click();
  await page.locator('input[name=room]').first().check();
  await page.evaluate('scrollTo(0, 0)');
  await whole('door');
  await context.close();
});
