import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { seedId } from '../../standalone/seed/ids.js';
import { atWork, book, done, panel, printed, rows, scan, tell } from './clinic.js';
import {
  byKeyboard,
  type Desk,
  everybodyGoes,
  goTo,
  openDesk,
  signInAs,
  summaryFocused,
  tabTo,
  visit,
} from './desk.js';
import { faultsInEach } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());
afterEach(() => everybodyGoes(desk));

const sql = (text: string, values?: unknown[]) => rows(desk, text, values);

/** What a scanner's keys become where the keyboard is Kazakh. */
const LATIN = 'qwertyuiopasdfghjklzxcvbnm1234567890-';
const KAZAKH = 'йцукенгшщзфывапролдячсмить"әіңғ,.үұқө';

test('by keyboard and scanner alone a kit is opened, labelled, sealed and stored, on a keyboard that is not Latin', async () => {
  const reference = 'FX-61';
  const { id } = await book(desk, { hour: 9, reference });
  await tell(desk, 'ExamArrive', { appointmentId: id });
  await sql(
    `UPDATE appointment SET starts_at = clock_timestamp() - interval '5 minutes', ends_at = clock_timestamp() + interval '55 minutes' WHERE id = $1`,
    [id],
  );
  const came = await atWork(desk, { language: 'kk', width: 360 }, 'examiner-almaty');
  const { page } = came;
  await goTo(came, 'kits');
  await page.locator('.desk-scan').waitFor();
  const faults = await faultsInEach(came);
  await byKeyboard(came, page.locator('.desk-scan .govuk-button').nth(1));
  await byKeyboard(came, panel(came).locator('[type=submit]'));
  await summaryFocused(came);
  faults.push(...(await faultsInEach(came)));
  await byKeyboard(came, panel(came).getByLabel(reference));
  await byKeyboard(came, page.locator('input[value=alone]'));
  await byKeyboard(came, panel(came).locator('[type=submit]'));
  await page.locator('.desk-qr').waitFor();
  const [kit] = await sql('SELECT id, number, pin FROM evidence_kit WHERE appointment_id = $1', [id]);
  expect(await scan(came)).toBe(kit.number);
  const pin = (await panel(came).locator('dd').nth(1).textContent())!;
  expect(pin).toMatch(/^\d{4} \d{4}$/);
  // the label has the number, and neither PIN nor anything else of the page
  expect((await printed(came)).replace(/\s/g, '')).toBe(kit.number);
  faults.push(...(await faultsInEach(came)));

  // her colleague's badge, as the scanner reads it
  const badge = await visit(desk, { width: 360 });
  await signInAs(badge, 'scheduler-almaty', 'FORENSIC_EXAM');
  await goTo(badge, 'kits');
  await badge.page.getByRole('button', { name: 'My badge' }).click();
  await badge.page.locator('.desk-qr').waitFor();
  const witness = (await scan(badge))!;
  faults.push(...(await faultsInEach(badge)));

  const typed = (text: string) =>
    page.keyboard.type([...text.toLowerCase()].map((each) => KAZAKH[LATIN.indexOf(each)] ?? each).join(''));
  await tabTo(came, page.locator('.desk-scan input'));
  await typed(kit.number);
  await page.keyboard.press('Enter');
  await panel(came).locator('caption').waitFor();
  faults.push(...(await faultsInEach(came)));
  const stepOf = async (n: number, seal: string) => {
    await byKeyboard(came, panel(came).locator('.desk-buttons .govuk-button').nth(n));
    await tabTo(came, panel(came).locator('#seal'));
    await typed(seal);
    await page.keyboard.press('Enter');
    await page.locator('#withStaff:focus').waitFor();
    await typed(witness);
    await page.keyboard.press('Enter');
  };
  await stepOf(0, 'Z-1742');
  await panel(came).locator('tbody tr').nth(1).waitFor();
  await done(came).waitFor();
  await stepOf(0, 'Z-1743');
  await summaryFocused(came);
  await panel(came).locator('.desk-warning li').waitFor();
  faults.push(...(await faultsInEach(came)));
  await panel(came).locator('#seal').fill('z-1742');
  await byKeyboard(came, panel(came).locator('[type=submit]'));
  await panel(came).locator('tbody tr').nth(2).waitFor();
  const steps = await sql('SELECT step, seal, with_staff FROM custody_step WHERE kit_id = $1 ORDER BY place', [kit.id]);
  expect(steps).toEqual([
    expect.objectContaining({ step: 'OPEN' }),
    { step: 'SEAL', seal: 'Z-1742', with_staff: seedId('staff:scheduler-almaty') },
    { step: 'STORE', seal: 'Z-1742', with_staff: seedId('staff:scheduler-almaty') },
  ]);

  // a PIN that is refused while the kit is locked is tried when it is typed again after that
  await sql(`UPDATE evidence_kit SET locked_until = clock_timestamp() + interval '1 hour' WHERE id = $1`, [kit.id]);
  await byKeyboard(came, panel(came).getByRole('button', { name: 'Беруге келісті', exact: true }));
  await panel(came).locator('#pin').fill(pin);
  await page.keyboard.press('Enter');
  await summaryFocused(came);
  await sql('UPDATE evidence_kit SET locked_until = NULL WHERE id = $1', [kit.id]);
  await byKeyboard(came, panel(came).locator('[type=submit]'));
  await done(came).waitFor();
  expect((await sql('SELECT converted_at FROM evidence_kit WHERE id = $1', [kit.id]))[0].converted_at).not.toBe(null);
  await page.locator('.desk-scan input').fill('0000000000');
  await page.keyboard.press('Enter');
  await page.locator('.desk-empty').waitFor();
  faults.push(...(await faultsInEach(came)));
  expect(faults).toEqual([]);
  expect([...came.said, ...badge.said]).toEqual([]);
});
