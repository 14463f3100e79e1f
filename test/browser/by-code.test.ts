import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import { slotOf } from '../../subgraphs/forensic-appointment/exam-slot/slot-id.js';
import { addClinic } from '../../subgraphs/forensic-appointment/test/clinics.js';
import { agrees, loadQuestions, onward, upToReading } from './case.js';
import { atWork, panel, rows } from './clinic.js';
import { type Desk, everybodyGoes, goTo, openDesk, signInAs, summaryFocused, type Visit, visit } from './desk.js';
import { faultsOf } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await loadQuestions(desk);
});
afterAll(() => desk?.close());
afterEach(async () => {
  await everybodyGoes(desk);
  // the times of one language are not those of the next
  await rows(
    desk,
    `UPDATE appointment SET state = 'CANCELLED', cancel_reason = 'BOOKED_IN_ERROR', held_until = NULL, ended_at = clock_timestamp()
     WHERE state IN ('HELD', 'CONFIRMED')`,
  );
});

const TO_CLINIC = { service: 'FORENSIC_EXAM', recipient: seedId('agency:clinic-almaty') };
const held = ({ page }: Visit) => page.locator('.desk-card:has(.desk-countdown)');
const codeOf = async (there: ReturnType<typeof held>) => (await there.locator('.desk-code').textContent())!;

/** A case from the report to the code of a referral to the clinic. */
async function refers(came: Visit): Promise<string> {
  await upToReading(came, undefined, TO_CLINIC);
  await agrees(came);
  await came.page.locator('.desk-code').waitFor();
  return (await came.page.locator('.desk-code').textContent())!;
}

/** A time at the clinic is looked for and held: not the very next one, which may begin meanwhile. Returns what each card says. */
async function holds(came: Visit): Promise<string[]> {
  const { page } = came;
  await goTo(came, 'times');
  await page.locator('#regionCode').waitFor();
  await onward(came);
  const cards = page.locator('#found .desk-card');
  await cards.first().waitFor();
  const said = await cards.allTextContents();
  await cards
    .filter({ hasText: /Алматы|Almaty/ })
    .nth(1)
    .locator('.govuk-button')
    .click();
  await held(came).waitFor();
  return said;
}

/** Whoever comes says a code; the clinic opens the appointment that it is of. */
async function finds(clinic: Visit, code: string): Promise<void> {
  const { page } = clinic;
  const closed = page.locator('.desk-details:not([open])').filter({ has: page.locator('#code') });
  await page.locator('#code').waitFor({ state: 'attached' });
  if ((await closed.count()) > 0) await closed.locator('summary').click();
  await page.locator('#code').fill(code);
  await page.locator('#find').click();
}

test.each([
  ['kk', 360, 1280, 'Маман — '],
  ['ru', 1280, 360, 'Специалист — '],
  ['en', 360, 360, 'Seen by a '],
] as const)(
  'in %s the clinic finds a time by the code that the officer on %d px was given, before the time or after it',
  async (language, ofOfficer, ofClinic, seenBy) => {
    const officer = await visit(desk, { language, width: ofOfficer });
    await signInAs(officer, 'officer-almaty', 'POLICE_RESPONSE');
    const clinic = await atWork(desk, { language, width: ofClinic });
    const faults: string[] = [];

    // she is referred, and then a time is held: it has the code of the referral
    const first = await refers(officer);
    const cards = await holds(officer);
    expect(new Set(cards).size).toBe(cards.length);
    for (const card of cards) expect(card).toContain(seenBy);
    expect(await codeOf(held(officer))).toBe(first);
    faults.push(...(await faultsOf(officer)));
    await finds(clinic, first);
    await panel(clinic).locator('.desk-state--held').waitFor();
    await panel(clinic).locator('.desk-look button').click();
    await panel(clinic).getByText(first, { exact: true }).waitFor();
    faults.push(...(await faultsOf(clinic)));
    await held(officer).locator('button').first().click();
    await held(officer).waitFor({ state: 'detached' });

    // no code of anybody here, and none at all
    await finds(clinic, '123 456 789-4');
    await summaryFocused(clinic);
    const nobodys = await clinic.page.locator('.govuk-error-summary').textContent();
    await finds(clinic, '123 456 789-0');
    await clinic.page.locator('.govuk-error-summary').filter({ hasNotText: nobodys! }).waitFor();
    await summaryFocused(clinic);
    faults.push(...(await faultsOf(clinic)));

    // for somebody else a time is held before anything is written down: it has a code of its own
    await goTo(officer, 'new');
    await officer.page.locator('main .govuk-button--secondary').last().click();
    await officer.page.locator('#regionCode').waitFor();
    await holds(officer);
    const drawn = await codeOf(held(officer));
    expect(drawn).toMatch(/^\d{3} \d{3} \d{3}-\d$/);
    await finds(clinic, drawn);
    await panel(clinic).locator('.desk-state--held').waitFor();

    // then she is referred, and the time is found by that code
    await goTo(officer, 'new');
    const second = await refers(officer);
    await goTo(officer, 'times');
    // the time of her who was here before stays as it is
    await officer.page.locator('.desk-code').filter({ hasText: first }).waitFor();
    const give = officer.page.getByRole('button', { name: new RegExp(second) });
    await held(officer).filter({ has: give }).waitFor();
    expect(await give.count()).toBe(1);
    await give.click();
    await held(officer).locator('.desk-code').filter({ hasText: second }).waitFor();
    faults.push(...(await faultsOf(officer)));
    await finds(clinic, second);
    await panel(clinic).locator('.desk-state--held').waitFor();
    await officer.page.locator('.desk-done').waitFor();

    // she may come twice: the desk is shown both times, the one that is nearer first, and opens the one that is chosen
    await held(officer).locator('button').first().click();
    await held(officer).waitFor({ state: 'detached' });
    await holds(officer);
    expect(await codeOf(held(officer))).toBe(second);
    await finds(clinic, second);
    const both = clinic.page.locator('#several .desk-row');
    await both.nth(1).waitFor();
    expect(await both.count()).toBe(2);
    faults.push(...(await faultsOf(clinic)));
    await both.filter({ has: clinic.page.locator('.desk-state--held') }).click();
    await panel(clinic).locator('.desk-state--held').waitFor();
    await clinic.page.locator('#several').waitFor({ state: 'detached' });

    expect(faults).toEqual([]);
  },
);

test('of times that look alike one is held that she may have, whoever of them is behind a wall', async () => {
  const { id, examiners } = await addClinic(desk.hub.db('forensic-appointment'), {
    ...{ agency: seedId('agency:clinic-astana'), region: 'KZ-35' },
    examiners: [{ staff: randomUUID() }, { staff: randomUUID() }],
  });
  const officer = await visit(desk, { language: 'en' });
  const { page } = officer;
  await signInAs(officer, 'officer-almaty', 'POLICE_RESPONSE');
  await refers(officer);
  const [{ victim_key: her }] = await desk.hub
    .db('consent')
    .query('SELECT key AS victim_key FROM victim ORDER BY registered_at DESC LIMIT 1');
  // whoever the hub names first
  const { data } = await desk.as('officer-almaty', 'POLICE_RESPONSE').query(operation('ExamTimes'), {
    input: { kind: 'PHYSICAL_INJURY', regionCode: 'KZ-35', first: 24, days: 7 },
  });
  const best = data.examSlots.slots
    .map((each: { id: string }) => slotOf(each.id)!)
    .find((slot: { clinic: string }) => slot.clinic === id);
  await rows(
    desk,
    "INSERT INTO conflict_wall SELECT gen_random_uuid(), $1, 'STAFF', staff FROM examiner WHERE id = $2",
    [her, best.examiner],
  );
  await goTo(officer, 'times');
  await page.locator('#regionCode').selectOption('KZ-35');
  await onward(officer);
  const cards = page.locator('#found .desk-card').filter({ hasText: 'Test clinic' });
  await cards.nth(1).locator('.govuk-button').click();
  await held(officer).filter({ hasText: 'Test clinic' }).waitFor();
  const other = examiners.find((each) => each !== best.examiner);
  expect(
    await rows(desk, "SELECT examiner_id, victim_key FROM appointment WHERE clinic_id = $1 AND state = 'HELD'", [id]),
  ).toEqual([{ examiner_id: other, victim_key: her }]);
});
