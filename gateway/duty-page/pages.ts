import type { Text } from '../../subgraphs/kit/index.js';
import { framed, languageKept, type View } from '../public-page/frame.js';
import { html } from '../public-page/html.js';
import { UNAVAILABLE } from '../public-page/words.js';
import { WORDS } from './words.js';

export type Notice = 'useless' | 'unavailable';
const NOTICES: Readonly<Record<Notice, Text>> = { useless: WORDS.useless, unavailable: UNAVAILABLE };

export function entryPage(view: View, notice: Notice | null): string {
  const word = (text: Text) => text[view.language];
  return framed(
    view,
    WORDS.title,
    html`
${notice && html`<p role="alert">${word(NOTICES[notice])}</p>`}
<form method="post" autocomplete="off">${languageKept(view)}
<label for="c">${word(WORDS.code)}</label>
<input type="text" id="c" name="c" required maxlength="20" inputmode="numeric" autocomplete="off">
<button class="main" name="do" value="confirm">${word(WORDS.confirm)}</button></form>`,
  );
}

export function heardPage(view: View): string {
  return framed(view, WORDS.title, html`<p><strong>${WORDS.heard[view.language]}</strong></p>`);
}
