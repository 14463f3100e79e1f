import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { agrees, loadQuestions, upToReading } from '../case.js';
import { type Desk, openDesk, signInAs, visit } from '../desk.js';

const FOLDER = 'docs/images';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await mkdir(FOLDER, { recursive: true });
  await loadQuestions(desk);
});
afterAll(() => desk?.close());

test.each([
  ['kk', 360],
  ['ru', 360],
  ['en', 1280],
] as const)('a case in %s on %d px', async (language, width) => {
  const came = await visit(desk, { language, width });
  const { page, context } = came;
  const shot = (name: string) =>
    page.screenshot({
      path: `${FOLDER}/console-case-${name}-${language}-${width}.png`,
      animations: 'disabled',
      fullPage: true,
    });
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  await upToReading(came, async (name) => void (await shot(name)));
  await shot('read');
  await agrees(came);
  await page.locator('.desk-countdown').waitFor();
  await shot('code');
  expect(await page.locator('.desk-code').count()).toBe(1);
  await context.close();
});
