import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bookDay, dateOf, tell } from '../clinic.js';
import { type Desk, goTo, openDesk, signInAs, type Visit, visit } from '../desk.js';

const FOLDER = 'docs/images';

let desk: Desk;
let arrived: string;
beforeAll(async () => {
  desk = await openDesk();
  await mkdir(FOLDER, { recursive: true });
  [arrived] = await bookDay(desk);
  await tell(desk, 'ExamArrive', { appointmentId: arrived });
});
afterAll(() => desk?.close());

type Comes = Visit & { readonly shot: (name: string) => Promise<unknown> };

/** `kept`: the pictures that stand in the documentation; all of them where it says so. */
async function comes(language: string, width: number, kept: readonly string[]): Promise<Comes> {
  const came = await visit(desk, { language, width });
  await signInAs(came, 'scheduler-almaty', 'FORENSIC_EXAM');
  await came.page.locator('.desk-tools [aria-pressed]').first().waitFor();
  await came.page.locator('.desk-tools input').fill(dateOf(1));
  const shot = async (name: string) =>
    (kept.includes(name) || process.env.SCREENSHOTS === 'all') &&
    came.page.screenshot({
      path: `${FOLDER}/console-${name}-${language}-${width}.png`,
      animations: 'disabled',
      fullPage: true,
    });
  return { ...came, shot };
}

test.each([
  ['kk', 360, ['list', 'visit', 'kit']],
  ['ru', 360, ['queue']],
  ['ru', 1280, ['day', 'urgent', 'sheet']],
  ['en', 1280, ['day', 'week', 'pass-paper']],
] as const)('the calendar and what is done with it in %s on %d px', async (language, width, kept) => {
  const came = await comes(language, width, kept);
  const { page, context, shot } = came;
  const view = page.locator('.desk-tools [aria-pressed]');
  await view.nth(2).click();
  await page.locator('.desk-row').nth(3).waitFor();
  await shot('list');
  await page.locator('.desk-row').nth(1).click();
  await page.locator('.desk-panel .govuk-button').first().waitFor();
  await shot('visit');
  await view.nth(0).click();
  await page.locator('.desk-cell--free').first().waitFor();
  await shot('day');
  await page.locator('.desk-cell', { hasText: 'FX-2026-23' }).click();
  await page.locator('.desk-panel .govuk-button').last().waitFor();
  await page.locator('.desk-panel .govuk-button').nth(-2).click();
  await shot('urgent');
  await view.nth(1).click();
  await page.locator('.desk-grid tbody tr').nth(6).waitFor();
  await shot('week');
  await goTo(came, 'sheet');
  await page.locator('.desk-tools input').fill(dateOf(1));
  await page.locator('.desk-paper tbody tr').first().waitFor();
  await shot('sheet');
  await goTo(came, 'queue');
  await page.locator('#join').click();
  await page.locator('.desk-panel [type=submit]').click();
  await page.locator('#join').waitFor();
  await page.locator('.desk-countdown').first().waitFor();
  await shot('queue');
  await goTo(came, 'kits');
  await page.locator('.desk-scan .govuk-button').nth(1).click();
  await page.locator('.desk-panel input').last().check();
  await page.locator('.desk-panel input[name=appointmentId]').last().check();
  await page.locator('.desk-panel [type=submit]').click();
  await page.locator('.desk-qr').waitFor();
  await shot('kit-new');
  await page.locator('.desk-scan input').fill((await page.locator('.desk-panel dd').first().textContent())!);
  await page.keyboard.press('Enter');
  await page.locator('.desk-panel caption').waitFor();
  await page.locator('.desk-panel .govuk-button').first().click();
  await page.locator('#seal').waitFor();
  await shot('kit');
  await goTo(came, 'passes');
  await page.locator('#startArea option').nth(3).waitFor({ state: 'attached' });
  await shot('pass');
  await page.locator('#startArea').selectOption('KZ-75');
  await page.locator('#documentDigits').fill('0417');
  await page.locator('form [type=submit]').click();
  await page.locator('.desk-qr').waitFor();
  await shot('pass-paper');
  expect(await page.locator('.desk-paper').count()).toBe(1);
  await context.close();
});
