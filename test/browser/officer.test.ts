import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { agrees, atStep, CENTRE, loadQuestions, onward, upToReading } from './case.js';
import { type Desk, openDesk, signInAs, type Visit, visit } from './desk.js';
import { faultsOf } from './looks.js';

let desk: Desk;
const visits: Visit[] = [];
beforeAll(async () => {
  desk = await openDesk();
  await loadQuestions(desk);
});
afterAll(() => desk?.close());
afterEach(async () => {
  for (const each of visits.splice(0)) {
    expect(each.foreign).toEqual([]);
    await each.context.close();
  }
});

async function comes(options?: Parameters<typeof visit>[1]): Promise<Visit> {
  const came = await visit(desk, options);
  visits.push(came);
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  return came;
}
const sql = (text: string, values: unknown[] = []) => desk.hub.db('referral').query(text, values);
const referrals = async (): Promise<number> => Number((await sql('SELECT count(*) AS n FROM referral'))[0].n);
/** The summary of what is wrong has the focus, or gets it once it is drawn. */
const summaryFocused = ({ page }: Visit) => page.locator('.govuk-error-summary:focus').waitFor();
describe.each([
  ['kk', 360],
  ['ru', 360],
  ['en', 1280],
] as const)('a case in %s on %d px', (language, width) => {
  test('is reported, asked about, agreed to, and referred; its code is there to be said', async () => {
    const came = await comes({ language, width });
    const { page } = came;
    const faults: string[] = [];
    const look = async () => void faults.push(...(await faultsOf(came)));
    await page.locator('#regionCode').waitFor();
    await onward(came);
    await summaryFocused(came);
    await look();
    await upToReading(came, look);
    await onward(came);
    await summaryFocused(came);
    await look();
    await agrees(came);
    await atStep(came, 5);
    const code = await page.locator('.desk-code').textContent();
    expect(code).toMatch(/^\d{3} \d{3} \d{3}-\d$/);
    await page.locator('.desk-countdown').waitFor();
    await look();
    const [row] = await sql(
      'SELECT recipient, service, urgency, categories FROM referral ORDER BY sent_at DESC LIMIT 1',
    );
    expect(row).toEqual({ recipient: CENTRE, service: 'SHELTER', urgency: 'STAT', categories: ['INCIDENT', 'RISK'] });
    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});

test('where the network is cut in the middle nothing is said to be sent, and pressing again sends one referral', async () => {
  const came = await comes();
  const { page } = came;
  await upToReading(came);
  const before = await referrals();
  await came.context.setOffline(true);
  await agrees(came);
  await page.getByText('NOT sent').waitFor();
  await summaryFocused(came);
  await page.locator('a[href="tel:150"]').waitFor();
  expect(await page.locator('.desk-code').count()).toBe(0);
  await came.context.setOffline(false);
  // the hub does it, and its answer is lost on the way
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes('"recipient"')) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await onward(came);
  await page.getByText('NOT sent').waitFor();
  await page.unroute('**/graphql');
  await onward(came);
  await page.locator('.desk-code').waitFor();
  expect(await referrals()).toBe(before + 1);
});
