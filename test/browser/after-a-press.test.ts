/** Promise: whoever has pressed something sees what came of it, once, and is shown as there only what is there. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import { agrees, atStep, chip, loadQuestions, onward, upToReading } from './case.js';
import { book } from './clinic.js';
import {
  askForBed,
  type Desk,
  type DeskAccount,
  everybodyGoes,
  giveBack,
  goTo,
  hashOf,
  losing,
  openDesk,
  signInAs,
  summaryFocused,
  type Visit,
  visit,
} from './desk.js';
import { faultsOf } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await loadQuestions(desk);
});
afterAll(() => desk?.close());
afterEach(async () => {
  await everybodyGoes(desk);
  await giveBack(desk);
});

const DORMITORY = 'shelter-unit:crisis-almaty-1/4';
const PURPOSE_OF = {
  'officer-almaty': 'POLICE_RESPONSE',
  'intake-almaty': 'SHELTER',
  'examiner-almaty': 'FORENSIC_EXAM',
} as const satisfies Partial<Record<DeskAccount, string>>;

async function comes(account: keyof typeof PURPOSE_OF, options?: Parameters<typeof visit>[1]): Promise<Visit> {
  const came = await visit(desk, options);
  await signInAs(came, account, PURPOSE_OF[account]);
  return came;
}
const press = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true }).first().click();

/** What was done is said, with the focus on it, where it is seen. */
async function said({ page }: Visit, words: string): Promise<void> {
  await page.locator('#done:focus', { hasText: words }).waitFor();
  const { top, bottom } = await page.evaluate<{ top: number; bottom: number }>(
    `document.getElementById('done').getBoundingClientRect().toJSON()`,
  );
  expect(top).toBeGreaterThanOrEqual(0);
  expect(bottom).toBeLessThanOrEqual(740);
}

/** Holds back what is asked under a name until it is let go; tells how often it was asked. */
async function holdingBack({ page }: Visit, name: string) {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let asked = 0;
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(hashOf(name))) {
      asked++;
      await gone;
    }
    await route.continue();
  });
  return { letGo, asked: () => asked };
}

test('what goes from the page with what was done leaves the focus where that is said, and in view', async () => {
  const [officer, house] = await Promise.all([comes('officer-almaty'), comes('intake-almaty')]);
  await goTo(house, 'requests');
  await house.page.locator('.desk-empty').waitFor();
  await goTo(officer, 'places');
  await officer.page.locator('#regionCode').waitFor();
  await onward(officer);
  await officer.page.locator('#found .desk-card', { hasText: 'White Birch' }).locator('button').first().click();
  await said(officer, 'Asked for');
  await press(house, 'Accept');
  await said(house, 'Accepted.');
  await goTo(house, 'guests');
  await press(house, 'Arrived');
  await press(house, 'Arrived');
  await said(house, 'The arrival is recorded.');
  await press(house, 'Left');
  await press(house, 'Yes');
  await said(house, 'The departure is recorded.');

  await goTo(officer, 'times');
  await officer.page.locator('#regionCode').waitFor();
  await onward(officer);
  await officer.page.locator('#found').getByRole('button').first().click();
  await said(officer, 'Held.');

  await goTo(officer, 'new');
  await upToReading(officer);
  await agrees(officer);
  await officer.page.locator('.desk-code').waitFor();
  await goTo(officer, 'answers');
  await chip(officer, 'which', 'open').check();
  await press(officer, 'She does not want it');
  await press(officer, 'Yes');
  await said(officer, 'It has ended.');
  for (const each of [officer, house]) expect(await faultsOf(each)).toEqual([]);
});

test('where a part of the hub does not answer, nothing is taken for empty, what is shown is of then, and there are numbers to call', async () => {
  const places = desk.hub.db('shelter-capacity');
  const away = async (table: string, meanwhile: () => Promise<void>) => {
    await places.query(`ALTER TABLE ${table} RENAME TO away`);
    try {
      await meanwhile();
    } finally {
      await places.query(`ALTER TABLE away RENAME TO ${table}`);
    }
  };
  const [officer, house] = await Promise.all([comes('officer-almaty'), comes('intake-almaty')]);
  const { page } = house;
  const connected = page.getByText('Connected', { exact: true });
  await connected.waitFor();
  await away('bed_broadcast', async () => {
    await goTo(house, 'requests');
    await page.getByText('Not possible now').waitFor();
    await page.getByText('Not all of it is up to date').waitFor();
    expect(await page.locator('.desk-empty').count()).toBe(0);
    expect(await faultsOf(house)).toEqual([]);
  });
  // it goes on by itself
  await page.locator('.desk-empty').waitFor();
  await connected.waitFor();

  await askForBed(desk, DORMITORY);
  await page.getByRole('button', { name: 'Accept', exact: true }).waitFor();
  await away('placement', async () => {
    await press(house, 'Accept');
    await summaryFocused(house);
    await page.getByText(/Not all of it is up to date\. Shown as of \d\d:\d\d/).waitFor();
    await page.locator('.desk-card').waitFor();
    await goTo(officer, 'places');
    await officer.page.locator('a[href="tel:150"]').waitFor();
    expect(await faultsOf(officer)).toEqual([]);
  });
  await connected.waitFor();
  await officer.page.locator('a[href="tel:150"]').waitFor({ state: 'detached' });

  // what stands before the hub says that it is away
  await page.route('**/graphql', (route) => route.fulfill({ status: 503, body: '' }));
  await page.evaluate('dispatchEvent(new Event("online"))');
  await page.getByText(/No connection\. Shown as of \d\d:\d\d/).waitFor();
  await page.unroute('**/graphql');
  await page.evaluate('dispatchEvent(new Event("online"))');
  await connected.waitFor();
});

test('a report whose answer was lost is one, with what was added to it since', async () => {
  const reports = (): Promise<{ version: number; violence: string[]; injuries: string[] }[]> =>
    desk.hub.db('referral').query('SELECT version, violence, injuries FROM incident ORDER BY reported_at DESC');
  const before = await reports();
  const came = await comes('officer-almaty');
  const { page } = came;
  await page.locator('#regionCode').waitFor();
  await chip(came, 'violence', 'THREAT').check();
  const loses = async (name: string) => {
    await losing(came, name);
    const lost = page.waitForEvent('requestfailed');
    await onward(came);
    await lost;
    await page.locator('.govuk-error-summary:focus', { hasText: 'NOT KNOWN' }).waitFor();
  };
  await loses('IncidentReport');
  await chip(came, 'injuries', 'BRUISE').check();
  await loses('IncidentCorrect');
  // once more as it was: that is the same correction
  await loses('IncidentCorrect');
  await chip(came, 'violence', 'STRANGULATION').check();
  await page.unroute('**/graphql');
  await onward(came);
  await atStep(came, 2);
  const after = await reports();
  expect(after).toHaveLength(before.length + 1);
  expect(after[0]).toMatchObject({ version: 3, violence: ['THREAT', 'STRANGULATION'], injuries: ['BRUISE'] });
  // what she said before is in its history, once for each time
  const [{ n }] = await desk.hub
    .db('referral')
    .query(
      'SELECT count(*)::int AS n FROM incident_version WHERE incident = (SELECT id FROM incident ORDER BY reported_at DESC LIMIT 1)',
    );
  expect(n).toBe(after[0]!.version - 1);
  await page.goBack();
  await atStep(came, 1);
  await page.getByText('recorded').first().waitFor();
  expect(await chip(came, 'injuries', 'BRUISE').isChecked()).toBe(true);
});

test('emergency care comes first, on each page, and stays while something newer is on its way', async () => {
  const came = await comes('officer-almaty');
  const { page } = came;
  await page.locator('#regionCode').waitFor();
  const first = page.locator('[role=status]:has(.desk-first)');
  const order = () =>
    page.evaluate<boolean>(
      `(([call, go]) => Boolean(call.compareDocumentPosition(go) & 4))(['[href="tel:103"]', '.desk-first__now'].map((each) => document.querySelector('.desk-first ' + each)))`,
    );
  await page.evaluate(`window.region = document.querySelector('form > [role=status]')`);
  await chip(came, 'violence', 'STRANGULATION').check();
  await first.locator('a[href="tel:103"]').waitFor();
  expect(await order()).toBe(true);
  const advice = await first.locator('strong').textContent();
  // the same element all the while: what comes into it is said
  expect(await page.evaluate(`window.region.isConnected && window.region.querySelector('.desk-first') !== null`)).toBe(
    true,
  );
  const held = await holdingBack(came, 'EvidenceClock');
  const asked = page.waitForRequest((request) => !!request.postData()?.includes(hashOf('EvidenceClock')));
  await chip(came, 'injuries', 'BRUISE').check();
  await asked;
  expect(await first.locator('strong').textContent()).toBe(advice);
  expect(await first.locator('a[href="tel:103"]').count()).toBe(1);
  held.letGo();
  await onward(came);
  await atStep(came, 2);
  await first.locator('strong', { hasText: advice! }).waitFor();
  expect(await order()).toBe(true);
  expect(await faultsOf(came)).toEqual([]);
});

test('another kit is opened for another visitor, who is shown nothing of the one before', async () => {
  const came = await comes('examiner-almaty', { width: 1280 });
  const { page } = came;
  await goTo(came, 'kits');
  await press(came, 'New kit');
  await page.locator('input[value=none]').check();
  await page.locator('input[value=alone]').check();
  await page.locator('.desk-panel [type=submit]').click();
  const opened = page.locator('.desk-terms--large');
  await opened.waitFor();
  await page.locator('#done:focus').waitFor();
  const number = (await opened.locator('dd').first().textContent())!;
  await press(came, 'New kit');
  await page.locator('input[value=none]').waitFor();
  expect(await page.locator('input:checked').count()).toBe(0);
  expect(await page.textContent('main')).not.toContain(number);
  expect(await opened.count()).toBe(0);
  expect(await faultsOf(came)).toEqual([]);
});

test('two presses for a name are one look, and what is seen gets the focus', async () => {
  await book(desk, { day: 2, hour: 9, reference: 'FX-90' });
  const came = await comes('examiner-almaty');
  const { page } = came;
  await page.locator('.desk-tools button').nth(1).click();
  await page.locator('.desk-tools button').nth(1).click();
  await page.locator('.desk-row', { hasText: 'FX-90' }).click();
  const held = await holdingBack(came, 'CalendarVisit');
  const look = page.locator('.desk-look button');
  await look.click();
  // as a finger does, whatever the button says of itself
  await look.dispatchEvent('click');
  await page.locator('.desk-progress', { hasText: /./ }).waitFor();
  held.letGo();
  await page.locator('[role=status]:focus .desk-terms').waitFor();
  expect(held.asked()).toBe(1);
  expect(await faultsOf(came)).toEqual([]);
});

test('what somebody else has done meanwhile is said, and the line leads nowhere', async () => {
  const hold = await askForBed(desk, DORMITORY);
  const came = await visit(desk, { blank: true });
  const { page } = came;
  await page.route('**/events', (route) => route.abort());
  await page.goto(desk.address);
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await goTo(came, 'requests');
  const accept = page.getByRole('button', { name: 'Accept', exact: true });
  await accept.waitFor();
  const intake = desk.as('intake-almaty', 'SHELTER');
  await intake.query(operation('BedAccept'), { input: { holdId: hold, expectedVersion: 1 } });
  await accept.click();
  await summaryFocused(came);
  expect(await page.locator('.govuk-error-summary li').count()).toBe(1);
  expect(await page.locator('.govuk-error-summary a').count()).toBe(0);
  await accept.waitFor({ state: 'detached' });
});

test('another purpose is chosen by who has two, and what is half filled in stays', async () => {
  const came = await comes('examiner-almaty');
  const { page } = came;
  await goTo(came, 'queue');
  await page.locator('#join').click();
  await page.locator('#localReference').fill('FX-91');
  await page.getByRole('button', { name: 'Change: Purpose' }).click();
  await page.locator('form:focus').waitFor();
  expect(await faultsOf(came)).toEqual([]);
  await page.getByLabel('Care', { exact: true }).check();
  await press(came, 'Continue');
  await page.locator('#change-purpose:focus').waitFor();
  await page.locator('.desk-status strong', { hasText: 'Care' }).waitFor();
  expect(await page.locator('#localReference').inputValue()).toBe('FX-91');

  const officer = await comes('officer-almaty');
  await officer.page.locator('.desk-status strong').waitFor();
  expect(await officer.page.getByRole('button', { name: /Change/ }).count()).toBe(0);
});

test('lists are read to their end, and who is not on them yet is not said to be nobody', async () => {
  const officer = await visit(desk, { blank: true });
  const { page } = officer;
  await page.goto(desk.address);
  // the page asks the hub for one at a time
  await page.route('**/graphql', (route) => {
    const { variables, ...body } = route.request().postDataJSON();
    return route.continue({ postData: { ...body, variables: { ...variables, ...(variables.first && { first: 1 }) } } });
  });
  await signInAs(officer, 'officer-almaty', 'POLICE_RESPONSE');
  for (let i = 0; i < 2; i++) {
    await upToReading(officer);
    await agrees(officer);
    await officer.page.locator('.desk-code').waitFor();
    await page.getByRole('button', { name: 'Finish, start a new one' }).click();
  }
  await goTo(officer, 'answers');
  await chip(officer, 'which', 'open').check();
  const cards = page.locator('main .desk-card');
  await cards.nth(1).waitFor();
  await cards.getByText('Crisis centre No. 1, Almaty').nth(1).waitFor();
  expect(await page.locator('.desk-withheld').count()).toBe(0);
  const intake = desk.as('intake-almaty', 'SHELTER');
  const rows = await desk.hub
    .db('referral')
    .query("SELECT id FROM referral WHERE state = 'SENT' AND recipient = $1", [seedId('agency:crisis-almaty-1')]);
  for (const { id } of rows)
    await intake.query(operation('ReferralDecline'), { input: { referralId: id, reason: 'NO_CAPACITY' } });
});
