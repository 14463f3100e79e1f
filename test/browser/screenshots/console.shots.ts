import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { askForBed, type Desk, openDesk, signInAs, visit } from '../desk.js';

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
});
afterAll(() => desk?.close());

test.each([
  ['kk', 360],
  ['ru', 360],
  ['en', 1280],
] as const)('the places and the requests in %s on %d px', async (language, width) => {
  const came = await visit(desk, { language, width });
  const { page, context } = came;
  const shot = (name: string) =>
    page.screenshot({ path: `${FOLDER}/console-${name}-${language}-${width}.png`, animations: 'disabled' });
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await page.locator('.desk-count').first().waitFor();
  await shot('places');
  await page.locator('.desk-nav__item').nth(1).click();
  await page.locator('.desk-card').nth(2).waitFor();
  await shot('requests');
  expect(await page.locator('.desk-card').count()).toBe(3);
  await context.close();
});
