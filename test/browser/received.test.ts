/**
 * Promise: who answers the telephone at a house or at a clinic finds what is read out, sees what she let travel and why the rest is not shown, contacts
 * her only as she allows, and answers.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Request } from 'playwright-core';
import { carriedOut } from '../../scripts/demo/door.js';
import { seedId } from '../../standalone/seed/ids.js';
import { CENTRE, chip, onward } from './case.js';
import {
  byKeyboard,
  type Desk,
  type DeskAccount,
  everybodyGoes,
  goTo,
  hashOf,
  losing,
  openDesk,
  signInAs,
  summaryFocused,
  tabTo,
  type Visit,
  visit,
} from './desk.js';
import { faultsInEach, faultsOf } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());
afterEach(() => everybodyGoes(desk));

const POLICE = seedId('agency:police-almaty-auezov');
const UNIT = seedId('unit:police-almaty-auezov/1');
const CLINIC = seedId('agency:clinic-almaty');
const NUMBER = '+77015550142';
const TOLD = 'It was in the kitchen.';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const key = () => ({ idempotencyKey: randomUUID() });
const sql = (text: string, values: unknown[] = []) => desk.hub.db('referral').query(text, values);

/** An officer refers her; what she told goes by a consent of its own. */
async function referred(recipient: string, purpose: string, service: string, windows: object[], channel = 'PHONE') {
  const officer = desk.as('officer-almaty', 'POLICE_RESPONSE');
  const done = (mutation: string, input: object) => carriedOut(officer, mutation, { ...key(), ...input });
  const { victimId } = await done('victimRegister', {});
  const grant = async (categories: string[]): Promise<string> =>
    (
      await done('consentGrant', {
        ...{ victimId, recipient, purposes: [purpose], categories, expiresAt: inDays(2.9), provisional: true },
        ...{
          form: 'ORAL_WITNESSED',
          language: 'kk',
          interpreter: 'NONE',
          witnessed: true,
          consequencesExplained: true,
        },
      })
    ).consent.id;
  await done('legalBasisRecord', {
    ...{ victimId, kind: 'STATUTORY_DUTY', reason: 'A report to 102.', reviewAt: inDays(7) },
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'REFERRAL'],
  });
  const allConsentId = await grant(['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'REFERRAL']);
  const consentId = await grant(['INCIDENT']);
  await done('incidentReport', {
    ...{ victimId, occurredAt: inDays(-0.4), lastContactAt: inDays(-0.4), channel: 'CALL_102', violence: ['THREAT'] },
    ...{ account: TOLD, regionCode: 'KZ-75' },
  });
  await done('personDetailsRecord', {
    victimId,
    identity: { familyName: 'Ойданова', givenName: 'Айгүл', birthDate: '1990-03-05', languages: ['kk'] },
    household: { members: [{ relation: 'CHILD', age: 4, sex: 'MALE', needs: ['insulin'] }], pets: 1 },
    safeContact: {
      ...{ channel, number: NUMBER, windows, zone: 'Asia/Almaty', leaveNoTrace: true },
      ...{ codeName: 'Қызғалдақ', wording: 'Кітапханадан.' },
    },
  });
  const { referral } = await done('referralSend', {
    ...{ victimId, recipient, service, urgency: 'STAT' },
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT'],
  });
  return {
    ...(referral as { id: string; code: string }),
    withdrawn: () => carriedOut(officer, 'consentWithdraw', { victimId, consentId }),
    closed: async () => {
      for (const each of [consentId, allConsentId])
        await carriedOut(officer, 'consentWithdraw', { victimId, consentId: each });
    },
  };
}

/** One that names nobody. */
async function sends(
  idempotencyKey: string,
  account: DeskAccount,
  purpose: string,
  to: object,
): Promise<{ id: string; code: string }> {
  const input = { idempotencyKey, urgency: 'STAT', categories: [], ...to };
  return (await carriedOut(desk.as(account, purpose), 'referralSend', input)).referral;
}

const stateOf = async (id: string) => (await sql('SELECT * FROM referral WHERE id = $1', [id]))[0];

const SAID = {
  kk: {
    ...{ find: 'Табу', came: 'Не келді', back: 'Артқа', contact: 'Онымен байланысу', mayI: 'Қазір бола ма?' },
    ...{ record: 'Жазу', seen: 'Көрдік', take: 'Өзіме алу', ask: 'Сұрау', decline: 'Бас тарту' },
    ...{ notFound: 'Бұл кодпен сізге ештеңе келмеген', notSent: 'бұл жолдамамен бірге келген жоқ' },
    ...{
      notShared: 'ол мұны сізге ашпаған',
      known: 'Қалай аяқталғанын білемін',
      boy: 'ұл, 4 жас',
      born: '5 наурыз 1990',
    },
  },
  ru: {
    ...{ find: 'Найти', came: 'Что пришло', back: 'Назад', contact: 'Связаться с ней', mayI: 'Можно ли сейчас?' },
    ...{ record: 'Записать', seen: 'Увидели', take: 'Взять себе', ask: 'Спросить', decline: 'Отказать' },
    ...{ notFound: 'С этим кодом к вам ничего не поступало', notSent: 'с этим направлением это не передано' },
    ...{
      notShared: 'она вам это не открыла',
      known: 'Я знаю, чем закончилось',
      boy: 'мальчик, 4 года',
      born: '5 марта 1990',
    },
  },
  en: {
    ...{ find: 'Find', came: 'What came', back: 'Back', contact: 'Contact her', mayI: 'May I now?' },
    ...{ record: 'Record it', seen: 'We have it', take: 'Take it on', ask: 'Ask', decline: 'Decline' },
    ...{ notFound: 'Nothing with this code has come to you', notSent: 'it did not come with this referral' },
    ...{
      notShared: 'she has not opened it to you',
      known: 'I know how it ended',
      boy: 'boy, 4 years',
      born: '5 March 1990',
    },
  },
} as const;

async function comes(account: DeskAccount, purpose: string, language: string, width: number): Promise<Visit> {
  const came = await visit(desk, { language, width });
  await signInAs(came, account, purpose);
  await goTo(came, 'received');
  await came.page.locator('#code').waitFor();
  return came;
}

describe.each([
  ['kk', 360],
  ['ru', 1280],
  ['en', 360],
] as const)('at a house in %s on %d px', (language, width) => {
  test('the code is found, what came is shown, she is contacted by her rule, they are asked, and told no', async () => {
    const words = SAID[language];
    const { id, code, withdrawn } = await referred(CENTRE, 'SHELTER', 'SHELTER', [
      { weekdays: EVERY_DAY, from: '00:00', to: '00:00' },
    ]);
    const came = await comes('intake-almaty', 'SHELTER', language, width);
    const { page } = came;
    const card = page.locator('.desk-card').filter({ hasText: code });
    const faults: string[] = [];
    const look = async () => void faults.push(...(await faultsOf(came)));
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const inCard = (name: string) => card.getByRole('button', { name, exact: true }).click();
    await page.locator('.desk-nav a[href="#received"] .desk-nav__count').waitFor();
    await page.locator('#code').fill('12');
    await press(words.find);
    await summaryFocused(came);
    await look();
    await page.locator('#code').fill('000 000 000-1');
    await press(words.find);
    await page.getByText(words.notFound).waitFor();
    await page.locator('#code').fill(code.replaceAll('-', ' '));
    await press(words.find);
    await card.waitFor();
    expect(await page.locator('.desk-card').count()).toBe(1);

    await inCard(words.came);
    await card.getByText('Ойданова Айгүл').waitFor();
    await card.getByText(TOLD).waitFor();
    await card.getByText('қазақша').waitFor();
    await card.getByText(words.born).waitFor();
    await card.getByText(new RegExp(`^${words.boy.replaceAll(' ', '\\s')}, insulin$`)).waitFor();
    await card.getByText(words.notSent).waitFor();
    expect(await page.textContent('body')).not.toContain(NUMBER);
    await look();
    await withdrawn();
    await inCard(words.back);
    await inCard(words.came);
    await card.getByText(words.notShared).waitFor();
    expect(await page.textContent('body')).not.toContain(TOLD);
    await inCard(words.back);

    // her number is there when her rule permits it, and not before
    await inCard(words.contact);
    await page.locator('input[value=SMS]').check();
    await inCard(words.mayI);
    await summaryFocused(came);
    expect(await page.textContent('body')).not.toContain(NUMBER);
    await page.locator('input[value=PHONE]').check();
    await inCard(words.mayI);
    await card.locator(`a[href="tel:${NUMBER}"]`).waitFor();
    await card.getByText('Қызғалдақ').waitFor();
    await look();
    // whoever comes back to it later finds it again, without what it said
    await inCard(words.back);
    await goTo(came, 'places');
    await goTo(came, 'received');
    await inCard(words.contact);
    await inCard(words.mayI);
    // it may be a colleague who is speaking with her
    await inCard(words.known);
    await page.locator('input[value=REACHED_HER_SAFELY]').check();
    expect(await page.textContent('body')).not.toContain(NUMBER);
    await inCard(words.record);
    await summaryFocused(came);
    await look();
    await page.locator('input[value=SAME]').check();
    await inCard(words.record);
    await page.locator('.desk-done').waitFor();
    const [attempt] = await sql('SELECT outcome FROM contact_attempt ORDER BY started_at DESC LIMIT 1');
    expect(attempt.outcome).toBe('REACHED_HER_SAFELY');

    await inCard(words.seen);
    await page.locator('#done').waitFor();
    await inCard(words.take);
    await card.getByRole('button', { name: words.take }).waitFor({ state: 'detached' });
    await inCard(words.ask);
    await card.locator('button[type=submit]').click();
    await summaryFocused(came);
    await look();
    await page.locator('input[value=MORE_OF_HER_RECORD]').check();
    await page.locator('input[value=RISK]').check();
    await card.locator('button[type=submit]').click();
    await card.getByRole('button', { name: words.ask, exact: true }).waitFor({ state: 'detached' });
    await card.locator('form').waitFor({ state: 'detached' });
    expect(await stateOf(id)).toMatchObject({ state: 'RECEIVED', recipient_holder: seedId('staff:intake-almaty') });
    await look();
    await inCard(words.decline);
    await page.locator('input[value=UNSAFE_LOCATION]').check();
    await look();
    await card.locator('button[type=submit]').click();
    await page.locator('#done:focus').waitFor();
    expect(await stateOf(id)).toMatchObject({ state: 'DECLINED_BY_SERVICE', decline_reason: 'UNSAFE_LOCATION' });
    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});

test('a press on her number never rings when a messenger is agreed; what was permitted is not said after it, and how it ended is recorded also when her record has closed', async () => {
  const { code, closed } = await referred(
    CENTRE,
    'SHELTER',
    'SHELTER',
    [{ weekdays: EVERY_DAY, from: '00:00', to: '00:00' }],
    'MESSENGER',
  );
  const came = await comes('intake-almaty', 'SHELTER', 'en', 360);
  const { page } = came;
  const card = page.locator('.desk-card').filter({ hasText: code });
  const inCard = (name: string) => card.getByRole('button', { name, exact: true }).click();
  const contacts = async () => {
    await inCard('Contact her');
    await page.locator('input[value=MESSENGER]').check();
    await inCard('May I now?');
  };
  const end = page.locator('input[value=UNSAFE]');
  await contacts();
  await card.getByText(NUMBER).waitFor();
  expect(await card.locator(`a[href*="${NUMBER}"]`).count()).toBe(0);
  expect(await page.locator('#done').count()).toBe(0);
  expect(await faultsOf(came)).toEqual([]);
  // what has begun is there again, as long as it has no end
  await inCard('Back');
  await inCard('Contact her');
  await card.getByText(NUMBER).waitFor();
  await end.waitFor();
  await goTo(came, 'places');
  await goTo(came, 'received');
  await contacts();
  await card.getByText('Permitted until').waitFor();
  await summaryFocused(came);
  expect(await end.count()).toBe(0);
  // it was not about a field that is still there
  expect(await page.locator('.govuk-error-summary a').count()).toBe(0);
  await inCard('Back');
  await page.locator('.govuk-error-summary').waitFor({ state: 'detached' });
  await inCard('Contact her');
  await inCard('I know how it ended');
  await end.waitFor();
  await closed();
  await card.getByText('Her record is not open to you any more').waitFor();
  await inCard('Back');
  await inCard('Contact her');
  await inCard('I know how it ended');
  await end.check();
  expect(await faultsOf(came)).toEqual([]);
  await losing(came, 'ContactRecord');
  await inCard('Record it');
  await summaryFocused(came);
  await page.unroute('**/graphql');
  await inCard('Record it');
  await page.locator('.desk-done').getByText('Recorded').waitFor();
  const [attempt] = await sql('SELECT outcome FROM contact_attempt ORDER BY started_at DESC LIMIT 1');
  expect(attempt.outcome).toBe('UNSAFE');
});

test('what is shown after a press was asked for after it, also while an older question has no answer yet', async () => {
  const toHouse = { recipient: CENTRE, service: 'SHELTER' };
  const { code } = await sends('taken by one', 'officer-almaty', 'POLICE_RESPONSE', toHouse);
  const came = await comes('intake-almaty', 'SHELTER', 'en', 360);
  const { page } = came;
  const take = page.locator('.desk-card').filter({ hasText: code }).getByRole('button', { name: 'Take it on' });
  await take.waitFor();
  let isAsked = () => {};
  let answered = () => {};
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const answer = new Promise<void>((resolve) => {
    answered = resolve;
  });
  let isFirst = true;
  await page.route('**/graphql', async (route) => {
    if (!isFirst || !route.request().postData()?.includes(hashOf('ReferralInboxWork'))) return route.continue();
    isFirst = false;
    const response = await route.fetch();
    isAsked();
    await answer;
    await route.fulfill({ response }).catch(() => {});
  });
  const isOfList = (request: Request) => !!request.postData()?.includes(hashOf('ReferralInboxWork'));
  // its event is a reason to ask
  await sends('another one', 'officer-almaty', 'POLICE_RESPONSE', toHouse);
  await asked;
  // before the older one counts as lost, after twelve seconds
  const anew = page.waitForRequest(isOfList, { timeout: 10_000 });
  await take.click();
  await anew;
  await take.waitFor({ state: 'detached' });
  answered();
  await page.unroute('**/graphql');
});

test('a look that has no answer is made again only by a press', async () => {
  const { code } = await referred(CENTRE, 'SHELTER', 'SHELTER', [{ weekdays: EVERY_DAY, from: '00:00', to: '00:00' }]);
  const came = await comes('intake-almaty', 'SHELTER', 'en', 360);
  const { page } = came;
  const card = page.locator('.desk-card').filter({ hasText: code });
  let looks = 0;
  await page.clock.install();
  await page.route('**/graphql', (route) => {
    if (!route.request().postData()?.includes(hashOf('ReferralSays'))) return route.fallback();
    looks++;
    return route.abort();
  });
  await card.getByRole('button', { name: 'What came' }).click();
  const again = card.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  await page.clock.runFor(20_000);
  expect(looks).toBe(1);
  expect(await faultsOf(came)).toEqual([]);
  await page.unroute('**/graphql');
  await again.press('Enter');
  await card.getByText(TOLD).waitFor();
  await card.locator('.desk-opened:focus').waitFor();
});

test('of one who is not named it is said that nothing is shown, and why; what a colleague has done meanwhile is said, and shown', async () => {
  const { id, code } = await sends('to the house', 'officer-almaty', 'POLICE_RESPONSE', {
    recipient: CENTRE,
    service: 'SHELTER',
  });
  const came = await comes('intake-almaty', 'SHELTER', 'en', 360);
  const { page } = came;
  const card = page.locator('.desk-card').filter({ hasText: code });
  const inCard = (name: string) => card.getByRole('button', { name, exact: true }).click();
  await inCard('What came');
  await card.getByText('Not shown: nobody is named').waitFor();
  await inCard('Back');
  expect(await card.getByRole('button', { name: 'Contact her' }).count()).toBe(0);
  // the page learns nothing of it until it asks again
  await page.route('**/*', (route) =>
    route.request().postData()?.includes(hashOf('ReferralInboxWork')) ? route.abort() : route.fallback(),
  );
  await carriedOut(desk.as('intake-almaty', 'SHELTER'), 'referralAccept', { referralId: id, expectedVersion: 1 });
  await inCard('Decline');
  await page.locator('input[value=NO_CAPACITY]').check();
  await card.locator('button[type=submit]').click();
  await summaryFocused(came);
  await page.unroute('**/*');
  expect((await stateOf(id)).state).toBe('ACCEPTED');
  expect(await faultsOf(came)).toEqual([]);
  await goTo(came, 'places');
  await goTo(came, 'received');
  await card.getByRole('button', { name: 'Begin', exact: true }).waitFor();
});

test('at a clinic what came is read, she is not contacted at an hour that is not safe, and is accepted, by keyboard alone', async () => {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Almaty', hour: '2-digit', hourCycle: 'h23' }).format(),
  );
  const at = (n: number) => `${String((hour + n) % 24).padStart(2, '0')}:00`;
  const { id, code } = await referred(CLINIC, 'FORENSIC_EXAM', 'FORENSIC_EXAM', [
    { weekdays: EVERY_DAY, from: at(5), to: at(7) },
  ]);
  const came = await comes('scheduler-almaty', 'FORENSIC_EXAM', 'ru', 1280);
  const { page } = came;
  const press = (name: string) => byKeyboard(came, page.getByRole('button', { name, exact: true }));
  await tabTo(came, page.locator('#code'));
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.getByText('Найдено.').waitFor();
  await press('Что пришло');
  await page.getByText(TOLD).waitFor();
  // who has sent it is said by name, and nothing else tells
  expect((await faultsInEach(came)).filter((fault) => !/^(полиц|police)$/i.test(fault))).toEqual([]);
  await page.getByText(TOLD).waitFor();
  await press('Назад');
  await press('Связаться с ней');
  await press('Можно ли сейчас?');
  await summaryFocused(came);
  await page.locator('.govuk-error-summary').getByText('небезопасно').waitFor();
  expect(await page.textContent('body')).not.toContain(NUMBER);
  expect(await faultsOf(came)).toEqual([]);
  await press('Назад');
  await press('Принять');
  await page.locator('#done:focus').waitFor();
  expect((await stateOf(id)).state).toBe('ACCEPTED');
  expect(await faultsOf(came)).toEqual([]);
});

describe('at a police unit', () => {
  const toUs = async (): Promise<Visit> => {
    const came = await visit(desk, { language: 'kk' });
    await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
    await goTo(came, 'answers');
    await chip(came, 'which', 'received').check();
    return came;
  };

  test('what others send to it is accepted and ended', async () => {
    const { id } = await sends('to the police', 'intake-almaty', 'SHELTER', {
      recipient: POLICE,
      recipientUnit: UNIT,
      service: 'POLICE_RESPONSE',
    });
    const came = await toUs();
    const { page } = came;
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await press('Қабылдау');
    await press('Бастау');
    await press('Аяқтау');
    await press('Аяқтау');
    await summaryFocused(came);
    expect(await faultsOf(came)).toEqual([]);
    await page.locator('input[value=SERVICE_GIVEN]').check();
    await press('Аяқтау');
    await page.locator('.desk-empty').waitFor();
    expect(await stateOf(id)).toMatchObject({ state: 'COMPLETED', outcome: 'SERVICE_GIVEN' });
  });

  test('what it has sent is not looked at while that is shown', async () => {
    const to = { recipient: POLICE, recipientUnit: UNIT, service: 'POLICE_RESPONSE' };
    const first = await sends('before it looks', 'intake-almaty', 'SHELTER', to);
    const came = await toUs();
    const { page } = came;
    const card = ({ code }: { readonly code: string }) => page.locator('.desk-card').filter({ hasText: code });
    await card(first).waitFor();
    let looks = 0;
    page.on('request', (request) => {
      if (request.postData()?.includes(hashOf('ReferralOutboxWork'))) looks++;
    });
    const next = await sends('while it looks', 'intake-almaty', 'SHELTER', to);
    await card(next).waitFor();
    expect(looks).toBe(0);
    await chip(came, 'which', 'open').check();
    await card(first).waitFor({ state: 'detached' });
    await page.locator('.desk-card, .desk-empty').first().waitFor();
    expect(looks).toBeGreaterThan(0);
  });

  test('the code of what it has sent itself is in no list of what was sent to it', async () => {
    const { code } = await sends('from the police', 'officer-almaty', 'POLICE_RESPONSE', {
      recipient: CENTRE,
      service: 'SHELTER',
    });
    const came = await toUs();
    const { page } = came;
    await page.locator('#code').fill(code);
    await onward(came);
    await page.getByText(SAID.kk.notFound).waitFor();
    expect(await page.locator('.desk-card').count()).toBe(0);
    await page.getByRole('button', { name: 'Бәрін көрсету' }).click();
    await page.getByRole('button', { name: SAID.kk.find }).and(page.locator(':focus')).waitFor();
  });
});
