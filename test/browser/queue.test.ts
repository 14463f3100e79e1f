import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { atWork, done, named, panel, rows } from './clinic.js';
import { byKeyboard, type Desk, everybodyGoes, goTo, openDesk, summaryFocused, tabTo } from './desk.js';
import { faultsInEach, faultsOf } from './looks.js';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());
afterEach(() => everybodyGoes(desk));

const sql = (text: string, values?: unknown[]) => rows(desk, text, values);

test('by keyboard alone who waits is offered a time, which is taken, or given back', async () => {
  const came = await atWork(desk, { language: 'ru', width: 360 });
  const { page } = came;
  await goTo(came, 'queue');
  await page.locator('.desk-empty').waitFor();
  const faults = await faultsOf(came);
  const join = async (reference: string) => {
    await byKeyboard(came, page.locator('#join'));
    await tabTo(came, panel(came).locator('#localReference'));
    await page.keyboard.type(reference);
    faults.push(...(await faultsOf(came)));
    await byKeyboard(came, panel(came).locator('[type=submit]'));
    await page.locator('#join').waitFor();
  };
  const card = (reference: string) => page.locator('.desk-card', { hasText: reference });
  const state = async (reference: string) =>
    (await sql('SELECT state FROM exam_wait WHERE local_reference = $1', [reference]))[0].state;
  await join('FX-81');
  await card('FX-81').locator('.desk-countdown').waitFor();
  faults.push(...(await faultsInEach(came)));
  // a time is given back for a reason that was chosen, and another one comes
  await byKeyboard(came, card('FX-81').getByRole('button', { name: 'Не подходит' }));
  await byKeyboard(came, card('FX-81').locator('[type=submit]'));
  await summaryFocused(came);
  faults.push(...(await faultsInEach(came)));
  await byKeyboard(came, page.locator('input[value=MOVED_TO_ANOTHER_TIME]'));
  await byKeyboard(came, card('FX-81').locator('[type=submit]'));
  await done(came).waitFor();
  const why = await sql(
    `SELECT cancel_reason FROM appointment WHERE local_reference = 'FX-81' AND state = 'CANCELLED'`,
  );
  expect(why).toEqual([{ cancel_reason: 'MOVED_TO_ANOTHER_TIME' }]);
  await card('FX-81').locator('.desk-countdown').waitFor();
  await byKeyboard(came, card('FX-81').locator('.govuk-button').first());
  await done(came).waitFor();
  await card('FX-81').locator('.desk-countdown').waitFor({ state: 'detached' });
  expect([await state('FX-81'), (await named(desk, 'FX-81')).state]).toEqual(['BOOKED', 'CONFIRMED']);
  await join('FX-82');
  await byKeyboard(came, card('FX-82').locator('.govuk-button').last());
  await byKeyboard(came, card('FX-82').locator('[type=submit]'));
  await page.locator('.desk-warning').waitFor({ state: 'detached' });
  expect(await state('FX-82')).toBe('LEFT');
  // whose time is over is not gone from the page: she may need another one
  await join('FX-83');
  await card('FX-83').locator('.desk-countdown').waitFor();
  // first this: what waits no longer is offered nothing when its offer has run out
  await sql(
    `UPDATE exam_wait SET earliest = clock_timestamp() - interval '2 hours', latest = clock_timestamp() - interval '1 hour'
     WHERE local_reference = 'FX-83'`,
  );
  await sql(
    `UPDATE appointment SET held_until = clock_timestamp() - interval '1 second' WHERE local_reference = 'FX-83' AND state = 'HELD'`,
  );
  await goTo(came, 'calendar');
  await page.locator('.desk-tools').first().waitFor();
  await goTo(came, 'queue');
  await card('FX-83').getByText('Срок вышел').waitFor();
  await page.getByRole('heading', { name: 'Прежние' }).waitFor();
  expect(await card('FX-83').locator('button').count()).toBe(0);
  expect(await card('FX-82').count()).toBe(0);
  faults.push(...(await faultsInEach(came)));
  // that there are more of them is said
  const latest = page.getByText('Показаны только последние 30.');
  expect(await latest.count()).toBe(0);
  await sql(
    `INSERT INTO exam_wait (kind, clinic_id, earliest, latest, medical_need, priority, holder_agency, holder_unit, holder_staff)
     SELECT kind, clinic_id, earliest, latest, medical_need, priority, holder_agency, holder_unit, holder_staff
     FROM exam_wait, generate_series(1, 30) WHERE local_reference = 'FX-83'`,
  );
  await goTo(came, 'calendar');
  await page.locator('.desk-tools').first().waitFor();
  await goTo(came, 'queue');
  await latest.waitFor();
  expect(faults).toEqual([]);
  expect(came.said).toEqual([]);
});
