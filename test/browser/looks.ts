import axe from 'axe-core';
import type { Page, Request } from 'playwright-core';
import type { Visit } from './desk.js';

/** Words that may stand in the address, and so in a history: they say nothing. */
const SECTIONS = [
  ...['places', 'requests', 'guests', 'received', 'new', 'times', 'answers', 'recorded', 'elsewhere'],
  ...['calendar', 'queue', 'kits', 'sheet', 'passes'],
];

/** Everything that a screen must hold, in words that name what does not; empty when all does. */
export async function faultsOf({ page }: Visit): Promise<string[]> {
  return [...(await accessibility(page)), ...(await fits(page)), ...(await traces(page))];
}

/** The same screen as it stands, in each language and on both widths, with what tells what the work is about; then it is again as it was. */
export async function faultsInEach(came: Visit): Promise<string[]> {
  const { page } = came;
  const size = page.viewportSize()!;
  const [first, ...others] = await page.evaluate<string[]>(
    `(() => { const { value, options } = ${LANGUAGES}; return [value, ...[...options].map((each) => each.value).filter((each) => each !== value)] })()`,
  );
  const faults: string[] = [];
  for (const language of [first!, ...others]) {
    await speak(page, language);
    faults.push(...(await accessibility(page)).map((fault) => `${language}: ${fault}`));
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 });
      faults.push(...(await fits(page)).map((fault) => `${language} on ${width}: ${fault}`));
    }
    faults.push(...(await traces(page)), ...(await telling(came)));
  }
  await page.setViewportSize(size);
  await speak(page, first!);
  return faults;
}

const LANGUAGES = `document.querySelector('.desk-header select')`;

/** Another language is chosen, without the focus; what is asked for anew in it has been answered. */
async function speak(page: Page, language: string): Promise<void> {
  const asked = new Set<Request>();
  const begun = (request: Request) => request.url().endsWith('/graphql') && asked.add(request);
  const ended = (request: Request) => asked.delete(request);
  page.on('request', begun).on('requestfinished', ended).on('requestfailed', ended);
  await page.evaluate(
    `(() => { const select = ${LANGUAGES}; select.value = '${language}'; select.dispatchEvent(new Event('change', { bubbles: true })); })()`,
  );
  await page.locator(`html[lang=${language}]`).waitFor();
  for (let quiet = 0; quiet < 3; quiet = asked.size > 0 ? 0 : quiet + 1) await page.waitForTimeout(20);
  page.off('request', begun).off('requestfinished', ended).off('requestfailed', ended);
}

async function accessibility(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ': ' + failureSummary)))`);
}

/** Nothing is wider than the screen, also with text twice as large; nothing to press is smaller than 24 px (WCAG 2.5.8); no word goes on in the next line. */
async function fits(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const faults = [];
    const wide = () => document.documentElement.scrollWidth - innerWidth;
    if (wide() > 0) faults.push('wider than the screen by ' + wide() + ' px');
    document.documentElement.style.setProperty('font-size', '200%');
    if (wide() > 0) {
      const who = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth + 1);
      faults.push('at 200 % wider than the screen by ' + wide() + ' px: ' + who.map((each) => each.outerHTML.slice(0, 90)).join(' | '));
    }
    document.documentElement.style.removeProperty('font-size');
    for (const each of document.querySelectorAll('a[href], button, select, input')) {
      const { width, height } = each.getBoundingClientRect();
      if (width > 0 && (width < 24 || height < 24) && !each.className.includes('skip-link'))
        faults.push('too small to press: ' + each.outerHTML.slice(0, 120));
      const text = document.createRange();
      text.selectNodeContents(each);
      if (each.tagName === 'BUTTON' && !each.className.includes('skip-link') && text.getBoundingClientRect().width > width)
        faults.push('cut: ' + each.textContent);
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const { 0: word, index } of text.data.matchAll(/[\\p{L}\\p{N}]{2,}/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) faults.push('broken: ' + word + ' in ' + text.data.slice(0, 80));
      }
    return faults;
  })()`);
}

/** Nothing is kept by the browser, and neither title nor address says anything. */
async function traces(page: Page): Promise<string[]> {
  const { kept, title, address } = await page.evaluate<{
    kept: string[];
    title: string;
    address: string;
  }>(`(async () => ({
    kept: [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
      ...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())].filter(Boolean),
    title: document.title, address: location.pathname + location.search + location.hash }))()`);
  return [
    ...kept.map((name) => `kept in the browser: ${name}`),
    ...(['Desk', 'Рабочий стол', 'Жұмыс үстелі'].includes(title) ? [] : [`title: ${title}`]),
    ...(['', ...SECTIONS.map((each) => `#${each}`)].some((end) => address === `/desk/${end}`)
      ? []
      : [`address: ${address}`]),
  ];
}

/** Words that tell what the work is about, in any of the three languages. */
const TELLING =
  /violen|victim|forensic|assault|police|evidence|shelter|насил|жертв|судеб|полиц|доказат|приют|зорлық|жәбірлен|сот-|полици|дәлелдем/gi;

/** What of a page, on the screen or on paper, tells what the work is about. */
export async function telling({ page }: Visit): Promise<string[]> {
  const text = await page.evaluate<string>("document.title + ' ' + document.body.innerText");
  return [...text.matchAll(TELLING)].map(([word]) => word);
}
