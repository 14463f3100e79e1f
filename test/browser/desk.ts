import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { operation } from '../../scripts/operations.js';
import { publicPart } from '../../standalone/hub.js';
import { createIdentityProvider, DEMO_CONSOLE_CLIENT } from '../../standalone/identity-provider.js';
import { seedId } from '../../standalone/seed/ids.js';
import { AUDIENCE, DEMO_ACCOUNTS } from '../../standalone/seed/index.js';
import { signIn } from '../../standalone/sign-in.js';
import { upsertIssuer } from '../../subgraphs/directory/index.js';
import { type Client, clientAt } from '../hub/client.js';
import { freePorts } from '../hub/processes.js';
import { openTestHub, type TestHub, type TestHubOptions } from '../hub.js';
import { offered } from '../offered.js';
import { testServer } from '../setup/test-server.js';
import { openChromium } from './chromium.js';

/** The whole hub with its console, a real provider at which its staff sign in, and a real browser. */
export interface Desk {
  readonly hub: TestHub;
  readonly browser: Browser;
  readonly address: string;
  /** Who is there now */
  readonly visits: Visit[];
  /** One who signs in at the desk, at the API; `hub.as` is everybody else. */
  as(account: DeskAccount, purpose?: string): Client;
  close(): Promise<void>;
}

/** Who signs in at the provider of this desk; others keep that of all tests. */
const AT_THE_DESK = [
  'officer-almaty',
  'duty-officer-almaty',
  'scheduler-almaty',
  'examiner-almaty',
  'intake-almaty',
  'intake-karaganda',
] as const;
export type DeskAccount = (typeof AT_THE_DESK)[number];

const accountsOfDesk = DEMO_ACCOUNTS.filter(({ sub }) => AT_THE_DESK.includes(sub as DeskAccount));

export async function openDesk({
  idleMinutes = 15,
  ...limits
}: { readonly idleMinutes?: number } & Pick<TestHubOptions, 'rateLimits'> = {}): Promise<Desk> {
  const [port] = (await freePorts(1)) as [number];
  const origin = `http://127.0.0.1:${port}`;
  const address = `${origin}/desk/`;
  const issuer = `${origin}/oidc`;
  const { secrets } = testServer();
  const provider = await createIdentityProvider({
    issuer,
    audience: AUDIENCE,
    accounts: DEMO_ACCOUNTS,
    signingKey: secrets.identityProvider,
    cookieKeys: [secrets.cookies],
    redirectUris: [],
    consoleRedirectUri: address,
  });
  const hub = await openTestHub({
    port,
    // as in production: the console can send nothing that is not registered, and renews tokens of five minutes
    registeredOnly: true,
    tokenMaximumAgeMs: 300_000,
    console: {
      signIn: [{ issuer, clientId: DEMO_CONSOLE_CLIENT }],
      idleMinutes,
      demoAccounts: accountsOfDesk,
    },
    mount: (app) => app.use('/oidc', provider.handler),
    ...limits,
  });
  const directory = hub.db('directory');
  await upsertIssuer(directory, { issuer, audience: AUDIENCE, jwks: { keys: [publicPart(secrets.identityProvider)] } });
  await directory.query('UPDATE staff_member SET issuer = $1 WHERE subject = ANY($2)', [issuer, AT_THE_DESK]);
  await hub.refreshTrustList();
  const browser = await openChromium();
  return {
    hub,
    browser,
    address,
    visits: [],
    as: (account, purpose) =>
      clientAt(origin, account, purpose, 'en', signIn({ issuer, audience: AUDIENCE, sub: account })),
    async close() {
      await browser.close();
      await hub.close();
    },
  };
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Whatever the page has asked for that is not of the hub's origin */
  readonly foreign: readonly string[];
  /** Whatever was written into the browser's console */
  readonly said: readonly string[];
}

/** Somebody opens the console, in a language and on a screen of some width; or a blank page, to go there later. */
export async function visit(
  { browser, address, visits }: Desk,
  {
    language = 'en',
    width = 360,
    blank = false,
  }: { readonly language?: string; readonly width?: number; readonly blank?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: { kk: 'kk-KZ', ru: 'ru-KZ', en: 'en-GB' }[language]!,
    viewport: { width, height: width < 600 ? 740 : 800 },
    timezoneId: 'Asia/Almaty',
  });
  context.setDefaultTimeout(60_000);
  const foreign: string[] = [];
  const said: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(new URL(address).origin)) foreign.push(request.url());
  });
  context.on('console', (message) => said.push(message.text()));
  context.on('weberror', (error) => said.push(String(error.error())));
  const page = await context.newPage();
  if (!blank) await page.goto(address);
  const came = { context, page, foreign, said };
  visits.push(came);
  return came;
}

/** Everybody goes, also from a test that failed; nobody's page has asked anything of another origin, nor, where that is asked for, said anything. */
export async function everybodyGoes({ visits }: Desk, { silent = false } = {}): Promise<void> {
  const gone = visits.splice(0);
  await Promise.all(gone.map(({ context }) => context.close()));
  // the bench uses this desk as well, where there is no jest
  assert.deepEqual(
    gone.flatMap(({ foreign }) => foreign),
    [],
  );
  if (silent)
    assert.deepEqual(
      gone.flatMap(({ said }) => said),
      [],
    );
}

/** The button by which one of the desk signs in. */
export const buttonOf = ({ page }: Visit, account: DeskAccount) =>
  page.getByRole('button').filter({
    has: page.getByText(accountsOfDesk.find(({ sub }) => sub === account)!.label, { exact: true }),
  });

/** Signs in by one click, and says for what, where there is more than one purpose; then the first screen is there. */
export async function signInAs(came: Visit, account: DeskAccount, purpose: string): Promise<void> {
  const { page } = came;
  await buttonOf(came, account).click();
  const choice = page.locator(`input[value=${purpose}]`);
  const sections = page.locator('.desk-nav');
  await choice.or(sections).first().waitFor();
  if (await choice.isVisible()) {
    await choice.check();
    await page.locator('button[type=submit]').click();
  }
  await sections.waitFor();
}

/** Another section is turned to. */
export const goTo = ({ page }: Visit, section: string): Promise<void> =>
  page.locator(`.desk-nav a[href="#${section}"]`).click();

/** The summary of what is wrong has the focus, or gets it once it is drawn. */
export const summaryFocused = ({ page }: Visit): Promise<void> => page.locator('.govuk-error-summary:focus').waitFor();

/** Goes on by Tab until it has the focus, or one of several has. */
export async function tabTo({ page }: Visit, target: Locator): Promise<void> {
  const there = target.and(page.locator(':focus'));
  await target.first().waitFor({ state: 'attached' });
  for (let i = 0; i < 150; i++) {
    if ((await there.count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Nobody gets to ${target} by Tab.`);
}

/** Presses or chooses it as somebody does who has no pointer. */
export async function byKeyboard(came: Visit, target: Locator): Promise<void> {
  const { keyboard } = came.page;
  await target.waitFor({ state: 'attached' });
  const type = await target.getAttribute('type');
  if (type !== 'radio') {
    await tabTo(came, target);
    return keyboard.press(type === 'checkbox' ? 'Space' : 'Enter');
  }
  // one of a group is reached by Tab, the others by arrows, which choose
  const group = came.page.locator(`input[type=radio][name="${await target.getAttribute('name')}"]`);
  await tabTo(came, group);
  await keyboard.press('Space');
  for (let i = await group.count(); i > 0 && !(await target.isChecked()); i--) await keyboard.press('ArrowDown');
}

/** The network is cut, or there again, and the page has noticed: until then what is sent counts as having left. */
export async function cutOff({ context, page }: Visit, cut = true): Promise<void> {
  await context.setOffline(cut);
  await page.waitForFunction(`navigator.onLine !== ${cut}`);
}

/** The clock of a page that has one of its own goes on a little: slowly enough that what was asked is answered before it counts as lost. */
export async function clockRuns({ page }: Visit): Promise<void> {
  await page.clock.runFor(250);
  await page.waitForTimeout(50);
}

/** The clock of such a page runs until something is seen. */
export async function clockRunsUntil(came: Visit, seen: Locator): Promise<void> {
  for (let i = 0; i < 1_000 && !(await seen.isVisible()); i++) await clockRuns(came);
  await seen.waitFor();
}

/** The hub does it, and its answer is lost on the way. */
export async function losing({ page }: Visit, name: string): Promise<void> {
  await page.unroute('**/graphql');
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes(hashOf(name))) return route.continue();
    await route.fetch();
    await route.abort();
  });
}

/** How a request names what it asks for. */
export const hashOf = (name: string): string => createHash('sha256').update(operation(name)).digest('hex');

/**
 * How often something is asked for in a round in which nothing happens, though the page is told each time that it is on line again; the first rounds may
 * fall together with what has happened before. Each look at what is about people stands in their access logs.
 */
export async function looksWhileNothingHappens({ page }: Visit, name: string): Promise<number> {
  let looks = 0;
  page.on('request', (request) => {
    if (request.postData()?.includes(hashOf(name))) looks++;
  });
  let before = -1;
  for (let round = 0; round < 20 && looks !== before; round++) {
    before = looks;
    const asked = page.waitForResponse((answer) => !!answer.request().postData()?.includes(hashOf('Me')));
    await page.evaluate('dispatchEvent(new Event("online"))');
    await asked;
  }
  return looks - before;
}

let keys = 0;

/** An officer asks the shelter of intake-almaty for a bed. */
export async function askForBed(desk: Desk, unit: string, household: object = {}): Promise<string> {
  const officer = desk.as('officer-almaty', 'POLICE_RESPONSE');
  const input = {
    idempotencyKey: `desk-bed-${keys++}`,
    unitId: offered('officer-almaty', seedId(unit)),
    adults: 1,
    children: [],
    ...household,
  };
  const { data, errors } = await officer.query(operation('BedHold'), { input });
  if (errors || data.bedHold.userErrors.length > 0) throw new Error(JSON.stringify({ errors, data }));
  asked.push(data.bedHold.placement.id);
  return data.bedHold.placement.id;
}

const asked: string[] = [];

/** Gives back what was asked for and nobody came for: the next test finds the house as the first did. */
export async function giveBack(desk: Desk): Promise<void> {
  const officer = desk.as('officer-almaty', 'POLICE_RESPONSE');
  for (const holdId of asked.splice(0)) await officer.query(operation('BedRelease'), { input: { holdId } });
}
