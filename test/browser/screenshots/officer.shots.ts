import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operation } from '../../../scripts/operations.js';
import { agrees, loadQuestions, onward, upToReading } from '../case.js';
import { type Desk, goTo, openDesk, signInAs, visit } from '../desk.js';

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
] as const)('a case, a place, a time and the answers in %s on %d px', async (language, width) => {
  const came = await visit(desk, { language, width });
  const { page, context } = came;
  const shot = (name: string) =>
    page.screenshot({
      path: `${FOLDER}/console-officer-${name}-${language}-${width}.png`,
      animations: 'disabled',
      fullPage: true,
    });
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  await upToReading(came, async (name) => void (await shot(name)));
  await shot('read');
  await agrees(came);
  await page.locator('.desk-countdown').waitFor();
  await shot('code');
  await goTo(came, 'places');
  await page.locator('#regionCode').waitFor();
  await page.locator('.desk-narrow button').first().click();
  await onward(came);
  await page.locator('#found .desk-card').first().waitFor();
  await shot('places');
  await page.locator('#found .desk-card button').first().click();
  await page.locator('.desk-card .desk-countdown').first().waitFor();
  await goTo(came, 'times');
  await page.locator('#regionCode').waitFor();
  await onward(came);
  await page.locator('h4 ~ .desk-buttons button').first().click();
  await page.locator('.desk-card .desk-countdown').first().waitFor();
  await onward(came);
  await page.locator('h4 ~ .desk-buttons button').first().waitFor();
  await shot('times');
  const [referral] = await desk.hub.db('referral').query('SELECT id FROM referral ORDER BY sent_at DESC LIMIT 1');
  const { data } = await desk.as('intake-almaty', 'SHELTER').query(operation('ReferralAsk'), {
    input: { idempotencyKey: `a question in ${language}`, referralId: referral.id, question: 'WHEN_CAN_SHE_COME' },
  });
  expect(data.referralAsk.userErrors).toEqual([]);
  await goTo(came, 'answers');
  await page.locator('.desk-card form').waitFor();
  await shot('answers');
  expect(await page.locator('.desk-card').count()).toBe(1);
  await page.locator('input[value=TOLD_BY_PHONE]').check();
  await onward(came);
  await page.locator('.desk-empty').waitFor();
  await goTo(came, 'recorded');
  await page.locator('.desk-card').first().waitFor();
  await shot('recorded');
  await context.close();
});
