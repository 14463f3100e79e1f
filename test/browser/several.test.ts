/** Promise: all houses of a region are asked at once, two offer a place, one offer is taken, and the other house sees that its place is free again. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { seedId } from '../../standalone/seed/ids.js';
import { chip, onward } from './case.js';
import { type Desk, type DeskAccount, everybodyGoes, goTo, openDesk, signInAs, type Visit, visit } from './desk.js';
import { faultsOf, telling } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  // another house of the officer's region
  await desk.hub
    .db('directory')
    .query("UPDATE staff_member SET agency_id = $1, unit_id = NULL WHERE subject = 'intake-karaganda'", [
      seedId('agency:crisis-almaty-2'),
    ]);
  await desk.hub.refreshTrustList();
});
afterAll(() => desk?.close());
afterEach(() => everybodyGoes(desk));

test.each([
  ['kk', 360, 'Тоқтату', 'Тоқтатылды.', 'Орын табылмады. Қайта сұраңыз немесе қоңырау шалыңыз.'],
  ['ru', 1280, 'Отменить запрос', 'Отменено.', 'Места не нашлось. Спросите снова или позвоните.'],
  ['en', 360, 'Call it off', 'Called off.', 'No place came of it. Ask again, or call.'],
] as const)(
  'in %s on %d px what several houses were asked for does not vanish: called off, or with no offer',
  async (...of) => {
    const [language, width, callOff, calledOff, noPlace] = of;
    const officer = await comes('officer-almaty', 'POLICE_RESPONSE', language, width);
    const { page } = officer;
    const asked = page.locator('.desk-card:has([id^="several-"])');
    const before = page.locator('main h3 + .desk-cards .desk-card');
    const askAll = () => page.locator('#found > .desk-wide').click();
    await goTo(officer, 'places');
    await page.locator('#regionCode').waitFor();
    await onward(officer);
    await askAll();
    await asked.waitFor();
    const [{ id }] = await sql('SELECT id FROM bed_broadcast ORDER BY created_at DESC LIMIT 1');
    await sql(
      `WITH over AS (UPDATE bed_broadcast SET deadline_at = clock_timestamp() WHERE id = $1)
     UPDATE bed_broadcast_shelter SET deadline_at = clock_timestamp() WHERE broadcast_id = $1`,
      [id],
    );
    await askAll();
    await before.first().getByText(noPlace, { exact: true }).waitFor();
    await asked.getByRole('button', { name: callOff, exact: true }).click();
    await asked.waitFor({ state: 'detached' });
    await before.first().getByText(calledOff, { exact: true }).waitFor();
    await before.nth(1).getByText(noPlace, { exact: true }).waitFor();
    expect([...(await faultsOf(officer)), ...(await telling(officer))]).toEqual([]);
    expect(officer.said).toEqual([]);
  },
);

const card = ({ page }: Visit) => page.locator('main .desk-card');
const sql = (text: string, values: unknown[] = []) => desk.hub.db('shelter-capacity').query(text, values);

async function comes(account: DeskAccount, purpose: string, language: string, width: number): Promise<Visit> {
  const came = await visit(desk, { language, width });
  await signInAs(came, account, purpose);
  return came;
}

test.each([
  ['kk', 360, 1280],
  ['ru', 1280, 360],
  ['en', 360, 1280],
] as const)('in %s an officer on %d px asks all houses, two on %d px offer', async (language, ofOfficer, ofHouses) => {
  const [officer, first, second] = await Promise.all([
    comes('officer-almaty', 'POLICE_RESPONSE', language, ofOfficer),
    comes('intake-almaty', 'SHELTER', language, ofHouses),
    comes('intake-karaganda', 'SHELTER', language, ofHouses),
  ]);
  for (const house of [first, second]) {
    await goTo(house, 'requests');
    await house.page.locator('.desk-empty').waitFor();
  }
  await goTo(officer, 'places');
  await officer.page.locator('#regionCode').waitFor();
  await chip(officer, 'needs', 'minor').check();
  await officer.page.locator('form details summary').click();
  await chip(officer, 'languages', 'ug').check();
  await chip(officer, 'languages', 'ru').check();
  const faults = await faultsOf(officer);
  await onward(officer);
  await officer.page.locator('#found > .desk-wide').click();
  const asked = officer.page.locator('.desk-card:has([id^="several-"])');
  await asked.locator('.desk-countdown').waitFor();
  faults.push(...(await faultsOf(officer)));

  // each house sees it come and offers a room
  for (const house of [first, second]) {
    // whom it could not understand, or is not allowed to take in, it learns before it offers
    await card(house).getByText('уйғурчә, русский').waitFor();
    await card(house)
      .getByText(/16–17|16 or 17/)
      .waitFor();
    await card(house).locator('.desk-buttons button').click();
    await card(house).locator('input[type=radio]').first().check();
    faults.push(...(await faultsOf(house)), ...(await telling(house)));
    await card(house).locator('button[type=submit]').click();
    await card(house).locator('.desk-done').waitFor();
  }
  const offers = asked.locator('[id^="given-"]');
  await offers.nth(1).waitFor();
  faults.push(...(await faultsOf(officer)), ...(await telling(officer)));

  // one is taken; what the other house has offered is free again, and its screen says nothing of it any more
  await asked.locator('.govuk-button:not(.govuk-button--secondary)').first().click();
  await asked.waitFor({ state: 'detached' });
  const held = officer.page.locator('.desk-card:has([id^="held-"])');
  await held.first().waitFor();
  for (const house of [first, second])
    await house.page.locator('.desk-card:has([id^="several-"])').waitFor({ state: 'detached' });
  const states = await sql(
    `SELECT p.state, p.agency FROM placement p WHERE p.broadcast_id = (SELECT id FROM bed_broadcast ORDER BY created_at DESC LIMIT 1)
     ORDER BY p.created_at`,
  );
  expect(states).toEqual([
    { state: 'ACCEPTED', agency: seedId('agency:crisis-almaty-1') },
    { state: 'RELEASED', agency: seedId('agency:crisis-almaty-2') },
  ]);
  await second.page.locator('.desk-empty').waitFor();
  await goTo(first, 'guests');
  await card(first).first().waitFor();
  await goTo(second, 'guests');
  await second.page.locator('.desk-empty').first().waitFor();
  expect(await card(second).count()).toBe(0);
  faults.push(...(await faultsOf(second)), ...(await faultsOf(officer)));
  expect(faults).toEqual([]);
  for (const each of [officer, first, second]) expect(each.said).toEqual([]);

  // given back, so that the next one finds the houses as they were
  await held.first().locator(':scope > .desk-buttons button').first().click();
  await held.first().locator('button[type=submit]').click();
  await held.first().waitFor({ state: 'detached' });
});
