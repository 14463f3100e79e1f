import type { Desk } from '../../test/browser/desk.js';
import { openDesk, type Visit, visit } from '../../test/browser/desk.js';
import begin from '../../test/setup/begin.js';
import type { Measurement } from '../harness/measurement.js';
import { circumstances, keepResult } from '../harness/results.js';
import { spreadOf } from '../harness/statistics.js';
import { shownSpread, table } from '../harness/table.js';

/** A slow 3G line as WebPageTest has it: 400 kbit/s each way, 400 ms there and back; and the machine's own. */
const LINES = {
  'slow 3G': { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 },
  'this machine': { latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
} as const;
type Line = keyof typeof LINES;

const STEPS = ['sign-in page', 'signed in and usable', 'count published'] as const;
type Times = Record<(typeof STEPS)[number], number>;

/**
 * On an empty cache in a real Chromium, in ms: until one can sign in; from pressing that until the numbers of the house can be changed, the provider's
 * page and the choice of a purpose among it; and from the first tap on a number until the hub has acknowledged it.
 */
export const web: Measurement = async ({ runs }, say) => {
  await begin();
  const desk = await openDesk();
  try {
    const at = circumstances('embedded, nothing waits for a disk');
    const measured: Record<Line, Times[]> = { 'slow 3G': [], 'this machine': [] };
    await once(desk, 'this machine');
    for (let run = 0; run < runs; run++)
      for (const line of Object.keys(LINES) as Line[]) measured[line].push(await once(desk, line));
    const figures = Object.fromEntries(
      Object.entries(measured).map(([line, times]) => [
        line,
        Object.fromEntries(STEPS.map((step) => [step, spreadOf(times.map((each) => Math.round(each[step])))])),
      ]),
    ) as Record<Line, Record<(typeof STEPS)[number], ReturnType<typeof spreadOf>>>;
    await keepResult('web', { ...at, parameters: { runs, lines: LINES }, figures });
    say(
      table(
        ['ms', ...STEPS],
        Object.entries(figures).map(([line, times]) => [line, ...STEPS.map((step) => shownSpread(times[step]))]),
      ),
    );
    say(`Load average before: ${at.loadBefore}.`);
  } finally {
    await desk.close();
    await globalThis.stopTestPostgres?.();
  }
};

async function once(desk: Desk, line: Line): Promise<Times> {
  const came: Visit = await visit(desk, { blank: true });
  const { page, context } = came;
  context.setDefaultTimeout(60_000);
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', { offline: false, ...LINES[line] });
  const took = async (work: () => Promise<void>): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };
  const account = page.getByRole('button', { name: /Intake.*Almaty/ });
  const published = page.getByText('Published.');
  const times = {
    'sign-in page': await took(async () => {
      await page.goto(desk.address, { waitUntil: 'commit' });
      await account.waitFor();
    }),
    'signed in and usable': await took(async () => {
      await account.click();
      await page.locator('input[value=SHELTER]').check();
      await page.locator('button[type=submit]').click();
      await page.locator('.desk-count').first().waitFor();
    }),
    'count published': await took(async () => {
      await page.locator('.desk-step').first().click();
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await published.waitFor();
    }),
  };
  // as it was
  await page.locator('.desk-step').nth(1).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.locator('.desk-count__free--changed').waitFor({ state: 'detached' });
  await published.waitFor();
  await context.close();
  return times;
}
