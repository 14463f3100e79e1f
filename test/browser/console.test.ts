import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import {
  askForBed,
  buttonOf,
  clockRuns,
  clockRunsUntil,
  cutOff,
  type Desk,
  everybodyGoes,
  giveBack,
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

const DORMITORY = 'shelter-unit:crisis-almaty-1/4';
const SHELTER = seedId('shelter:crisis-almaty-1');

const comes = (options?: Parameters<typeof visit>[1]): Promise<Visit> => visit(desk, options);
async function atWork(options?: Parameters<typeof visit>[1]): Promise<Visit> {
  const came = await comes(options);
  await signInAs(came, 'intake-almaty', 'SHELTER');
  return came;
}
const sql = (text: string, values: unknown[] = []) => desk.hub.db('shelter-capacity').query(text, values);
const stateOf = async (id: string): Promise<string> =>
  (await sql('SELECT state FROM placement WHERE id = $1', [id]))[0].state;
const countsVersion = async (): Promise<number> =>
  (await sql('SELECT counts_version AS n FROM shelter WHERE id = $1', [SHELTER]))[0].n;

const SAID = {
  en: [
    'Places',
    'Giving a place',
    'Continue',
    'Requests',
    'Guests',
    'Publish',
    'Published.',
    'Accept',
    'Decline',
    'Arrived',
    'Left',
    'Yes',
  ],
  ru: [
    'Места',
    'Дать место',
    'Продолжить',
    'Запросы',
    'Гости',
    'Опубликовать',
    'Опубликовано.',
    'Принять',
    'Отказать',
    'Прибыли',
    'Уехали',
    'Да',
  ],
  kk: [
    'Орындар',
    'Орын беру',
    'Жалғастыру',
    'Сұраулар',
    'Қонақтар',
    'Жариялау',
    'Жарияланды.',
    'Қабылдау',
    'Бас тарту',
    'Келді',
    'Кетті',
    'Иә',
  ],
} as const;

describe.each([
  ['en', 360],
  ['kk', 360],
  ['ru', 1280],
] as const)('a shift in %s on %d px', (language, width) => {
  const [places, purpose, next, requests, guests, publish, published, accept, decline, arrived, left, yes] =
    SAID[language];

  test('counts are published, a request is accepted, another one declined, and guests come and go', async () => {
    const accepted = await askForBed(desk, DORMITORY);
    const declined = await askForBed(desk, DORMITORY, { nights: 30 });
    const came = await comes({ language, width });
    const { page } = came;
    const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();
    const goTo = async (section: string) => {
      await page.getByRole('link', { name: new RegExp(`^${section} ?\\d*$`) }).click();
      await page.getByRole('heading', { level: 1, name: section }).waitFor();
    };
    await buttonOf(came, 'intake-almaty').waitFor();
    const faults = await faultsOf(came);
    await buttonOf(came, 'intake-almaty').click();
    await page.getByLabel(purpose, { exact: true }).waitFor();
    faults.push(...(await faultsOf(came)));
    await page.getByLabel(purpose, { exact: true }).check();
    await press(next);
    await page.getByRole('heading', { level: 1, name: places }).waitFor();
    await page.locator('.desk-count').first().waitFor();
    const before = await countsVersion();

    // one tap each way, and published: three taps
    const free = page.locator('.desk-count__free strong').first();
    const was = Number(await free.textContent());
    const shows = (n: number) => free.filter({ hasText: new RegExp(`^${n}$`) }).waitFor();
    await page.locator('.desk-step').first().click();
    await shows(was - 1);
    faults.push(...(await faultsOf(came)), ...(await telling(came)));
    await press(publish);
    await page.getByText(published).waitFor();
    expect(await countsVersion()).toBe(before + 1);
    await shows(was - 1);
    await page.locator('.desk-step').nth(1).click();
    await press(publish);
    await page.getByText(published).waitFor();
    await shows(was);

    await goTo(requests);
    const card = page.locator('.desk-card');
    await card.first().waitFor();
    faults.push(...(await faultsOf(came)), ...(await telling(came)));
    // the card that is declined stays for 30 nights, the other for 7
    const cardOf = (nights: RegExp) => card.filter({ hasText: nights });
    await cardOf(/30\s/).getByRole('button', { name: decline, exact: true }).click();
    await cardOf(/30\s/).getByRole('button', { name: decline, exact: true }).click();
    await summaryFocused(came);
    faults.push(...(await faultsOf(came)));
    await page.locator('.govuk-error-summary a').click();
    await page.locator('input[value=OTHER]').check();
    await cardOf(/30\s/).getByRole('button', { name: decline, exact: true }).click();
    await page.locator('.desk-done').first().waitFor();
    expect(await stateOf(declined)).toBe('DECLINED');
    await page.getByRole('button', { name: accept, exact: true }).click();
    await page.locator('.desk-empty').waitFor();
    expect(await stateOf(accepted)).toBe('ACCEPTED');
    faults.push(...(await faultsOf(came)));

    await goTo(guests);
    await press(arrived);
    await page.getByRole('textbox').fill('G-17');
    await press(arrived);
    await page.getByText(/^G-17 ·/).waitFor();
    expect(await stateOf(accepted)).toBe('ARRIVED');
    await press(left);
    faults.push(...(await faultsOf(came)), ...(await telling(came)));
    await press(yes);
    await page.getByText(/^G-17 ·/).waitFor({ state: 'detached' });
    expect(await stateOf(accepted)).toBe('DEPARTED');

    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});

test('where the network is cut nothing is said to be sent, and pressing again sends it once', async () => {
  const id = await askForBed(desk, DORMITORY);
  const came = await atWork();
  const { page } = came;
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('button', { name: 'Accept', exact: true }).waitFor();
  await cutOff(came);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByText('NOT sent').waitFor();
  await summaryFocused(came);
  await page.locator('.desk-down').waitFor();
  expect(await page.getByText('Accepted.').count()).toBe(0);
  expect(await stateOf(id)).toBe('HELD');
  await cutOff(came, false);
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByText('Accepted.').waitFor();
  await page.getByText('Connected').waitFor();
  const steps = await sql(`SELECT step FROM placement_step WHERE placement_id = $1 ORDER BY at`, [id]);
  expect(steps.map(({ step }: { step: string }) => step)).toEqual(['HOLD', 'ACCEPT']);
});

test('what comes is shown at once, and where the hub cannot tell of it, late; after a break it goes on by itself', async () => {
  const came = await comes();
  const { page } = came;
  await page.route('**/events', (route) => route.abort());
  await page.clock.install();
  await page.goto(desk.address);
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await page.getByText('up to a minute late').waitFor();
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.locator('.desk-empty').waitFor();
  await askForBed(desk, DORMITORY);
  await page.clock.runFor(61_000);
  const cards = page.locator('.desk-card');
  await cards.first().waitFor();
  expect(await faultsOf(came)).toEqual([]);

  await page.unroute('**/events');
  await clockRunsUntil(came, page.getByText('Connected', { exact: true }));
  // by the page's clock too little passes for it to ask by itself
  const asked = await askForBed(desk, DORMITORY, { nights: 2 });
  await cards.nth(1).waitFor();
  await desk
    .as('officer-almaty', 'POLICE_RESPONSE')
    .query(operation('BedRelease'), { input: { holdId: asked, expectedVersion: 1 } });
  await cards.nth(1).waitFor({ state: 'detached' });
  expect(await cards.count()).toBe(1);
});

test('a longer break ends nothing: what was filled in is there, and so is a newer version, which nobody is made to load', async () => {
  await askForBed(desk, DORMITORY);
  const came = await comes();
  const { page } = came;
  await page.clock.install();
  await page.goto(desk.address);
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('button', { name: 'Decline', exact: true }).first().click();
  await page.locator('input[value=PETS]').check();
  await page.route('**/desk/config', async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, build: 'another' } });
  });
  await cutOff(came);
  await page.clock.runFor(6 * 60_000);
  await page.getByText('No connection').waitFor();
  await cutOff(came, false);
  await clockRunsUntil(came, page.getByText('Connected', { exact: true }));
  await page.getByText('A new version is ready').waitFor();
  expect(await page.locator('input[value=PETS]').isChecked()).toBe(true);
  expect(await faultsOf(came)).toEqual([]);
  await page.getByRole('button', { name: 'Load it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
});

test('where the screens do not come it is said, and the page is loaded anew once the hub can be reached', async () => {
  const came = await comes();
  const { page } = came;
  await page.route('**/assets/shelter-*.js', (route) => route.abort());
  await buttonOf(came, 'intake-almaty').click();
  await page.getByLabel('Giving a place').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('The page did not load in full.').waitFor();
  expect(await faultsOf(came)).toEqual([]);
  await page.unroute('**/assets/shelter-*.js');
  await cutOff(came);
  await Promise.all([page.waitForEvent('requestfailed'), page.getByRole('button', { name: 'Try again' }).click()]);
  await cutOff(came, false);
  await page.getByText('The page did not load in full.').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await page.locator('.desk-count').first().waitFor();
});

test('lists are read to their end, and a request to several houses is answered with a room of any of them', async () => {
  const officer = desk.as('officer-almaty', 'POLICE_RESPONSE');
  for (const nights of [3, 4, 5]) {
    const input = { idempotencyKey: `several-${nights}`, regionCodes: ['KZ-35'], adults: 1, children: [], nights };
    const { data } = await officer.query(operation('BedRequestBroadcast'), { input });
    expect(data.bedRequestBroadcast.userErrors).toEqual([]);
  }
  const came = await comes();
  const { page } = came;
  // the page asks the hub for one at a time
  await page.route('**/graphql', (route) => {
    const { variables, ...body } = route.request().postDataJSON();
    return route.continue({ postData: { ...body, variables: { ...variables, ...(variables.first && { first: 1 }) } } });
  });
  await signInAs(came, 'intake-karaganda', 'SHELTER');
  await page.getByRole('link', { name: 'Requests' }).click();
  const cards = page.locator('.desk-card');
  await cards.nth(2).waitFor();
  await cards.first().getByRole('button', { name: 'Offer a place' }).click();
  const houses = page.getByLabel('House');
  const second = await houses.locator('option').nth(1).getAttribute('value');
  await houses.selectOption(second);
  await page.getByRole('radio').first().check();
  expect(await faultsOf(came)).toEqual([]);
  await page.getByRole('button', { name: 'Offer a place' }).first().click();
  await page.getByText('You have offered a place').waitFor();
  const [offered] = await sql(
    `SELECT u.shelter_id FROM placement p JOIN unit u ON u.id = p.unit_id WHERE p.broadcast_id IS NOT NULL`,
  );
  expect(offered.shelter_id).toBe(second);
});

test('who asked is called back by the number of its desk; where the part that knows it does not answer, the request is there', async () => {
  await askForBed(desk, DORMITORY, { nights: 6 });
  const came = await atWork();
  const { page } = came;
  await page.getByRole('link', { name: 'Requests' }).click();
  const card = page.locator('.desk-card').filter({ hasText: /6\snights/ });
  const number = card.getByRole('link', { name: /^\+7/ });
  await number.waitFor();
  expect(await number.getAttribute('href')).toMatch(/^tel:\+7000\d+$/);
  expect(await faultsOf(came)).toEqual([]);
  const directory = desk.hub.db('directory');
  await directory.query('ALTER TABLE duty_phone RENAME TO away');
  try {
    await page.getByRole('link', { name: 'Guests' }).click();
    await page.getByRole('link', { name: 'Requests' }).click();
    await card.getByText('no number is given').waitFor();
    await card.getByRole('button', { name: 'Accept' }).waitFor();
  } finally {
    await directory.query('ALTER TABLE away RENAME TO duty_phone');
  }
});

test('another language keeps what was filled in', async () => {
  await askForBed(desk, DORMITORY);
  const { page } = await atWork();
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('button', { name: 'Decline', exact: true }).first().click();
  await page.locator('input[value=PETS]').check();
  await page.getByLabel('Language', { exact: true }).selectOption('kk');
  await page.getByText('Неге болмайды?').waitFor();
  expect(await page.locator('input[value=PETS]').isChecked()).toBe(true);
  expect(await page.getAttribute('html', 'lang')).toBe('kk');
});

test('after signing out nothing is left: not by Back, not in the page', async () => {
  const came = await atWork();
  const { page } = came;
  await page.locator('.desk-count').first().waitFor();
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You have signed out.').waitFor();
  for (let i = 0; i < 3; i++) {
    await page.goBack().catch(() => null);
    if (!page.url().startsWith(desk.address)) break;
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.locator('.desk-count, .desk-card').count()).toBe(0);
  }
  await page.goto(desk.address);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await faultsOf(came)).toEqual([]);
});

test('tokens are renewed in memory, somebody who is away is asked and then signed out', async () => {
  const came = await comes();
  const { page } = came;
  await page.clock.install();
  await page.goto(desk.address);
  const tokens: string[] = [];
  page.on('requestfinished', (request) => {
    if (request.url().endsWith('/oidc/token'))
      tokens.push(new URLSearchParams(request.postData() ?? '').get('grant_type')!);
  });
  await signInAs(came, 'intake-almaty', 'SHELTER');
  await page.locator('.desk-count').first().waitFor();
  await page.clock.fastForward('03:30');
  await page.getByText('Connected').waitFor();
  for (let i = 0; i < 400 && tokens.length < 2; i++) await clockRuns(came);
  expect(tokens.slice(0, 2)).toEqual(['authorization_code', 'refresh_token']);
  await page.clock.fastForward('10:00');
  const dialog = page.getByRole('alertdialog');
  await dialog.waitFor();
  expect(await faultsOf(came)).toEqual([]);
  await dialog.getByRole('button', { name: 'Stay signed in' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.clock.fastForward('15:01');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await page.locator('.desk-count').count()).toBe(0);
});

test('who cannot reach the provider at the very moment at which a token runs out stays signed in', async () => {
  const came = await comes();
  const { page } = came;
  const at = Date.now();
  await page.clock.setFixedTime(at);
  await page.goto(desk.address);
  const answer = page.waitForResponse('**/oidc/token');
  await signInAs(came, 'intake-almaty', 'SHELTER');
  const { expires_in: lifetime } = await (await answer).json();
  await page.locator('.desk-count').first().waitFor();
  await page.route('**/oidc/token', (route) => route.abort());
  await page.clock.setFixedTime(at + lifetime * 1_000);
  await page.evaluate('dispatchEvent(new Event("online"))');
  await page.getByText('No connection').waitFor();
  expect(await page.locator('.desk-count').count()).toBeGreaterThan(0);
});

test('a house that publishes counts says how many are free, by kind', async () => {
  const came = await comes();
  const { page } = came;
  await signInAs(came, 'intake-karaganda', 'SHELTER');
  await page.getByLabel('House').selectOption({ label: 'Dawn' });
  await page.locator('.desk-count').first().waitFor();
  const free = page.locator('.desk-count__free strong').first();
  const was = Number(await free.textContent());
  await page.locator('.desk-step').first().click();
  await page.locator('.desk-step').first().click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Published.').waitFor();
  await free.filter({ hasText: new RegExp(`^${was - 2}$`) }).waitFor();
  expect(await faultsOf(came)).toEqual([]);
});

describe('what is served', () => {
  test('is never kept, runs nothing but our own files and is in no frame', async () => {
    const page = await fetch(desk.address);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
    });
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';/);
    const text = await page.text();
    expect(text).not.toMatch(/<style|style=|<script(?![^>]* src="\/desk\/assets\/)/);
    const [, script] = /src="(\/desk\/assets\/[^"]+)"/.exec(text)!;
    const file = await fetch(new URL(script!, desk.address));
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('content-security-policy')).toBe(policy);
    expect(file.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(file.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
    const plain = await fetch(new URL(script!, desk.address), { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBe(null);
    expect(await file.text()).toBe(await plain.text());
    expect((await fetch(new URL('config', desk.address))).headers.get('cache-control')).toBe('no-store');
    for (const none of ['assets/', '.vite/manifest.json', '.sources', 'assets/../index.html.map', 'nothing'])
      expect((await fetch(`${desk.address}${none}`)).status).toBe(404);
  });

  test('names in no language what this is for, before anybody has signed in', async () => {
    const came = await comes({ blank: true });
    const { page } = came;
    // accounts to try it with, which no hub at work has, say who they are
    await page.route('**/desk/config', async (route) => {
      const config = await (await route.fetch()).json();
      await route.fulfill({ json: { ...config, demoAccounts: [] } });
    });
    await page.goto(desk.address);
    for (const [language, signIn] of [
      ['en', 'Sign in'],
      ['ru', 'Войти'],
      ['kk', 'Кіру'],
    ] as const) {
      await page.locator('select').selectOption(language);
      await page.getByRole('button', { name: signIn, exact: true }).waitFor();
      expect([...(await telling(came)), ...(await faultsOf(came))]).toEqual([]);
    }
  });
});
