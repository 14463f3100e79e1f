import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { operation } from '../../scripts/operations.js';
import { atStep, chip, loadQuestions, onward } from './case.js';
import {
  cutOff,
  type Desk,
  everybodyGoes,
  goTo,
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
});
afterAll(() => desk?.close());
afterEach(() => everybodyGoes(desk));

const sql = (text: string, values: unknown[] = []) => desk.hub.db('referral').query(text, values);

async function comes(options?: Parameters<typeof visit>[1]): Promise<Visit> {
  const came = await visit(desk, options);
  await signInAs(came, 'officer-almaty', 'POLICE_RESPONSE');
  return came;
}

let keys = 0;
const officer = () => desk.as('officer-almaty', 'POLICE_RESPONSE');
async function tell<T>(name: string, input: object): Promise<T> {
  const { data, errors } = await officer().query(operation(name), {
    input: { idempotencyKey: `recorded ${keys++}`, ...input },
  });
  const [payload] = Object.values(data ?? {}) as { userErrors: unknown[] }[];
  if (errors || !payload || payload.userErrors.length > 0) throw new Error(JSON.stringify({ errors, data }));
  return payload as T;
}

/** A woman of whom the unit has a report and, after it, two assessments that counted it: a high one and a low one. */
interface Hers {
  readonly report: string;
  readonly high: string;
  readonly low: string;
}
async function recorded(account: string): Promise<Hers> {
  const { victimId } = await tell<{ victimId: string }>('VictimRegister', {});
  const { incident } = await tell<{ incident: { id: string } }>('IncidentReport', {
    ...{ victimId, occurredAt: new Date(Date.now() - 3_600_000).toISOString(), channel: 'CALL_102' },
    ...{ violence: ['THREAT'], injuries: ['BRUISE'], account, regionCode: 'KZ-75' },
  });
  const assess = async (answer: string) =>
    (
      await tell<{ riskAssessment: { id: string } }>('RiskAssess', {
        ...{ victimId, instrument: 'LAP', version: '2.0', answers: [{ item: '1', answer }] },
      })
    ).riskAssessment.id;
  return { report: incident.id, high: await assess('YES'), low: await assess('NO') };
}
const marks = async ({ report, high, low }: Hers) =>
  (
    await sql(
      `SELECT id, error_reason FROM incident WHERE id = ANY($1) UNION ALL SELECT id, error_reason FROM risk_assessment WHERE id = ANY($1)`,
      [[report, high, low]],
    )
  ).flatMap(({ id, error_reason }: { id: string; error_reason: string | null }) =>
    error_reason ? [[id, error_reason]] : [],
  );

let hers: Hers;
beforeEach(async () => {
  hers = await recorded('Somebody else told it.');
});
const card = ({ page }: Visit, id: string) => page.locator('.desk-card').filter({ has: page.locator(`[id$="${id}"]`) });

describe.each([
  ['kk', 360],
  ['ru', 360],
  ['en', 1280],
] as const)('in %s on %d px', (language, width) => {
  test('a report on the wrong record is found again and marked by keyboard, for ever and not by a slip; those that counted it are named', async () => {
    const came = await comes({ language, width });
    const { page } = came;
    const faults: string[] = [];
    const look = async () => void faults.push(...(await faultsOf(came)));
    await goTo(came, 'recorded');
    const report = card(came, hers.report);
    await report.waitFor();
    await look();
    expect(await page.textContent('main')).not.toContain('Somebody else told it.');

    await report.locator('button').focus();
    await page.keyboard.press('Enter');
    await report.locator('form:focus').waitFor();
    await report.getByText('Somebody else told it.').waitFor();
    await look();
    const submit = async () => {
      await report.locator('button[type=submit]').focus();
      await page.keyboard.press('Enter');
    };
    await submit();
    await summaryFocused(came);
    await look();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await report.locator('input[value=OTHER_PERSON]:focus').waitFor();
    await page.keyboard.press('Space');
    await submit();
    await report.locator('form:focus .desk-warning').waitFor();
    await look();
    // the second step is left again, and nothing is marked
    await report.locator('.govuk-button--secondary').click();
    expect(await report.locator('input[value=OTHER_PERSON]').isChecked()).toBe(true);
    expect(await marks(hers)).toEqual([]);
    await submit();
    await report.locator('form:focus .desk-warning').waitFor();
    await submit();
    // what counted it is read first
    await report.locator('.desk-warning[role=alert]:focus').waitFor();
    await page.locator('#done').waitFor();
    expect(await report.locator('.desk-warning:focus li').count()).toBe(2);
    await report.locator('.govuk-tag').waitFor();
    expect(await report.locator('button').count()).toBe(0);
    await look();
    expect(await marks(hers)).toEqual([[hers.report, 'OTHER_PERSON']]);

    // an assessment: the high one is no repetition of the low one
    await chip(came, 'which', 'assessments').check();
    const high = card(came, hers.high);
    await high.locator('button').click();
    await high.locator('input[value=RECORDED_TWICE]').check();
    await high.locator('button[type=submit]').click();
    await high.locator('.desk-warning').waitFor();
    await high.locator('button[type=submit]').click();
    await summaryFocused(came);
    await high.locator('.govuk-error-message').waitFor();
    await look();
    await high.locator('input[value=OTHER_PERSON]').check();
    await high.locator('button[type=submit]').click();
    await high.locator('.desk-warning').waitFor();
    await look();
    await high.locator('button[type=submit]').click();
    await page.locator('#done:focus').waitFor();
    await high.locator('.govuk-tag').waitFor();
    await look();
    expect(await marks(hers)).toEqual([
      [hers.report, 'OTHER_PERSON'],
      [hers.high, 'OTHER_PERSON'],
    ]);
    expect(faults).toEqual([]);
    expect(came.said).toEqual([]);
  });
});

test('each is looked at once, and earlier ones only when they are asked for', async () => {
  for (let i = 0; i < 10; i++) await recorded(`Report ${i}`);
  const came = await comes();
  const { page } = came;
  const looks = async () =>
    (await sql("SELECT FROM own_record_log WHERE record_id = $1 AND category = 'INCIDENT'", [hers.report])).length;
  const before = await looks();
  await goTo(came, 'recorded');
  await page.locator('.desk-card').nth(9).waitFor();
  expect(await looksWhileNothingHappens(came, 'IncidentsRecorded')).toBe(0);
  expect(await card(came, hers.report).count()).toBe(0);
  expect(await looks()).toBe(before);
  await page.getByRole('button', { name: 'Earlier ones' }).click();
  await card(came, hers.report).waitFor();
  await page.locator('.desk-cards:focus').waitFor();
  expect(await looks()).toBe(before + 1);
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await page.locator('.desk-card').nth(9).waitFor();
  await page.locator('.desk-cards:focus').waitFor();
  expect(await card(came, hers.report).count()).toBe(0);
});

test('what was lost on the way is not said to be marked; sent again it is marked once', async () => {
  const came = await comes();
  const { page } = came;
  await goTo(came, 'recorded');
  const report = card(came, hers.report);
  await report.locator('button').click();
  await report.locator('input[value=RECORDED_TWICE]').check();
  await report.locator('button[type=submit]').click();
  await report.locator('.desk-warning').waitFor();
  const mark = () => report.getByRole('button', { name: 'Mark it for ever' }).click();
  await cutOff(came);
  await mark();
  await page.getByText('NOT sent').waitFor();
  await page.locator('a[href="tel:150"]').waitFor();
  expect(await marks(hers)).toEqual([]);
  await cutOff(came, false);
  await losing(came, 'IncidentEnteredInError');
  await mark();
  await page.getByText('NOT KNOWN').waitFor();
  expect(await report.locator('.govuk-tag').count()).toBe(0);
  await page.unroute('**/graphql');
  await mark();
  await page.getByText('Marked: it counts no more').waitFor();
  expect(await marks(hers)).toEqual([[hers.report, 'RECORDED_TWICE']]);
});

test('a case whose report is marked is over, and one whose assessment is marked is asked about anew', async () => {
  const came = await comes();
  const { page } = came;
  await page.locator('#regionCode').waitFor();
  await chip(came, 'violence', 'THREAT').check();
  await onward(came);
  await atStep(came, 2);
  await page.locator('.desk-questions').waitFor();
  const assess = async () => {
    await chip(came, 'item-1', 'NO').check();
    await onward(came);
    await atStep(came, 3);
  };
  await assess();
  const assessments = async () =>
    (await sql('SELECT id, error_at FROM risk_assessment ORDER BY assessed_at DESC LIMIT 2')) as {
      id: string;
      error_at: Date | null;
    }[];
  const [first] = await assessments();
  const mark = async (id: string) => {
    const shown = card(came, id);
    await shown.locator('button').click();
    await shown.locator('input[value=OTHER_PERSON]').check();
    await shown.locator('button[type=submit]').click();
    await shown.getByRole('button', { name: 'Mark it for ever' }).click();
    await shown.locator('.govuk-tag').waitFor();
  };
  await goTo(came, 'recorded');
  await chip(came, 'which', 'assessments').check();
  await mark(first!.id);

  await page.goBack();
  await atStep(came, 3);
  await page.goBack();
  await atStep(came, 2);
  expect(await page.locator('.desk-questions input[value=NO]:checked').count()).toBe(0);
  await assess();
  const [second, before] = await assessments();
  expect(before).toEqual({ id: first!.id, error_at: expect.any(Date) });
  expect(second!.error_at).toBeNull();

  await page.goBack();
  await atStep(came, 2);
  await page.goBack();
  await page.getByRole('link', { name: 'It is about somebody else, or there twice' }).click();
  const [{ id }] = await sql('SELECT id FROM incident ORDER BY reported_at DESC LIMIT 1');
  await mark(id);
  await goTo(came, 'new');
  await page.locator('#regionCode').waitFor();
  expect(await page.locator('[name=violence]:checked').count()).toBe(0);
});
