import type { Text } from '../../subgraphs/kit/index.js';
import { framed, languageKept, time, type View } from '../public-page/frame.js';
import { type Html, html } from '../public-page/html.js';
import { UNAVAILABLE } from '../public-page/words.js';
import { WORDS } from './words.js';

export interface Valid {
  readonly validFrom: string;
  readonly validUntil: string;
}

export type Notice = 'invalid' | 'unavailable';
const NOTICES: Readonly<Record<Notice, Text>> = { invalid: WORDS.invalid, unavailable: UNAVAILABLE };

/** The same for every token, also for one that is none. The form goes back to its own address: the token is nowhere in the page. */
export function entryPage(view: View, notice: Notice | null): string {
  const word = (text: Text) => text[view.language];
  return page(
    view,
    html`
${notice && html`<p role="alert">${word(NOTICES[notice])}</p>`}
<form method="post" autocomplete="off">${languageKept(view)}
<label for="d">${word(WORDS.digits)}</label>
<input type="text" id="d" name="d" required maxlength="4" inputmode="numeric" autocomplete="off">
<button class="main" name="do" value="check">${word(WORDS.check)}</button></form>`,
  );
}

export function validPage(view: View, { validFrom, validUntil }: Valid): string {
  const { language } = view;
  const word = (text: Text) => text[language];
  return page(
    view,
    html`
<p><strong>${word(WORDS.valid)}</strong></p>
<dl><dt>${word(WORDS.from)}</dt><dd>${time(validFrom, language)}</dd>
<dt>${word(WORDS.until)}</dt><dd>${time(validUntil, language)}</dd></dl>`,
  );
}

const page = (view: View, content: Html): string =>
  framed(view, WORDS.title, content, { note: WORDS.notKept[view.language] });
