import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import { agrees, atStep, CENTRE, chip, loadQuestions, onward, upToReading } from './case.js';
import {
  askForBed,
  cutOff,
  type Desk,
  everybodyGoes,
  giveBack,
  goTo,
  hashOf,
  looksWhileNothingHappens,
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
  // more than a page of what is over, as a unit has after its first months
  await desk.hub.db('forensic-appointment').query(
    `INSERT INTO appointment (clinic_id, clinic_agency, examiner_id, kind, priority, starts_at, ends_at, holder_agency, holder_unit,
       holder_staff, state, held_until, ended_at)
     SELECT c.id, c.agency, e.id, 'PHYSICAL_INJURY', 'ROUTINE', t, t + interval '30 minutes', $1, $2, 'somebody', 'LAPSED', t, t
     FROM (SELECT * FROM examiner ORDER BY id LIMIT 1) e JOIN clinic c ON c.id = e.clinic_id
     CROSS JOIN LATERAL (SELECT now() - n * interval '1 day' AS t FROM generate_series(2, 130) n) past`,
    [POLICE, UNIT],
  );
});
afterAll(() => desk?.close());
afterEach(() => everybodyGoes(desk));

async function comes(options?: Parameters<typeof visit>[1]): Promise<Visit> {
  const came = await visit(desk, options);
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  return came;
}
const POLICE = seedId('agency:police-almaty-auezov');
const UNIT = seedId('unit:police-almaty-auezov/1');
const sql = (text: string, values: unknown[] = []) => desk.hub.db('referral').query(text, values);
const referrals = async (): Promise<number> => Number((await sql('SELECT count(*) AS n FROM referral'))[0].n);
const newest = async () => (await sql('SELECT * FROM referral ORDER BY sent_at DESC LIMIT 1'))[0];
/** What the centre does with a referral, through the API. */
async function centre(name: string, input: object): Promise<void> {
  const { data, errors } = await desk.as('intake-almaty', 'SHELTER').query(operation(name), { input });
  expect({
    errors,
    problems: Object.values<{ userErrors: unknown[] }>(data ?? {}).flatMap((p) => p.userErrors),
  }).toEqual({
    errors: undefined,
    problems: [],
  });
}

describe.each([
  ['kk', 360],
  ['ru', 360],
  ['en', 1280],
] as const)('a night in %s on %d px', (language, width) => {
  test('a case is reported, asked about, agreed to and referred; a place and a time are held; the answer comes', async () => {
    const came = await comes({ language, width });
    const { page } = came;
    const faults: string[] = [];
    const look = async () => void faults.push(...(await faultsOf(came)));
    await page.locator('#regionCode').waitFor();
    await onward(came);
    await summaryFocused(came);
    await look();
    await page.locator('details summary').last().click();
    await upToReading(came, look);
    await onward(came);
    await summaryFocused(came);
    await look();
    await agrees(came);
    await atStep(came, 5);
    const shown = await page.locator('.desk-code').textContent();
    expect(shown).toMatch(/^\d{3} \d{3} \d{3}-\d$/);
    await page.locator('.desk-countdown').waitFor();
    await look();
    const sent = await newest();
    expect(sent).toMatchObject({
      recipient: CENTRE,
      service: 'SHELTER',
      urgency: 'STAT',
      categories: ['INCIDENT', 'RISK'],
    });

    // a place
    await goTo(came, 'places');
    await page.locator('button', { hasText: '+' }).nth(1).waitFor();
    await page.locator('.desk-narrow button').first().click();
    await page.locator('.desk-child').waitFor();
    const code = (await page.locator('.desk-chip:has([name=whom]:checked)').textContent())!;
    expect(code.replace(/[^-\d]/g, '')).toBe(shown!.replace(/[^-\d]/g, ''));
    // none of its parts goes on in the next line, also where the words before it leave little room
    const lines = `[...document.querySelectorAll('.desk-whole')].map((part) => part.getClientRects().length)`;
    expect(await page.evaluate(lines)).toEqual([1, 1, 1]);
    await onward(came);
    await page.locator('#found .desk-card').first().waitFor();
    await look();
    await page.locator('#found .desk-card button').first().click();
    await page.locator('.desk-card .desk-countdown').first().waitFor();
    await look();

    // a time
    await goTo(came, 'times');
    await page.locator('#regionCode').waitFor();
    expect(await chip(came, 'kind', 'STRANGULATION').isChecked()).toBe(true);
    await onward(came);
    await page.locator('a[href="tel:103"]').waitFor();
    await page.locator('.desk-card').first().waitFor();
    await look();
    // the first one could pass before it is held
    await page.locator('h4 ~ .desk-buttons button').nth(3).click();
    await page.locator('h3 ~ .desk-countdown').waitFor();
    await look();
    await page.locator('h3 ~ .desk-buttons button').first().click();
    await page.locator('h3 ~ .desk-countdown').waitFor({ state: 'detached' });
    await page.locator('.desk-buttons .govuk-button--secondary').first().click();
    await page.locator('.govuk-button--warning').click();
    await summaryFocused(came);
    await look();
    await page.locator('input[value=BOOKED_IN_ERROR]').check();
    await page.locator('.govuk-button--warning').click();
    await page.locator('.desk-empty').waitFor();

    // the centre asks, is answered, and takes her
    await centre('ReferralAsk', {
      idempotencyKey: `ask ${sent.id}`,
      referralId: sent.id,
      question: 'WHEN_CAN_SHE_COME',
    });
    await goTo(came, 'answers');
    await page.locator('.desk-card form').waitFor();
    await onward(came);
    await summaryFocused(came);
    await look();
    await page.locator('input[value=TOLD_BY_PHONE]').check();
    await onward(came);
    await page.locator('.desk-empty').waitFor();
    await centre('ReferralAccept', { referralId: sent.id });
    await chip(came, 'which', 'open').check();
    await page.locator('.desk-card').first().waitFor();
    await look();
    expect((await newest()).state).toBe('ACCEPTED');

    // whoever comes next is not looked for a place as she was
    await goTo(came, 'new');
    await page.locator('main .govuk-button--secondary').last().click();
    await page.locator('#regionCode').waitFor();
    await goTo(came, 'places');
    await page.locator('.desk-narrow').waitFor();
    expect(await page.locator('.desk-child, [name=whom]').count()).toBe(0);

    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});

test('who has one purpose is asked for none, not even for a moment', async () => {
  const came = await visit(desk, { blank: true });
  const { page } = came;
  await page.addInitScript(`new MutationObserver(() => {
    if (document.querySelector('[name=purpose]')) window.wasAsked = true;
  }).observe(document, { subtree: true, childList: true })`);
  await page.goto(desk.address);
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  expect(await page.evaluate('window.wasAsked')).toBeUndefined();
});

test('where the network is cut in the middle nothing is said to be sent, and pressing again sends one referral', async () => {
  const came = await comes();
  const { page } = came;
  await upToReading(came);
  const before = await referrals();
  await cutOff(came);
  await agrees(came);
  await page.getByText('NOT sent').waitFor();
  await summaryFocused(came);
  await page.locator('a[href="tel:150"]').waitFor();
  expect(await page.locator('.desk-code').count()).toBe(0);
  expect(await faultsOf(came)).toEqual([]);
  // what could not leave needs no taking back
  await page.getByRole('button', { name: 'She does not agree' }).click();
  await page.getByText('Nothing was sent').waitFor();
  await cutOff(came, false);
  await losing(came, 'ConsentGrant');
  await onward(came);
  await page.getByText('NOT KNOWN').waitFor();
  await page.unroute('**/graphql');
  await onward(came);
  await page.locator('.desk-code').waitFor();
  expect(await referrals()).toBe(before + 1);
});

test('who takes her yes back on a broken line has nothing left at the hub, and is told so only then', async () => {
  const came = await comes();
  const { page } = came;
  const before = await referrals();
  await upToReading(came);
  // read out without the answers; with them it is another text, which she has not heard
  await page.goBack();
  await atStep(came, 3);
  await chip(came, 'categories', 'RISK').uncheck();
  await onward(came);
  await atStep(came, 4);
  await chip(came, 'consequencesExplained', 'yes').check();
  await chip(came, 'witness', 'STAFF_MEMBER').check();
  await page.goBack();
  await atStep(came, 3);
  await chip(came, 'categories', 'RISK').check();
  await page.goForward();
  await atStep(came, 4);
  await page.locator('.desk-read strong').first().filter({ hasText: /./ }).waitFor();
  expect(await page.locator('[name=consequencesExplained]:checked, [name=witness]:checked').count()).toBe(0);

  // both are done, and the answer to the second is lost
  await losing(came, 'ReferralSend');
  await agrees(came);
  await page.getByText('NOT KNOWN').waitFor();
  const { id } = await newest();
  const consent = async () =>
    (await desk.hub.db('consent').query('SELECT * FROM consent ORDER BY granted_at DESC LIMIT 1'))[0];
  expect(await consent()).toMatchObject({ recipient_agency: CENTRE, withdrawn_at: null });
  const refuses = () => page.getByRole('button', { name: 'She does not agree' }).click();
  await losing(came, 'ReferralNotWanted');
  const lost = page.waitForEvent('requestfailed');
  await refuses();
  await lost;
  await page.getByText('NOT KNOWN').waitFor();
  expect(await page.locator('.desk-warning').count()).toBe(0);
  await page.unroute('**/graphql');
  await refuses();
  await page.getByText('All of it is taken back').waitFor();
  expect((await consent()).withdrawn_at).toBeInstanceOf(Date);
  expect(await newest()).toMatchObject({ id, state: 'NOT_WANTED_BY_HER' });

  // when she agrees after that, and to another of the same, each is a new one
  await agrees(came);
  await page.locator('.desk-code').waitFor();
  await page.getByRole('button', { name: 'Refer to another' }).click();
  await chip(came, 'service', 'SHELTER').check();
  await page.locator(`input[value="${CENTRE}"]`).check();
  await onward(came);
  await atStep(came, 4);
  await page.locator('.desk-read strong').first().filter({ hasText: /./ }).waitFor();
  await agrees(came);
  await page.locator('.desk-code').waitFor();
  expect(await referrals()).toBe(before + 3);

  // for the next one a place is not looked for as for this one
  await goTo(came, 'places');
  await page.locator('.desk-narrow button').first().click();
  await page.locator('.desk-child').waitFor();
  await goTo(came, 'new');
  await page.getByRole('button', { name: 'Finish, start a new one' }).click();
  await goTo(came, 'places');
  await page.locator('.desk-narrow button').first().waitFor();
  expect(await page.locator('.desk-child').count()).toBe(0);
});

test('one that was not taken is referred elsewhere, with what she agrees to for the other', async () => {
  const came = await comes();
  const { page } = came;
  await upToReading(came);
  await agrees(came);
  await atStep(came, 5);
  const first = await newest();
  await centre('ReferralDecline', { referralId: first.id, reason: 'NO_CAPACITY' });
  await goTo(came, 'answers');
  await page.getByRole('button', { name: 'Refer elsewhere' }).waitFor();
  expect(await looksWhileNothingHappens(came, 'ReferralOutboxWork')).toBe(0);
  await page.getByRole('button', { name: 'Refer elsewhere' }).click();
  await atStep(came, 3);
  await page.getByLabel('Crisis centre No. 2, Almaty').check();
  await onward(came);
  await atStep(came, 4);
  // read out in her language, whatever that of the officer is
  await chip(came, 'language', 'kk').check();
  await page.locator('.desk-read[lang=kk]').getByText('№ 2 дағдарыс орталығы, Алматы').waitFor();
  await agrees(came);
  await page.locator('.desk-code').waitFor();
  expect(await newest()).toMatchObject({ replaces: first.id, service: 'SHELTER' });
  const [consent] = await desk.hub.db('consent').query('SELECT * FROM consent ORDER BY granted_at DESC LIMIT 1');
  expect(consent).toMatchObject({ provisional: true, language: 'kk' });
});

test('a yes on the telephone is recorded, and a place is given back', async () => {
  const came = await comes();
  const { page } = came;
  await goTo(came, 'places');
  await page.locator('#regionCode').waitFor();
  await onward(came);
  await page.locator('#found .desk-card button').first().click();
  await page.getByText('After 5 minutes the number').first().waitFor();
  await desk.hub
    .db('shelter-capacity')
    .query(`UPDATE placement SET created_at = created_at - interval '6 minutes' WHERE state = 'HELD'`);
  await page.getByRole('button', { name: 'They said yes on the telephone' }).first().click();
  await page.locator('a[href^="tel:+"]').first().waitFor();
  await page.getByRole('button', { name: 'Record it' }).click();
  await summaryFocused(came);
  await page.locator('input[value=NIGHT_WORKER]').check();
  expect(await faultsOf(came)).toEqual([]);
  await page.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('Recorded: the place is kept.').waitFor();
  await page.getByText('Yes by telephone').waitFor();
  // it is not lost behind what others of the unit have asked for since
  await desk.hub.db('shelter-capacity').query(
    `INSERT INTO placement (unit_id, agency, state, during, held_until, adults, children_count, sender_agency, sender_unit, sender_staff)
     SELECT unit_id, agency, 'LAPSED', during, now(), 1, 0, sender_agency, sender_unit, sender_staff
     FROM (SELECT * FROM placement WHERE spoken_at IS NOT NULL ORDER BY spoken_at DESC LIMIT 1) kept, generate_series(1, 11)`,
  );
  // whoever comes back looks anew
  await goTo(came, 'answers');
  await page.locator('input[name=which]').first().waitFor({ state: 'attached' });
  await goTo(came, 'places');
  await page.getByText('No answer came').nth(9).waitFor();
  const kept = page.locator('.desk-card').filter({ hasText: 'Yes by telephone' });
  await kept.getByRole('button', { name: 'She does not want it' }).click();
  await page.getByText('It is recorded that she does not want it').waitFor();
  expect(await faultsOf(came)).toEqual([]);
  await kept.getByRole('button', { name: 'Back' }).click();
  await kept.getByRole('button', { name: 'Not needed' }).click();
  await kept.getByRole('button', { name: 'Not needed' }).click();
  await page.getByText('Given back.').waitFor();
});

test('a place whose answer was lost is asked for once, not said to stand when it does not, nor to be that of another woman', async () => {
  const came = await comes();
  const { page } = came;
  const places = (text: string) => desk.hub.db('shelter-capacity').query(text);
  const asked = async (where = ''): Promise<number> =>
    (await places(`SELECT count(*)::int AS n FROM placement ${where}`))[0].n;
  const lapse = () => places(`UPDATE placement SET held_until = clock_timestamp() WHERE state = 'HELD'`);
  async function loses(press: () => Promise<void>): Promise<void> {
    await losing(came, 'BedHold');
    await press();
    await summaryFocused(came);
    await page.unroute('**/graphql');
  }
  await goTo(came, 'places');
  await page.locator('#regionCode').waitFor();
  const find = async () => {
    await onward(came);
    await page.locator('.govuk-error-summary').waitFor({ state: 'detached' });
    await page.locator('#found .desk-card').first().waitFor();
  };
  await find();
  const before = await asked();
  // a room of its own would be found no more once it is asked for
  const shared = page.locator('#found .desk-card').filter({ hasText: 'Shared room' }).first();
  const unit = await shared.locator('button').getAttribute('aria-describedby');
  const ask = () => page.locator(`#found button[aria-describedby="${unit}"]`).click();
  // nor does the list say that it is held
  await losing(came, 'BedHold');
  await page.route('**/*', (route) =>
    route.request().postData()?.includes(hashOf('BedsAsked')) ? route.abort() : route.fallback(),
  );
  await ask();
  await summaryFocused(came);
  await page.unroute('**/graphql');
  await ask();
  await page.getByText('Asked for: the place is held').waitFor();
  await page.unroute('**/*');
  expect(await asked()).toBe(before + 1);
  await lapse();
  await find();
  await loses(ask);
  // whoever asks looks elsewhere, and comes back to what was found
  await goTo(came, 'answers');
  await page.locator('input[name=which]').first().waitFor({ state: 'attached' });
  await goTo(came, 'places');
  await loses(ask);
  await find();
  // it is in the list now: whoever asks for a household like it may mean another one
  const [{ id }] = await places('SELECT id FROM placement ORDER BY created_at DESC LIMIT 1');
  await page.locator(`[id="held-${id}"]`).waitFor();
  await ask();
  await page.getByText('This was asked for before').first().waitFor();
  expect(await asked()).toBe(before + 2);
  await ask();
  await page.getByText('Asked for: the place is held').waitFor();
  expect(await asked()).toBe(before + 3);
  await find();
  await loses(ask);
  await lapse();
  await ask();
  await page.getByText('This request no longer stands.').first().waitFor();
  await ask();
  await page.getByText('Asked for: the place is held').waitFor();
  expect(await asked()).toBe(before + 5);
  expect(await asked(`WHERE state = 'HELD' AND held_until > clock_timestamp()`)).toBe(1);
});

test('a code that is being read out stays while nothing of a new one has left, and goes when it may have ended', async () => {
  const hold = await askForBed(desk, 'shelter-unit:crisis-almaty-1/4');
  await centre('BedAccept', { holdId: hold, expectedVersion: 1 });
  const came = await comes();
  const { page } = came;
  await goTo(came, 'places');
  const card = page.locator('.desk-card').filter({ has: page.locator(`[id="held-${hold}"]`) });
  const press = (name: string) => card.getByRole('button', { name, exact: true }).click();
  const code = card.locator('.desk-code');
  await press('My code');
  const first = await code.textContent();
  await cutOff(came);
  await press('New code');
  await page.getByText('NOT sent').waitFor();
  await cutOff(came, false);
  await losing(came, 'ShelterEscortCodeMake');
  expect(await code.textContent()).toBe(first);
  await press('New code');
  await page.getByText('NOT KNOWN').waitFor();
  await code.waitFor({ state: 'detached' });
  await page.unroute('**/graphql');
  await press('My code');
  await code.waitFor();
  expect(await code.textContent()).not.toBe(first);
  expect(await faultsOf(came)).toEqual([]);
  await giveBack(desk);
});

test('a report is made by keyboard alone, and another language keeps it', async () => {
  const came = await comes();
  const { page } = came;
  await page.locator('#regionCode').waitFor();
  /** Goes on by Tab until something of that value or name has the focus. */
  async function tabTo(what: RegExp): Promise<void> {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const text = await page.evaluate<string>(
        `(({ value, textContent }) => [value, textContent].join(' '))(document.activeElement)`,
      );
      if (what.test(text)) return;
    }
    throw new Error(`Nobody gets to ${what} by Tab.`);
  }
  await tabTo(/THREAT/);
  await page.keyboard.press('Space');
  await page.getByLabel('Language', { exact: true }).selectOption('ru');
  await page.getByText('Что произошло?').waitFor();
  expect(await chip(came, 'violence', 'THREAT').isChecked()).toBe(true);
  // what was chosen is there too after another section was looked at
  await goTo(came, 'answers');
  await page.locator('input[name=which]').first().waitFor({ state: 'attached' });
  await goTo(came, 'new');
  expect(await chip(came, 'violence', 'THREAT').isChecked()).toBe(true);
  await tabTo(/Записать и продолжить/);
  // while it is on its way the case is not cleared: what is answered would be put into the next one
  let arrive = () => {};
  const onItsWay = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const sent = page.waitForRequest((request) => !!request.postData()?.includes(hashOf('VictimRegister')));
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(hashOf('VictimRegister'))) await onItsWay;
    await route.continue();
  });
  await page.keyboard.press('Enter');
  await sent;
  const clear = page.locator('.desk-link[aria-disabled=true]');
  await clear.dispatchEvent('click');
  await clear.dispatchEvent('click');
  arrive();
  await atStep(came, 2);
  await page.unroute('**/graphql');
  await tabTo(/^NOT_ANSWERED/);
  await page.keyboard.press('ArrowLeft');
  expect(await chip(came, 'item-1', 'NO').isChecked()).toBe(true);
  await tabTo(/Записать и продолжить/);
  await page.keyboard.press('Enter');
  await atStep(came, 3);
  await page.goBack();
  await atStep(came, 2);
  // she says only now that he held her by the neck
  await page.goBack();
  await atStep(came, 1);
  await chip(came, 'violence', 'STRANGULATION').check();
  await page.locator('a[href="tel:103"]').waitFor();
  expect(await faultsOf(came)).toEqual([]);
  await page.getByRole('button', { name: 'Дополнить и продолжить' }).click();
  await atStep(came, 2);
  const [incident] = await sql('SELECT version, violence FROM incident ORDER BY reported_at DESC LIMIT 1');
  expect(incident).toEqual({ version: 2, violence: ['THREAT', 'STRANGULATION'] });
});

test('what is added to a report is recorded once, also when the answer was lost', async () => {
  const came = await comes();
  const { page } = came;
  await page.locator('#regionCode').waitFor();
  await chip(came, 'violence', 'THREAT').check();
  await onward(came);
  await atStep(came, 2);
  await page.goBack();
  await atStep(came, 1);
  await chip(came, 'violence', 'STRANGULATION').check();
  await losing(came, 'IncidentCorrect');
  await onward(came);
  await page.getByText('NOT KNOWN').waitFor();
  await page.unroute('**/graphql');
  // with what she has learnt meanwhile
  await chip(came, 'injuries', 'BRUISE').check();
  await onward(came);
  await atStep(came, 2);
  const [incident] = await sql('SELECT version, violence, injuries FROM incident ORDER BY reported_at DESC LIMIT 1');
  expect(incident).toEqual({ version: 3, violence: ['THREAT', 'STRANGULATION'], injuries: ['BRUISE'] });
});

test('after signing out nothing of a case is left: not by Back, not in the page', async () => {
  const came = await comes();
  const { page } = came;
  await upToReading(came);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You have signed out.').waitFor();
  for (let i = 0; i < 3; i++) {
    await page.goBack().catch(() => null);
    if (!page.url().startsWith(desk.address)) break;
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.locator('.desk-chip, .desk-read').count()).toBe(0);
  }
  await page.goto(desk.address);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await faultsOf(came)).toEqual([]);
  expect(came.said).toEqual([]);
});
