import { type ClientRequest, request } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { RATE_LIMITS } from '../../gateway/protection/rate-limits.js';
import { operation } from '../../scripts/operations.js';
import { AUDIENCE } from '../../standalone/seed/index.js';
import { signIn } from '../../standalone/sign-in.js';
import { agrees, loadQuestions, onward, upToReading } from './case.js';
import { type Desk, everybodyGoes, goTo, openDesk, signInAs, summaryFocused, visit } from './desk.js';
import { faultsOf } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  // those of production: ordinary work does not meet them
  desk = await openDesk({ rateLimits: RATE_LIMITS });
  await loadQuestions(desk);
});
afterAll(() => desk?.close());
afterEach(() => {
  free();
  return everybodyGoes(desk);
});

const count = async (subgraph: string, table: string): Promise<number> =>
  Number((await desk.hub.db(subgraph).query(`SELECT count(*) AS n FROM ${table}`))[0].n);

const hanging: ClientRequest[] = [];
const free = (): void => {
  for (const each of hanging.splice(0)) each.destroy();
};

/** As by a machine of his that hangs: as much of his as may be asked at once is under way, and comes to no end until it is cut off. */
async function everyPlaceTaken(): Promise<void> {
  const { origin } = new URL(desk.address);
  const token = await signIn({ issuer: `${origin}/oidc`, audience: AUDIENCE, sub: 'officer-almaty' });
  const officer = desk.as('officer-almaty', 'POLICE_RESPONSE');
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'purpose-of-use': 'POLICE_RESPONSE' },
    ...{ 'content-type': 'application/json', 'content-length': '100' },
  };
  // the place of one that was answered is free only a moment later: refused again and again, all of them hang
  for (let refused = 0; refused < 5; ) {
    const { status } = await officer.query(operation('Me'));
    refused = status === 429 ? refused + 1 : 0;
    if (refused > 0) continue;
    const one = request(`${origin}/graphql`, { method: 'POST', headers }).on('error', () => {});
    one.flushHeaders();
    hanging.push(one);
  }
}

test('an officer of whom the hub takes no more is told so in her language, loses nothing, and does it once when it does again', async () => {
  const came = await visit(desk);
  const { page } = came;
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  await upToReading(came);
  const before = [await count('consent', 'consent'), await count('referral', 'referral')];

  await everyPlaceTaken();
  await agrees(came);
  await summaryFocused(came);
  const summary = page.locator('.govuk-error-summary');
  for (const [language, text] of [
    ['ru', 'Слишком много запросов. Подождите минуту.'],
    ['kk', 'Сұрау тым көп. Бір минут күтіңіз.'],
    ['en', 'Too many requests. Wait a minute.'],
  ] as const) {
    await page.getByLabel(/^(Language|Язык|Тіл)$/).selectOption(language);
    await summary.getByText(text).waitFor();
    expect(await faultsOf(came)).toEqual([]);
  }
  expect(await page.locator('.desk-code').count()).toBe(0);
  expect([await count('consent', 'consent'), await count('referral', 'referral')]).toEqual(before);

  free();
  await onward(came);
  await page.locator('.desk-code').waitFor();
  expect([await count('consent', 'consent'), await count('referral', 'referral')]).toEqual(before.map((n) => n + 1));
});

test('what could not be shown comes by itself once it may be asked again', async () => {
  const came = await visit(desk);
  const { page } = came;
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  await page.locator('#regionCode').waitFor();
  for (const [section, there] of [
    ['answers', '.desk-facts'],
    ['new', '#regionCode'],
  ] as const) {
    await everyPlaceTaken();
    await goTo(came, section);
    await page.locator('[role=status]', { hasText: 'Too many requests. Wait a minute.' }).waitFor();
    expect(await faultsOf(came)).toEqual([]);
    free();
    await page.locator(there).waitFor();
  }
});
