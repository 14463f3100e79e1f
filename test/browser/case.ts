import { operation } from '../../scripts/operations.js';
import { seedId } from '../../standalone/seed/ids.js';
import type { Desk, Visit } from './desk.js';

export const CENTRE = seedId('agency:crisis-almaty-1');

const QUESTION = { kk: 'Ол сізді қорқытты ма?', ru: 'Он вам угрожал?', en: 'Has he threatened you?' };

/** The wording of an instrument is its owners': fictional questions are loaded, as an administrator does. */
export async function loadQuestions({ hub }: Desk): Promise<void> {
  for (const [language, question] of Object.entries(QUESTION)) {
    const questions = Array.from({ length: 11 }, (_, i) => ({ item: String(i + 1), question }));
    const input = { instrument: 'LAP', version: '2.0', language, licence: 'Fictional', questions };
    const { data, errors } = await hub.as('administrator-police').query(operation('RiskQuestionsLoad'), { input });
    if (errors || data.riskQuestionsLoad.userErrors.length > 0) throw new Error(JSON.stringify({ errors, data }));
  }
}

export const chip = ({ page }: Visit, field: string, value: string) =>
  page.locator(`input[name="${field}"][value="${value}"]`);
export const onward = ({ page }: Visit) => page.locator('main button[type=submit]').click();
export const atStep = ({ page }: Visit, n: number) =>
  page
    .locator('.desk-where')
    .filter({ hasText: `${n}/5` })
    .waitFor();

/** From nothing to the page on which the words are read out to her; `each` page is looked at before it is left. */
export async function upToReading(
  came: Visit,
  each: (page: string) => Promise<void> = async () => {},
  to: { readonly service: string; readonly recipient: string } = { service: 'SHELTER', recipient: CENTRE },
): Promise<void> {
  const { page } = came;
  await page.locator('#regionCode').waitFor();
  await chip(came, 'violence', 'STRANGULATION').check();
  await page.locator('a[href="tel:103"]').waitFor();
  await each('report');
  await onward(came);
  await atStep(came, 2);
  await page.locator('.desk-questions').waitFor();
  await chip(came, 'item-5', 'YES').check();
  await chip(came, 'item-1', 'NO').check();
  await each('questions');
  await onward(came);
  await atStep(came, 3);
  await chip(came, 'service', to.service).check();
  await page.locator(`input[value="${to.recipient}"]`).check();
  await each('to');
  await onward(came);
  await atStep(came, 4);
  await page.locator('.desk-read strong').first().filter({ hasText: /./ }).waitFor();
}

/** She says yes before a witness, and it is sent. */
export async function agrees(came: Visit): Promise<void> {
  await chip(came, 'consequencesExplained', 'yes').check();
  await chip(came, 'witness', 'STAFF_MEMBER').check();
  await onward(came);
}
