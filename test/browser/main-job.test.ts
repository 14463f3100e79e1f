import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { agrees, loadQuestions, onward, upToReading } from './case.js';
import { type Desk, type DeskAccount, everybodyGoes, goTo, openDesk, signInAs, type Visit, visit } from './desk.js';
import { faultsOf } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await loadQuestions(desk);
});
afterAll(() => desk?.close());
afterEach(() => everybodyGoes(desk, { silent: true }));

const HOUSE = { kk: 'Ақ қайың', ru: 'Белая берёза', en: 'White Birch' };
const TAKEN = { kk: 'Қабылданды', ru: 'Приняли', en: 'Accepted' };

/** In which of the three parts that a whole day is shown in. */
const shiftOf = (at: Date): number =>
  Math.floor(
    Number(
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Almaty', hour: '2-digit', hourCycle: 'h23' }).format(at),
    ) / 8,
  );

/** `YYYY-MM-DD` on the clinic's wall. */
const dateOf = (at: Date): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Almaty',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);

test.each([
  ['kk', 360, 1280],
  ['ru', 1280, 360],
  ['en', 360, 1280],
] as const)(
  'in %s an officer on %d px, a house and a clinic on %d px do the main job, and nobody loads a page anew',
  async (language, ofOfficer, ofOthers) => {
    const comes = async (account: DeskAccount, purpose: string, width: number = ofOthers): Promise<Visit> => {
      const came = await visit(desk, { language, width });
      await signInAs(came, account, purpose);
      return came;
    };
    const [officer, house, clinic] = await Promise.all([
      comes('officer-almaty', 'POLICE_RESPONSE', ofOfficer),
      comes('intake-almaty', 'SHELTER'),
      comes('scheduler-almaty', 'FORENSIC_EXAM'),
    ]);
    // she agrees, and is referred
    await upToReading(officer);
    await agrees(officer);
    await officer.page.locator('.desk-code').waitFor();
    const said = (await officer.page.locator('.desk-code').textContent())!;

    // the house is telephoned, finds it by the code that is read out, and accepts; the officer sees that
    await goTo(house, 'received');
    const came = house.page.locator('.desk-card');
    await came.first().waitFor();
    await house.page.locator('#code').fill(said);
    await onward(house);
    await came.getByText(said, { exact: true }).waitFor();
    expect(await came.count()).toBe(1);
    const faults = await faultsOf(house);
    await came.locator('.govuk-button').first().click();
    await house.page.locator('.desk-done').waitFor();
    await goTo(officer, 'answers');
    await officer.page.locator('input[name=which][value=open]').check();
    await officer.page.locator('.desk-card').filter({ hasText: said }).getByText(TAKEN[language]).waitFor();
    await goTo(house, 'requests');

    // a bed before any name; the house sees it come, knows whom to call, and says yes; the officer sees that
    await goTo(officer, 'places');
    await officer.page.locator('#regionCode').waitFor();
    await onward(officer);
    const ofHouse = officer.page.locator('.desk-card').filter({ hasText: HOUSE[language] });
    await officer.page.locator('#found').locator(ofHouse).locator('button').first().click();
    const request = house.page.locator('.desk-card');
    await request.locator('a[href^="tel:+7000"]').waitFor();
    faults.push(...(await faultsOf(house)));
    await request.locator('.govuk-button').first().click();
    await house.page.locator('.desk-empty').waitFor();
    await ofHouse.first().locator('a[href^="tel:"]').waitFor();
    faults.push(...(await faultsOf(officer)));

    // who brings her reads a code out, and may read where to go; then she is there
    const directions = ofHouse.first().locator('.desk-told');
    await directions.locator('button').first().click();
    const code = await directions.locator('.desk-code').textContent();
    faults.push(...(await faultsOf(officer)));
    await goTo(house, 'guests');
    const guest = house.page.locator('.desk-card').first();
    await guest.locator('.govuk-button').nth(1).click();
    await guest.locator('input[value=INTAKE_PHONE]').check();
    await guest.getByRole('textbox').fill(code!);
    await guest.locator('button[type=submit]').click();
    await guest.locator('.desk-told').waitFor();
    await directions.locator('button').nth(1).click();
    await directions.locator('a[href^="tel:"]').waitFor();
    faults.push(...(await faultsOf(officer)));
    await guest.locator('form .govuk-button--secondary').click();
    await guest.locator('.govuk-button').first().click();
    await guest.locator('button[type=submit]').click();
    await house.page.locator('.desk-done').waitFor();
    await directions.waitFor({ state: 'detached' });

    // a time is kept and confirmed; the clinic has it in its calendar, and she comes
    const held = officer.page.locator('.desk-card:has(.desk-countdown)');
    await goTo(officer, 'times');
    await officer.page.locator('#regionCode').waitFor();
    await onward(officer);
    // of this clinic, and not the very next time, which may begin meanwhile
    const times = officer.page.locator('#found .desk-card').filter({ hasText: /Алматы|Almaty/ });
    await times.nth(1).locator('.govuk-button').click();
    await held.waitFor();
    await held.locator('button').first().click();
    await held.waitFor({ state: 'detached' });
    const [booked] = await desk.hub
      .db('forensic-appointment')
      .query(
        "SELECT starts_at, examiner_id FROM appointment WHERE state = 'CONFIRMED' ORDER BY confirmed_at DESC LIMIT 1",
      );
    await clinic.page.locator('.desk-tools input[type=date]').fill(dateOf(booked.starts_at));
    await clinic.page.locator('.desk-tools [aria-pressed]').first().click();
    await clinic.page
      .locator('.desk-tools select')
      .first()
      .selectOption(String(shiftOf(booked.starts_at)));
    // what the officer has just confirmed is told to a calendar that is open at that day
    const cell = `[id="cell-${booked.starts_at.getTime()}-${booked.examiner_id}"]`;
    await clinic.page.locator(`${cell}.desk-cell--confirmed`).click();
    await clinic.page.locator('.desk-panel .govuk-button').first().click();
    await clinic.page.locator('.desk-panel .desk-state--arrived').waitFor();
    faults.push(...(await faultsOf(clinic)));
    await officer.page.locator('.desk-empty').waitFor();
    faults.push(...(await faultsOf(officer)));

    expect(faults).toEqual([]);
  },
);
