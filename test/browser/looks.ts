import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Visit } from './desk.js';

/** Words that may stand in the address, and so in a history: they say nothing. */
const SECTIONS = [
  ...['places', 'requests', 'guests', 'received', 'new', 'times', 'answers', 'recorded'],
  ...['calendar', 'queue', 'kits', 'sheet', 'passes'],
];

/** Everything that a screen must hold, in words that name what does not; empty when all does. */
export async function faultsOf({ page }: Visit): Promise<string[]> {
  return [...(await accessibility(page)), ...(await fits(page)), ...(await traces(page))];
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
  /violen|victim|forensic|assault|police|evidence|shelter|насил|жертв|судеб|полиц|доказат|приют|зорлық|жәбірлен|сот-|полици|дәлелдем/i;

/** What of a page, on the screen or on paper, tells what the work is about. */
export async function telling({ page }: Visit): Promise<string[]> {
  const text = await page.evaluate<string>("document.title + ' ' + document.body.innerText");
  return TELLING.test(text) ? [TELLING.exec(text)![0]] : [];
}
